import { energyGapMs } from '@commonwatt/domain/energy-day';
import type { UnitRef } from '@commonwatt/domain/refs';
import { dayMs, utcDayOf } from '@commonwatt/domain/utc-day';
import {
  type EnergyProgress,
  findEnergyProgress,
  findSampleTime,
  keepEnergyDay,
  saveEnergyProgress,
} from '@commonwatt/telemetry/energy-days';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { forEachCluster } from '../clusters.ts';
import { createTurn } from '../turn.ts';
import { longestRoundMs, type WorkerDeps } from '../worker.ts';

/** A day is added up once more when no late sample can come any more. */
const settledAfterMs = 8 * dayMs;
/** Days added up of one unit in one round: a long history takes several. */
const daysPerRound = 40;

/**
 * Adds up the days of every registered unit that are over by its own clock. Every step may be repeated. Returns how many
 * days were added up.
 */
export async function sumEnergy(deps: WorkerDeps): Promise<number> {
  const keepTurn = createTurn(longestRoundMs, deps.now);
  return forEachCluster(deps, 'energy of homes', async (cluster, units) => {
    let count = 0;
    for (const { unitId } of units) count += await sumUnitEnergy(deps.telemetry, { ...cluster, unitId }, keepTurn);
    return count;
  });
}

export async function sumUnitEnergy(telemetry: Telemetry, unit: UnitRef, keepTurn: () => void): Promise<number> {
  const newestMs = await findSampleTime(telemetry, unit, 'newest');
  if (newestMs === null) return 0;
  const begun = (await findEnergyProgress(telemetry, unit)) ?? (await beginEnergy(telemetry, unit));
  const sum = (day: number) => {
    keepTurn();
    return keepEnergyDay(telemetry, unit, day);
  };
  const next = await sumDays(telemetry, unit, { fromMs: begun.nextMs, overMs: newestMs - energyGapMs }, sum);
  const settleUntilMs = Math.min(next.nextMs, newestMs - settledAfterMs);
  const settled = await sumDays(telemetry, unit, { fromMs: begun.settledMs, overMs: settleUntilMs }, sum);
  const progress: EnergyProgress = { nextMs: next.nextMs, settledMs: settled.nextMs };
  keepTurn();
  await saveEnergyProgress(telemetry, unit, progress);
  return next.count + settled.count;
}

async function beginEnergy(telemetry: Telemetry, unit: UnitRef): Promise<EnergyProgress> {
  const firstMs = utcDayOf((await findSampleTime(telemetry, unit, { fromMs: 0 })) ?? 0);
  return { nextMs: firstMs, settledMs: firstMs };
}

/** Days from `fromMs` on that are over at `overMs`; those without a sample are passed over. */
async function sumDays(
  telemetry: Telemetry,
  unit: UnitRef,
  { fromMs, overMs }: { fromMs: number; overMs: number },
  sum: (day: number) => Promise<void>,
): Promise<{ nextMs: number; count: number }> {
  let nextMs = fromMs;
  let count = 0;
  while (nextMs + dayMs <= overMs && count < daysPerRound) {
    const sampleMs = await findSampleTime(telemetry, unit, { fromMs: nextMs });
    const day = sampleMs === null ? nextMs : utcDayOf(sampleMs);
    if (day + dayMs > overMs) return { nextMs: Math.max(nextMs, Math.min(day, utcDayOf(overMs))), count };
    await sum(day);
    count += 1;
    nextMs = day + dayMs;
  }
  return { nextMs, count };
}
