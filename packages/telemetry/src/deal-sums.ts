import {
  addDay,
  addQuarters,
  type DealDay,
  emptyQuarters,
  type QuarterSums,
  summarizeDay,
} from '@commonwatt/domain/deal-day';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { dayMs, utcDayOf, utcMonthAfter, utcMonthOf } from '@commonwatt/domain/utc-day';
import type { Collection, Filter } from 'mongodb';
import { dealsReportedSinceFilter, figureProjection } from './deals.ts';
import { dealCollection, type Telemetry, type TelemetryDocument } from './telemetry.ts';

// What deals add up to, kept beside them: reading a year, or all there ever was, must not mean reading each deal. A day
// holds its deals in columns, a month the sums of its days for the cluster and for each unit. Both can be made anew from
// the deals at any time; which of them still hold is told by `DealSumProgress`.

type DayDocument = ClusterRef & Omit<DealDay, 'dayMs'> & { _id: string; day: Date };
/** `unitId` null: the whole cluster. */
type MonthDocument = ClusterRef & QuarterSums & { _id: string; unitId: string | null; month: Date };
type ProgressDocument = ClusterRef & {
  _id: string;
  isComplete: boolean;
  nextDay: Date | null;
  checkedDay: Date | null;
  seenReportS: number;
  brokenMonths: Date[];
  keptFrom: Date | null;
};

const days = ({ db }: Telemetry): Collection<DayDocument> => db.collection('dealDay');
const months = ({ db }: Telemetry): Collection<MonthDocument> => db.collection('dealMonth');
const progresses = ({ db }: Telemetry): Collection<ProgressDocument> => db.collection('dealSumProgress');

/** How far the sums of a cluster have been made. */
export type DealSumProgress = {
  /** Every day before `nextDayMs`, or simply every day, has been added up at least once. */
  isComplete: boolean;
  nextDayMs: number | null;
  /** The day that was compared with its deals last. */
  checkedDayMs: number | null;
  /** Every deal reported up to an hour before this instant (epoch s, reporting clock) is in the sums as reported. */
  seenReportS: number;
  /** Months whose sums do not follow their days at the moment. */
  brokenMonths: number[];
  /** Deals made before this instant have been deleted; their sums are all there is. Null: none have. */
  keptFromMs: number | null;
};

/** Deals are written one after another, and clocks differ: so much of what was seen is looked at again. */
const overlapS = 3_600;

export async function findDealSumProgress(telemetry: Telemetry, cluster: ClusterRef): Promise<DealSumProgress | null> {
  const found = await progresses(telemetry).findOne({ _id: keyOf(cluster) });
  if (!found) return null;
  return {
    isComplete: found.isComplete,
    nextDayMs: found.nextDay?.getTime() ?? null,
    checkedDayMs: found.checkedDay?.getTime() ?? null,
    seenReportS: found.seenReportS,
    brokenMonths: found.brokenMonths.map((month) => month.getTime()),
    keptFromMs: found.keptFrom?.getTime() ?? null,
  };
}

/** Notes how far sums have been made; which months are broken is noted on its own. */
export async function saveDealSumProgress(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { isComplete, nextDayMs, checkedDayMs, seenReportS }: Omit<DealSumProgress, 'brokenMonths' | 'keptFromMs'>,
): Promise<void> {
  const dates = { nextDay: dateOrNull(nextDayMs), checkedDay: dateOrNull(checkedDayMs) };
  const $set = { ...clusterKey(cluster), isComplete, ...dates, seenReportS };
  const $setOnInsert = { brokenMonths: [], keptFrom: null };
  await progresses(telemetry).updateOne({ _id: keyOf(cluster) }, { $set, $setOnInsert }, { upsert: true });
}

/** Notes that deals made before an instant are to be deleted: from now on their sums are left as they are. */
export async function keepDealSumsFrom(telemetry: Telemetry, cluster: ClusterRef, keptFromMs: number): Promise<void> {
  await progresses(telemetry).updateOne({ _id: keyOf(cluster) }, { $max: { keptFrom: new Date(keptFromMs) } });
}

