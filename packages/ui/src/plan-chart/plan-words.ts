import type { ScenarioBand } from '@commonwatt/domain/scenario-bands';
import { timeText } from '@commonwatt/domain/scenario-bands';
import { formatEnergy, formatPercent, quantityText } from '../format/quantity.ts';
import type { Translate } from '../texts.ts';

/** How levels are said: as part of what the battery holds, or in Wh where that is not known (`capacityWh` null). */
export type LevelFormat = { capacityWh: number | null; language: string };

/** A level of a battery, `70 %` or `3.36 kWh`. */
export function levelText(levelWh: number, { capacityWh, language }: LevelFormat): string {
  if (capacityWh === null) return quantityText(formatEnergy(levelWh, language));
  return quantityText(formatPercent((levelWh / capacityWh) * 100, language));
}

/** Where a band of a slot lies: `Over 70 %`, `55 – 70 %`, `Under 30 %`, or all levels. */
export function rangeText(band: ScenarioBand, topWh: number, format: LevelFormat, t: Translate<'planChart'>): string {
  const lower = levelText(band.lowerWh, format);
  const upper = levelText(band.upperWh, format);
  const isLowest = band.lowerWh <= 0;
  const isHighest = band.upperWh >= topWh;
  if (isLowest && isHighest) return t('anyLevel');
  if (isHighest) return t('over', { level: lower });
  if (isLowest) return t('under', { level: upper });
  if (format.capacityWh === null) return t('between', { lower, upper });
  return t('between', { lower: formatPercent((band.lowerWh / format.capacityWh) * 100, format.language).value, upper });
}

/** What a home does in a band, as the rest of a sentence that the range begins. */
export function actText(
  { act, giveToWh, takeToWh }: ScenarioBand,
  format: LevelFormat,
  t: Translate<'planChart'>,
): string {
  return t(`does.${act}`, { give: levelText(giveToWh ?? 0, format), take: levelText(takeToWh ?? 0, format) });
}

/** The time of a slot by the clock: `06:00 – 15:00`. */
export function slotTime({ startS, endS }: { startS: number; endS: number }): string {
  return `${clockText(startS)} – ${clockText(endS)}`;
}

/** `06:00`, with seconds only where there are some. */
export function clockText(secondOfDay: number): string {
  return secondOfDay % 60 === 0 ? timeText(secondOfDay).slice(0, 5) : timeText(secondOfDay);
}
