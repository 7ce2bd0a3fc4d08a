import {
  addDay,
  addQuarters,
  byLocalHour,
  type DealFigure,
  dayFigures,
  dealFigure,
  emptyQuarters,
  type QuarterSums,
} from '@commonwatt/domain/deal-day';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { dayMs, quarterMs, utcMonthAfter, utcMonthOf } from '@commonwatt/domain/utc-day';
import type { Filter } from 'mongodb';
import { type DealDateRange, type DealScope, dealScopeFilters, findDealDateRange } from './deal-documents.ts';
import {
  type DealSumProgress,
  findDealSumProgress,
  findSummedEnd,
  listDealDays,
  listSummedUnitIds,
  listTouchedDays,
  sumDealMonths,
} from './deal-sums.ts';
import { figureProjection, readDeals } from './deals.ts';
import { dealCollection, type Telemetry, type TelemetryDocument } from './telemetry.ts';

// Sums over many deals: from the kept sums where they hold, from the deals themselves where something was reported since.
// What comes out is what reading each deal would give.

type Sums = { progress: DealSumProgress; touchedDays: ReadonlySet<number> };

/** Null while not every deal has been added up. */
async function openSums(telemetry: Telemetry, cluster: ClusterRef): Promise<Sums | null> {
  const progress = await findDealSumProgress(telemetry, cluster);
  if (!progress?.isComplete) return null;
  return { progress, touchedDays: new Set(await listTouchedDays(telemetry, cluster, progress)) };
}

type Period = { from: Date; to: Date };

/** What sums need of the deals of a scope made in [from, to), day by day, in no particular order within one. */
export async function* streamDealFigures(
  telemetry: Telemetry,
  { cluster, unitId, period, now }: DealScope & { period: Period; now: Date },
): AsyncGenerator<DealFigure[]> {
  const range = { fromMs: period.from.getTime(), toMs: period.to.getTime() };
  const isOfScope = ({ dischargeUnitId, chargeUnitId }: DealFigure) =>
    unitId === undefined || dischargeUnitId === unitId || chargeUnitId === unitId;
  const sums = await openSums(telemetry, cluster);
  if (!sums) {
    yield* readFigures(telemetry, { cluster, unitId }, period, now);
    return;
  }
  const { touchedDays } = sums;
  for (const day of await listDealDays(telemetry, cluster, range)) {
    if (!touchedDays.has(day.dayMs)) yield dayFigures(day, range).filter(isOfScope);
  }
  for (const touched of touchedDays) {
    const from = new Date(Math.max(touched, range.fromMs));
    const to = new Date(Math.min(touched + dayMs, range.toMs));
    if (from < to) yield* readFigures(telemetry, { cluster, unitId }, { from, to }, now);
  }
}

const batchSize = 1_000;

async function* readFigures(
  telemetry: Telemetry,
  scope: DealScope,
  { from, to }: Period,
  now: Date,
): AsyncGenerator<DealFigure[]> {
  for (const filter of dealScopeFilters(scope)) {
    const created = { ...filter, createDateTime: { $gte: from, $lt: to } };
    let batch: TelemetryDocument[] = [];
    const figures = () => readDeals(telemetry, batch).flatMap((deal) => dealFigure(deal, now) ?? []);
    for await (const document of dealCollection(telemetry).find(created, { projection: figureProjection, batchSize })) {
      batch.push(document);
      if (batch.length < batchSize) continue;
      yield figures();
      batch = [];
    }
    if (batch.length > 0) yield figures();
  }
}

/**
 * What a scope gave and received in all deals made before an instant, by the hour of the day (0 … 23) of clocks `offsetMs`
 * ahead of UTC, and how many deals that were. For a whole cluster both are the same: all energy of its deals. `unitId`
 * undefined means the whole cluster.
 */
export async function sumDealHistory(
  telemetry: Telemetry,
  { cluster, unitId }: DealScope,
  { offsetMs, before }: { offsetMs: number; before: Date },
): Promise<QuarterSums> {
  const sums = await openSums(telemetry, cluster);
  const isOnQuarter = offsetMs % quarterMs === 0;
  if (!sums || !isOnQuarter) return readHistory(telemetry, { cluster, unitId }, { offsetMs, before });
  const { progress, touchedDays } = sums;
  const beforeMs = before.getTime();
  const total = emptyQuarters();
  // Months in which something may be different now are added up by the day.
  const openMonths = new Set([...progress.brokenMonths, ...[...touchedDays].map(utcMonthOf), utcMonthOf(beforeMs)]);
  const scope = unitId ?? null;
  addQuarters(total, await sumDealMonths(telemetry, cluster, { unitId: scope, beforeMs, except: openMonths }));
  for (const month of openMonths) {
    const range = { fromMs: month, toMs: Math.min(utcMonthAfter(month), beforeMs) };
    if (range.fromMs >= range.toMs) continue;
    for (const day of await listDealDays(telemetry, cluster, range)) {
      if (!touchedDays.has(day.dayMs)) addDay(total, day, scope, beforeMs);
    }
  }
  const hours = byLocalHour(total, offsetMs);
  for (const day of touchedDays) {
    const period = { from: new Date(day), before: new Date(Math.min(day + dayMs, beforeMs)) };
    addQuarters(hours, await readHistory(telemetry, { cluster, unitId }, { offsetMs, ...period }));
  }
  return hours;
}

const beginningOfTime = new Date(-8.64e15);