/** The UTC days on which deals were made that were reported lately, as seen from `seenReportS`; ascending. */
export async function listTouchedDays(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { seenReportS, keptFromMs }: Pick<DealSumProgress, 'seenReportS' | 'keptFromMs'>,
): Promise<number[]> {
  const since = new Date((seenReportS - overlapS) * 1000);
  const documents = dealCollection(telemetry).find(dealsReportedSinceFilter(cluster, since), {
    projection: { _id: 0, createDateTime: 1 },
  });
  const touched = new Set<number>();
  for await (const { createDateTime } of documents) {
    if (createDateTime instanceof Date) touched.add(utcDayOf(createDateTime.getTime()));
  }
  return [...touched].filter((day) => keptFromMs === null || day >= keptFromMs).sort((a, b) => a - b);
}

/** The newest report of a deal in a cluster (epoch s), 0 when there is none. Served by (community, cluster, reportTime). */
export async function findNewestReportS(telemetry: Telemetry, cluster: ClusterRef): Promise<number> {
  const found = await dealCollection(telemetry).findOne(
    { ...clusterKey(cluster), reportTime: { $gte: 0 } },
    { sort: { reportTime: -1 }, projection: { _id: 0, reportTime: 1 } },
  );
  return Number(found?.reportTime ?? 0);
}

/** The first UTC day from `fromMs` on of which there are deals or sums; null: there is none any more. */
export async function findDayFrom(telemetry: Telemetry, cluster: ClusterRef, fromMs: number): Promise<number | null> {
  const from = new Date(fromMs);
  const [deal, day] = await Promise.all([
    dealCollection(telemetry).findOne(
      { ...clusterKey(cluster), createDateTime: { $gte: from } },
      { sort: { createDateTime: 1 }, projection: { _id: 0, createDateTime: 1 } },
    ),
    days(telemetry).findOne(
      { ...clusterKey(cluster), day: { $gte: from } },
      { sort: { day: 1 }, projection: { day: 1 } },
    ),
  ]);
  const found = [deal?.createDateTime, day?.day].flatMap((at) => (at instanceof Date ? [utcDayOf(at.getTime())] : []));
  return found.length === 0 ? null : Math.min(...found);
}

/** Adds up a day from its deals and keeps it, when it is not what is kept already. True: it was not. */
export async function sumDealDay(telemetry: Telemetry, cluster: ClusterRef, day: number): Promise<boolean> {
  const created = { createDateTime: { $gte: new Date(day), $lt: new Date(day + dayMs) } };
  const [documents, stored] = await Promise.all([
    dealCollection(telemetry)
      .find({ ...clusterKey(cluster), ...created }, { projection: figureProjection })
      .sort({ createDateTime: 1, dealId: 1 })
      .toArray(),
    days(telemetry).findOne({ _id: keyOf(cluster, day) }),
  ]);
  const { dayMs: _, ...columns } = summarizeDay(day, documents);
  if (documents.length === 0 && !stored) return false;
  const document: DayDocument = { _id: keyOf(cluster, day), ...clusterKey(cluster), day: new Date(day), ...columns };
  if (stored && JSON.stringify({ ...document, ...pick(stored, columns) }) === JSON.stringify(document)) return false;
  await progresses(telemetry).updateOne(
    { _id: keyOf(cluster) },
    { $addToSet: { brokenMonths: new Date(utcMonthOf(day)) } },
  );
  if (documents.length === 0) await days(telemetry).deleteOne({ _id: document._id });
  else await days(telemetry).replaceOne({ _id: document._id }, document, { upsert: true });
  return true;
}

function pick<Columns extends object>(stored: Columns, columns: Columns): Partial<Columns> {
  const keys = Object.keys(columns) as (keyof Columns)[];
  return Object.fromEntries(keys.map((key) => [key, stored[key]])) as Partial<Columns>;
}

