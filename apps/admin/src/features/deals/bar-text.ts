import { periodOf } from '@commonwatt/domain/calendar';
import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatDays } from '@commonwatt/ui/format/span.ts';
import { formatClock, formatDayShort, formatFor } from '@commonwatt/ui/format/time.ts';
import type { Translate } from '@commonwatt/ui/texts.ts';
import type { DealBar } from './deal-bars.ts';

/** What stands below a bar: `13`, `Tue 9`, `Jun`. */
export function barLabel({ length, fromMs, hour }: DealBar, timeZone: string, language: string): string {
  if (length === 'hour') return String(hour).padStart(2, '0');
  if (length === 'day') return formatDayShort(fromMs, timeZone, language);
  return formatFor(language, { timeZone, month: 'short' }).format(fromMs);
}

/** The exact stretch of time of a bar: `13:00 – 14:00`, a day, a month. */
export function barSlot({ length, fromMs, toMs, day }: DealBar, timeZone: string, language: string): string {
  if (length !== 'hour') return formatDays(periodOf(length, day), language);
  return `${formatClock(fromMs, timeZone, language)} – ${formatClock(toMs, timeZone, language)}`;
}

type Words = { timeZone: string; language: string; t: Translate<'deals'> };

/** When, how much in how many deals, and the average: each a line. */
export function barText(bar: DealBar, { timeZone, language, t }: Words): string[] {
  const { amountWh, averageWh, dealCount } = bar;
  const text = (energyWh: number) => quantityText(formatEnergy(energyWh, language));
  return [
    barSlot(bar, timeZone, language),
    amountWh === null ? t('chart.toCome') : t('chart.value', { amount: text(amountWh), count: dealCount }),
    ...(averageWh === null ? [] : [t('chart.averageValue', { amount: text(averageWh) })]),
  ];
}