/** The same from each deal. */
async function readHistory(
  telemetry: Telemetry,
  { cluster, unitId }: DealScope,
  { offsetMs, from = beginningOfTime, before }: { offsetMs: number; from?: Date; before: Date },
): Promise<QuarterSums> {
  const created = { createDateTime: { $gte: from, $lt: before } };
  const [given, received] = await Promise.all(
    dealScopeFilters({ cluster, unitId }).map((filter) => sumByHour(telemetry, { ...filter, ...created }, offsetMs)),
  );
  const none = hourSums();
  const { amountsWh: gaveWh, dealCounts } = given ?? none;
  if (unitId === undefined) return { gaveWh, receivedWh: gaveWh, dealCounts };
  const { amountsWh: receivedWh, dealCounts: receivedCounts } = received ?? none;
  return { gaveWh, receivedWh, dealCounts: dealCounts.map((count, hour) => count + (receivedCounts[hour] ?? 0)) };
}

const hourSums = () => ({
  amountsWh: Array.from({ length: 24 }, () => 0),
  dealCounts: Array.from({ length: 24 }, () => 0),
});

async function sumByHour(telemetry: Telemetry, filter: Filter<TelemetryDocument>, offsetMs: number) {
  const sums = hourSums();
  const hour = { $hour: { $add: ['$createDateTime', offsetMs] } };
  const rows = dealCollection(telemetry).aggregate<{ _id: number; amountWh: number; dealCount: number }>([
    { $match: filter },
    { $group: { _id: hour, amountWh: { $sum: '$cumulateAmountWh' }, dealCount: { $sum: 1 } } },
  ]);
  for await (const { _id, amountWh, dealCount } of rows) {
    sums.amountsWh[_id] = amountWh;
    sums.dealCounts[_id] = dealCount;
  }
  return sums;
}

/** `hour` 0 … 23, null for deals that do not say when they were made. */
export type HourSum = { hour: number | null; amountWh: number };

const endOfTime = new Date(8.64e15);

/**
 * Energy (Wh, `cumulateAmountWh`) of all deals of the scope ever made, by the hour of the day they were made in, `offsetMs`
 * ahead of UTC. Hours without a deal are left out.
 */
export async function sumDealsByHour(
  telemetry: Telemetry,
  { offsetMs, ...scope }: DealScope & { offsetMs: number },
): Promise<HourSum[]> {
  const [hours, undated] = await Promise.all([
    sumDealHistory(telemetry, scope, { offsetMs, before: endOfTime }),
    sumUndatedDeals(telemetry, scope),
  ]);
  const { gaveWh, receivedWh, dealCounts } = hours;
  const sums = dealCounts.flatMap((count, hour): HourSum[] => {
    const received = scope.unitId === undefined ? 0 : (receivedWh[hour] ?? 0);
    return count === 0 ? [] : [{ hour, amountWh: (gaveWh[hour] ?? 0) + received }];
  });
  return undated === null ? sums : [...sums, { hour: null, amountWh: undated }];
}

/** Energy (Wh) of deals whose `createDateTime` is missing or, by mistake, a text, a number or a boolean; null: no deal. */
async function sumUndatedDeals(telemetry: Telemetry, scope: DealScope): Promise<number | null> {
  const notDates = [{ $in: [null, false, true] }, { $gte: '' }, { $gte: Number.NEGATIVE_INFINITY }];
  const rows = await Promise.all(
    dealScopeFilters(scope).flatMap((filter) =>
      notDates.map((createDateTime) =>
        dealCollection(telemetry)
          .aggregate<{ amountWh: number }>([
            { $match: { ...filter, createDateTime } },
            { $group: { _id: null, amountWh: { $sum: '$cumulateAmountWh' } } },
          ])
          .toArray(),
      ),
    ),
  );
  const found = rows.flat();
  return found.length === 0 ? null : found.reduce((sum, { amountWh }) => sum + amountWh, 0);
}

/** When the first and the last deal of a scope were made, also of those that are only in the sums any more. */
export async function findDealHistoryRange(telemetry: Telemetry, scope: DealScope): Promise<DealDateRange | null> {
  const { cluster, unitId = null } = scope;
  const [stored, progress] = await Promise.all([
    findDealDateRange(telemetry, scope),
    findDealSumProgress(telemetry, cluster),
  ]);
  if (!progress || progress.keptFromMs === null) return stored;
  const [first, last] = await Promise.all([
    findSummedEnd(telemetry, cluster, { unitId, direction: 1 }),
    findSummedEnd(telemetry, cluster, { unitId, direction: -1 }),
  ]);
  const instants = [first, last, stored?.min, stored?.max].flatMap((at) => (at ? [at.getTime()] : []));
  if (instants.length === 0) return stored;
  return { min: new Date(Math.min(...instants)), max: new Date(Math.max(...instants)) };
}

/** Ids of units that ever gave or received in a cluster; one that first did so minutes ago may be missing. */
export async function listTradingUnitIds(telemetry: Telemetry, cluster: ClusterRef): Promise<string[]> {
  const progress = await findDealSumProgress(telemetry, cluster);
  if (progress?.isComplete) return listSummedUnitIds(telemetry, cluster);
  const { communityId, clusterId } = cluster;
  const sides = ['dischargeUnitId', 'chargeUnitId'] as const;
  const ids = await Promise.all(
    sides.map((side) => dealCollection(telemetry).distinct(side, { communityId, clusterId })),
  );
  return [...new Set(ids.flat())].filter((id) => typeof id === 'string');
}
