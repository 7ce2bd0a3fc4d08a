import type { Home } from '@commonwatt/database/communities';
import { type BarSlot, barSlots, isToCome } from '@commonwatt/domain/calendar-slots';
import { averageDays } from '@commonwatt/domain/deal-sums';
import {
  averageOtherHome,
  averageSharing,
  type HomeSum,
  type HourlySharing,
  sumHomeDeals,
} from '@commonwatt/domain/home-sharing';
import { localDayOf, localDayRange, zoneOffsetMs } from '@commonwatt/domain/local-day';
import {
  findDealHistoryRange,
  listTradingUnitIds,
  streamDealFigures,
  sumDealHistory,
} from '@commonwatt/telemetry/deal-history';
import { findNearestDealDate } from '@commonwatt/telemetry/deal-list';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';

/** Null while the slot is still to come. */
export type SharingBar = BarSlot & { [Key in keyof HomeSum]: number | null };

export type HomeSharing = {
  bars: SharingBar[];
  totals: HomeSum & { dealCount: number };
  /** The own home on an average day before today, by hour of the day; null while there is none. */
  ownAverage: HourlySharing | null;
  /** An average other home; null unless at least five others make it. */
  otherAverage: HourlySharing | null;
  /** When the home shared nothing in the period: the local day nearest to it on which it did; null: never. */
  nearestDay: string | null;
};

/** What a home gave and received in deals made in a period of local days, beside averages over whole days until today. */
export async function readHomeSharing(
  telemetry: Telemetry,
  { ref: unit, timeZone }: Home,
  { fromDay, toDay, period, now }: { fromDay: string; toDay: string; period: { from: Date; to: Date }; now: Date },
): Promise<HomeSharing> {
  const { unitId, ...cluster } = unit;
  const scope = { cluster, unitId };
  const slots = barSlots(fromDay, toDay, timeZone);
  const [sums, averages] = await Promise.all([
    sumHomeDeals(streamDealFigures(telemetry, { ...scope, period, now }), unitId, slots),
    readHomeAverages(telemetry, { unit, timeZone, now }),
  ]);
  const nearest = sums.totals.dealCount === 0 ? await findNearestDealDate(telemetry, scope, period) : null;
  return {
    bars: slots.map((slot, i) => sharingBar(slot, sums.slots[i], now)),
    totals: sums.totals,
    ...averages,
    nearestDay: nearest && localDayOf(nearest, timeZone),
  };
}

function sharingBar(slot: BarSlot, sum: HomeSum = { gaveWh: 0, receivedWh: 0 }, now: Date): SharingBar {
  const isEmpty = sum.gaveWh === 0 && sum.receivedWh === 0;
  return { ...slot, ...(isToCome(slot, { now, isEmpty }) ? { gaveWh: null, receivedWh: null } : sum) };
}

/** Today is left out: as it goes on, a sum of all homes would tell when a neighbour shares. */
async function readHomeAverages(
  telemetry: Telemetry,
  { unit, timeZone, now }: { unit: Home['ref']; timeZone: string; now: Date },
): Promise<Pick<HomeSharing, 'ownAverage' | 'otherAverage'>> {
  const { unitId, communityId, clusterId } = unit;
  const cluster = { communityId, clusterId };
  const { from: before } = localDayRange(localDayOf(now, timeZone), timeZone);
  const asked = { offsetMs: zoneOffsetMs(before, timeZone), before };
  const [own, everybody, ownDays, days, unitIds] = await Promise.all([
    sumDealHistory(telemetry, { cluster, unitId }, asked),
    sumDealHistory(telemetry, { cluster }, asked),
    readDays(telemetry, { cluster, unitId }, before),
    readDays(telemetry, { cluster }, before),
    listTradingUnitIds(telemetry, cluster),
  ]);
  const otherHomes = unitIds.filter((id) => id !== unitId).length;
  return {
    ownAverage: ownDays === null ? null : averageSharing(own, ownDays),
    otherAverage: averageOtherHome(everybody, own, { otherHomes, days }),
  };
}

async function readDays(
  telemetry: Telemetry,
  scope: Parameters<typeof findDealHistoryRange>[1],
  before: Date,
): Promise<number | null> {
  const range = await findDealHistoryRange(telemetry, scope);
  return range?.min ? averageDays({ min: range.min, max: before }) : null;
}