/** Adds up a month from its days: for the cluster and for each of its units. */
export async function sumDealMonth(telemetry: Telemetry, cluster: ClusterRef, month: number): Promise<void> {
  const ofDays = await listDealDays(telemetry, cluster, { fromMs: month, toMs: utcMonthAfter(month) });
  const unitIds = [null, ...new Set(ofDays.flatMap((day) => day.unitIds))];
  const writes = unitIds.map((unitId) => {
    const sums = emptyQuarters();
    for (const day of ofDays) addDay(sums, day, unitId);
    const _id = keyOf(cluster, month, unitId ?? 0);
    const replacement: Omit<MonthDocument, '_id'> = { ...clusterKey(cluster), unitId, month: new Date(month), ...sums };
    return { replaceOne: { filter: { _id }, replacement, upsert: true } };
  });
  const gone = { ...clusterKey(cluster), month: new Date(month), unitId: { $nin: unitIds } };
  await months(telemetry).bulkWrite([{ deleteMany: { filter: gone } }, ...writes]);
  await progresses(telemetry).updateOne({ _id: keyOf(cluster) }, { $pull: { brokenMonths: new Date(month) } });
}

/** The kept days that touch [fromMs, toMs), in order. Served by (community, cluster, day). */
export async function listDealDays(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<DealDay[]> {
  const documents = await days(telemetry)
    .find(dealDaysFilter(cluster, { fromMs, toMs }) as Filter<DayDocument>, { batchSize: 5_000 })
    .sort({ day: 1 })
    .toArray();
  return documents.map(({ _id, communityId, clusterId, day, ...columns }) => ({ dayMs: day.getTime(), ...columns }));
}

export function dealDaysFilter(
  cluster: ClusterRef,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Filter<TelemetryDocument> {
  return { ...clusterKey(cluster), day: { $gte: new Date(utcDayOf(fromMs)), $lt: new Date(toMs) } };
}

/**
 * The sums of whole months that begin before `beforeMs`, of a unit or of the whole cluster (null), and of none in `except`.
 * Served by (community, cluster, unit, month).
 */
export async function sumDealMonths(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { unitId, beforeMs, except }: { unitId: string | null; beforeMs: number; except: ReadonlySet<number> },
): Promise<QuarterSums> {
  const sums = emptyQuarters();
  const documents = await months(telemetry)
    .find(dealMonthsFilter(cluster, unitId, beforeMs) as Filter<MonthDocument>)
    .toArray();
  for (const document of documents) if (!except.has(document.month.getTime())) addQuarters(sums, document);
  return sums;
}

export function dealMonthsFilter(
  cluster: ClusterRef,
  unitId: string | null,
  beforeMs: number,
): Filter<TelemetryDocument> {
  return { ...clusterKey(cluster), unitId, month: { $lt: new Date(beforeMs) } };
}

/** Ids of units in the sums of any month. Served by (community, cluster, unit, month). */
export async function listSummedUnitIds(telemetry: Telemetry, cluster: ClusterRef): Promise<string[]> {
  const ids: unknown[] = await months(telemetry).distinct('unitId', clusterKey(cluster));
  return ids.filter((id) => typeof id === 'string');
}

/** When the first (or the last) deal in the sums was made, of a unit or of the whole cluster (null); null: there is none. */
export async function findSummedEnd(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { unitId, direction }: { unitId: string | null; direction: 1 | -1 },
): Promise<Date | null> {
  const filter = { ...clusterKey(cluster), unitId };
  const found = await months(telemetry).findOne(filter, { sort: { month: direction }, projection: { month: 1 } });
  if (!found) return null;
  const month = found.month.getTime();
  const ofDays = await listDealDays(telemetry, cluster, { fromMs: month, toMs: utcMonthAfter(month) });
  const instants = ofDays.flatMap((day) => {
    const place = unitId === null ? null : day.unitIds.indexOf(unitId);
    const isOfUnit = (i: number) => place === null || day.giver[i] === place || day.receiver[i] === place;
    return day.atMs.filter((_, i) => isOfUnit(i)).map((atMs) => day.dayMs + atMs);
  });
  const end = direction === 1 ? instants[0] : instants.at(-1);
  return end === undefined ? null : new Date(end);
}

function clusterKey({ communityId, clusterId }: ClusterRef): ClusterRef {
  return { communityId, clusterId };
}

function keyOf({ communityId, clusterId }: ClusterRef, ...parts: (string | number)[]): string {
  return JSON.stringify([communityId, clusterId, ...parts]);
}

function dateOrNull(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
