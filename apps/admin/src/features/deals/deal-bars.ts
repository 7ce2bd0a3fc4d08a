import type { Span } from '@commonwatt/domain/availability';
import { countDays, periodOf } from '@commonwatt/domain/calendar';

/** A bar as the api tells it. */
export type DayOrHour = Span & { day: string; hour: number | null; amountWh: number | null; dealCount: number };

type Averages = { sinceMs: number | null; byHour: readonly (number | null)[]; wholeDay: number | null };

export type BarLength = 'hour' | 'day' | 'month';

/** A bar to draw; `averageWh` is what the same stretch moves on average, null where it cannot be compared with that. */
export type DealBar = Span & {
  length: BarLength;
  /** The first of its days. */
  day: string;
  hour: number | null;
  /** Null: still to come. */
  amountWh: number | null;
  averageWh: number | null;
  dealCount: number;
};

/** From how many days on bars are months. */
const monthsFromDays = 63;

/**
 * The bars of a period: its hours, its days or, for long ones, its months, each with the average beside it. Hours and days
 * that ended before the first deal have none, and of months only those that are over and wholly after it have one: days
 * that were not recorded would count as days without deals.
 */
export function drawnBars(bars: readonly DayOrHour[], average: Averages, nowMs: number): DealBar[] {
  const sinceMs = average.sinceMs ?? Number.POSITIVE_INFINITY;
  if (bars.length > monthsFromDays) {
    return monthBars(bars, average.wholeDay).map((bar) => ({
      ...bar,
      averageWh: bar.fromMs >= sinceMs && bar.toMs <= nowMs ? bar.averageWh : null,
    }));
  }
  return bars.map((bar) => {
    const averageWh = bar.hour === null ? average.wholeDay : (average.byHour[bar.hour] ?? null);
    return { ...bar, length: bar.hour === null ? 'day' : 'hour', averageWh: bar.toMs > sinceMs ? averageWh : null };
  });
}

function monthBars(days: readonly DayOrHour[], wholeDay: number | null): DealBar[] {
  const months = new Map<string, DealBar>();
  for (const { fromMs, toMs, day, amountWh, dealCount } of days) {
    const { fromDay } = periodOf('month', day);
    const month = months.get(fromDay);
    if (month) {
      month.toMs = toMs;
      month.dealCount += dealCount;
      // What is still to come adds nothing to a month that has begun.
      if (amountWh !== null) month.amountWh = (month.amountWh ?? 0) + amountWh;
    } else {
      const averageWh = wholeDay === null ? null : wholeDay * countDays(periodOf('month', day));
      months.set(fromDay, { length: 'month', fromMs, toMs, day, hour: null, amountWh, averageWh, dealCount });
    }
  }
  return [...months.values()];
}

/**
 * What was shared in the bars that have an average, as a share of what would have been by now: of the present bar only the
 * part that is over counts. Null where there is nothing to compare.
 */
export function shareOfAverage(bars: readonly DealBar[], nowMs: number): number | null {
  const compared = bars.filter(({ averageWh }) => averageWh !== null);
  const sharedWh = compared.reduce((sum, { amountWh }) => sum + (amountWh ?? 0), 0);
  const averageWh = compared.reduce((sum, bar) => {
    const past = (nowMs - bar.fromMs) / (bar.toMs - bar.fromMs);
    return sum + (bar.averageWh ?? 0) * Math.max(0, Math.min(1, past));
  }, 0);
  return averageWh > 0 ? sharedWh / averageWh : null;
}

/** Steps of an axis from 0: at most five, of 1, 2 or 5 times a power of ten, the last one not below the greatest value. */
export function axisSteps(greatest: number): number[] {
  const raw = Math.max(greatest, 4) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power;
  const count = Math.max(1, Math.ceil(greatest / step));
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}
