import { type EnergyDay, energyGapMs, sumEnergyDay } from '@commonwatt/domain/energy-day';
import type { UnitRef } from '@commonwatt/domain/refs';
import { dayMs, utcDayOf } from '@commonwatt/domain/utc-day';
import type { Collection, Filter } from 'mongodb';
import { type Telemetry, type TelemetryDocument, unitDataCollection } from './telemetry.ts';
import { listUnitReadings, unitFilter } from './unit-data.ts';

// What a unit made and used, kept by day: a year of samples is a million documents. Days are those of the unit's own clock
// in UTC. A day that is not kept (yet) is added up from its samples.

type DayDocument = UnitRef & Omit<EnergyDay, 'dayMs'> & { _id: string; day: Date };
type ProgressDocument = UnitRef & { _id: string; nextDay: Date; settledDay: Date };

const days = ({ db }: Telemetry): Collection<DayDocument> => db.collection('energyDay');
const progresses = ({ db }: Telemetry): Collection<ProgressDocument> => db.collection('energyProgress');

/** Every day before `nextMs` is kept; those before `settledMs` for good. */
export type EnergyProgress = { nextMs: number; settledMs: number };

export async function findEnergyProgress(telemetry: Telemetry, unit: UnitRef): Promise<EnergyProgress | null> {
  const found = await progresses(telemetry).findOne({ _id: keyOf(unit) });
  return found && { nextMs: found.nextDay.getTime(), settledMs: found.settledDay.getTime() };
}

export async function saveEnergyProgress(
  telemetry: Telemetry,
  unit: UnitRef,
  { nextMs, settledMs }: EnergyProgress,
): Promise<void> {
  const $set = { ...unitKey(unit), nextDay: new Date(nextMs), settledDay: new Date(settledMs) };
  await progresses(telemetry).updateOne({ _id: keyOf(unit) }, { $set }, { upsert: true });
}

/** The time of a unit's first sample at `fromMs` or later by its own clock; of its newest with `newest`. */
export async function findSampleTime(
  telemetry: Telemetry,
  unit: UnitRef,
  which: { fromMs: number } | 'newest',
): Promise<number | null> {
  const time = which === 'newest' ? { $gte: new Date(0) } : { $gte: new Date(which.fromMs) };
  const found = await unitDataCollection(telemetry).findOne(
    { ...unitFilter(unit), time },
    { sort: { time: which === 'newest' ? -1 : 1 }, projection: { _id: 0, time: 1 } },
  );
  return found?.time instanceof Date ? found.time.getTime() : null;
}

/** Adds up a day from its samples. */
export async function readEnergyDay(telemetry: Telemetry, unit: UnitRef, day: number): Promise<EnergyDay> {
  const from = new Date(day - energyGapMs);
  const to = new Date(day + dayMs + energyGapMs);
  return sumEnergyDay(day, await listUnitReadings(telemetry, { unit, from, to }));
}

/** Adds up a day and keeps it. */
export async function keepEnergyDay(telemetry: Telemetry, unit: UnitRef, day: number): Promise<void> {
  const { dayMs: _, ...energy } = await readEnergyDay(telemetry, unit, day);
  const document = { ...unitKey(unit), day: new Date(day), ...energy };
  await days(telemetry).replaceOne({ _id: keyOf(unit, day) }, document, { upsert: true });
}

/** The kept days of a unit that touch [fromMs, toMs), in order. Served by (community, cluster, unit, day). */
export async function listKeptEnergyDays(
  telemetry: Telemetry,
  unit: UnitRef,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<EnergyDay[]> {
  const filter = energyDaysFilter(unit, { fromMs, toMs }) as Filter<DayDocument>;
  const documents = await days(telemetry).find(filter).sort({ day: 1 }).toArray();
  return documents.map(({ day, solarWh, usedWh }) => ({ dayMs: day.getTime(), solarWh, usedWh }));
}

export function energyDaysFilter(
  unit: UnitRef,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Filter<TelemetryDocument> {
  return { ...unitKey(unit), day: { $gte: new Date(utcDayOf(fromMs)), $lt: new Date(toMs) } };
}

/** No more days than this are added up from samples at once: the newest ones, the rest is not known yet. */
const mostUnkeptDays = 9;

/** The energy of a unit in [fromMs, toMs), by day. */
export async function listEnergyDays(
  telemetry: Telemetry,
  unit: UnitRef,
  range: { fromMs: number; toMs: number },
): Promise<EnergyDay[]> {
  const [kept, progress] = await Promise.all([
    listKeptEnergyDays(telemetry, unit, range),
    findEnergyProgress(telemetry, unit),
  ]);
  const newestMs = await findSampleTime(telemetry, unit, 'newest');
  if (newestMs === null) return kept;
  const firstMs = utcDayOf(Math.max(range.fromMs, progress?.nextMs ?? 0));
  const lastMs = utcDayOf(Math.min(range.toMs - 1, newestMs));
  const unkept: number[] = [];
  for (let day = lastMs; day >= firstMs && unkept.length < mostUnkeptDays; day -= dayMs) unkept.unshift(day);
  const read: EnergyDay[] = [];
  for (const day of unkept) read.push(await readEnergyDay(telemetry, unit, day));
  return [...kept, ...read];
}

function unitKey({ communityId, clusterId, unitId }: UnitRef): UnitRef {
  return { communityId, clusterId, unitId };
}

function keyOf({ communityId, clusterId, unitId }: UnitRef, ...parts: number[]): string {
  return JSON.stringify([communityId, clusterId, unitId, ...parts]);
}
