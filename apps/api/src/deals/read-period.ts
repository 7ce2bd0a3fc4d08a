import type { RegisteredCluster } from '@commonwatt/database/communities';
import { type BarSlot, barSlots, isToCome } from '@commonwatt/domain/calendar-slots';
import {
  averageDay,
  type DealAverages,
  type DealTotals,
  type PairSum,
  sumByUnit,
  sumDeals,
  type UnitSum,
} from '@commonwatt/domain/deal-sums';
import { localDayOf, zoneOffsetMs } from '@commonwatt/domain/local-day';
import type { DealScope } from '@commonwatt/telemetry/deal-documents';
import { findDealHistoryRange, streamDealFigures, sumDealsByHour } from '@commonwatt/telemetry/deal-history';
import { findNearestDealDate } from '@commonwatt/telemetry/deal-list';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';

/** `amountWh` is null for a slot that is still to come: nothing is known of it. */
export type DealBar = BarSlot & { amountWh: number | null; dealCount: number };

export type DealPeriodSums = {
  fromMs: number;
  toMs: number;
  bars: DealBar[];
  average: DealAverages;
  /** Each unit of the cluster, and any other that deals name, with its name where it has one. */
  units: (UnitSum & { name: string | null })[];
  pairs: PairSum[];
  totals: DealTotals;
  /** When there is no deal: the local day with a deal that is nearest; null when there is none at all. */
  nearestDay: string | null;
};

type Asked = {
  fromDay: string;
  toDay: string;
  unitId?: string | undefined;
  period: { from: Date; to: Date };
  now: Date;
};

/**
 * What the deals made in a period moved. A deal has one figure of energy, measured at one side, so what a giver gave and
 * its receiver received are the same number, and what was lost between them is known to nobody.
 */
export async function readDealPeriod(
  telemetry: Telemetry,
  cluster: RegisteredCluster,
  { fromDay, toDay, unitId, period, now }: Asked,
): Promise<DealPeriodSums> {
  const scope = { cluster: cluster.ref, unitId };
  const slots = barSlots(fromDay, toDay, cluster.timeZone);
  const [sums, average] = await Promise.all([
    sumDeals(streamDealFigures(telemetry, { ...scope, period, now }), slots),
    readAverages(telemetry, scope, zoneOffsetMs(period.from, cluster.timeZone)),
  ]);
  const isEmpty = sums.totals.dealCount === 0;
  const nearest = isEmpty ? await findNearestDealDate(telemetry, scope, period) : null;
  return {
    fromMs: period.from.getTime(),
    toMs: period.to.getTime(),
    bars: slots.map((slot, i) => dealBar(slot, sums.slots[i], now)),
    average,
    units: nameUnits(sumByUnit(sums.pairs), cluster, unitId),
    pairs: sums.pairs,
    totals: sums.totals,
    nearestDay: nearest && localDayOf(nearest, cluster.timeZone),
  };
}

function dealBar(slot: BarSlot, sum: { amountWh: number; dealCount: number } | undefined, now: Date): DealBar {
  const { amountWh = 0, dealCount = 0 } = sum ?? {};
  const isUnknown = isToCome(slot, { now, isEmpty: dealCount === 0 });
  return { ...slot, amountWh: isUnknown ? null : amountWh, dealCount };
}

/** The average day over the whole history of a scope (contract §8.4), by clocks `offsetMs` ahead of UTC. */
export async function readAverages(telemetry: Telemetry, scope: DealScope, offsetMs: number): Promise<DealAverages> {
  const [range, sums] = await Promise.all([
    findDealHistoryRange(telemetry, scope),
    sumDealsByHour(telemetry, { ...scope, offsetMs }),
  ]);
  return averageDay(sums, range);
}

function nameUnits(sums: readonly UnitSum[], cluster: RegisteredCluster, unitId: string | undefined) {
  const known = new Map(sums.map((unit) => [unit.unitId, unit]));
  const names = new Map(cluster.units.map((unit) => [unit.unitId, unit.name]));
  const ids = unitId === undefined ? new Set([...names.keys(), ...known.keys()]) : new Set([unitId, ...known.keys()]);
  return [...ids].map((id) => {
    const { gaveWh = 0, receivedWh = 0 } = known.get(id) ?? {};
    return { unitId: id, name: names.get(id) ?? null, gaveWh, receivedWh };
  });
}
