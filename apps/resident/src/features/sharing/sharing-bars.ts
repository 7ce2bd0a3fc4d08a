import type { AppRouter } from '@commonwatt/api/app-router';
import type { inferRouterOutputs } from '@trpc/server';

export type HomeSharing = inferRouterOutputs<AppRouter>['home']['sharing'];
export type SharingBar = HomeSharing['bars'][number];

/** The days of a year as its months; a month that has not begun is not known. */
export function monthBars(bars: readonly SharingBar[]): SharingBar[] {
  const months = new Map<string, SharingBar>();
  for (const bar of bars) {
    const month = bar.day.slice(0, 7);
    const sum = months.get(month);
    months.set(
      month,
      sum
        ? {
            ...sum,
            toMs: bar.toMs,
            gaveWh: add(sum.gaveWh, bar.gaveWh),
            receivedWh: add(sum.receivedWh, bar.receivedWh),
          }
        : { ...bar },
    );
  }
  return [...months.values()];
}

function add(one: number | null, other: number | null): number | null {
  return one === null ? other : one + (other ?? 0);
}

/**
 * What an average day brings in each bar's hour (Wh), for bars of hours: received above zero, given (negative) below it, as
 * the bars themselves are drawn. Not the difference of the two: over all homes of a cluster that is nothing at any hour,
 * however much they share. A side on which nothing ever happens is left out. An hour that a day has twice is shown twice.
 */
export function averageByBar(
  bars: readonly SharingBar[],
  average: { gaveWh: readonly number[]; receivedWh: readonly number[] },
): number[][] {
  const received = bars.map(({ hour }) => average.receivedWh[hour ?? 0] ?? 0);
  const gave = bars.map(({ hour }) => 0 - (average.gaveWh[hour ?? 0] ?? 0));
  return [received, gave].filter((amountsWh) => amountsWh.some((amountWh) => amountWh !== 0));
}
