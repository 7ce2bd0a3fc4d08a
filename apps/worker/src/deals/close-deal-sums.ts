import type { ClusterRef } from '@commonwatt/domain/refs';
import { dayMs } from '@commonwatt/domain/utc-day';
import { findDayFrom, findDealSumProgress, keepDealSumsFrom, sumDealDay } from '@commonwatt/telemetry/deal-sums';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { sumBrokenMonths } from './sum-broken-months.ts';

const beginningOfTime = -8.64e15;

/**
 * Adds up once more every day of deals before `beforeMs`, the beginning of a UTC day, and notes that these sums stay as they
 * are from now on: their deals may be deleted. False: not everything has been added up yet, so nothing may.
 */
export async function closeDealSums(
  { telemetry, keepTurn }: { telemetry: Telemetry; keepTurn: () => void },
  cluster: ClusterRef,
  beforeMs: number,
): Promise<boolean> {
  const progress = await findDealSumProgress(telemetry, cluster);
  if (!progress?.isComplete) return false;
  if (progress.keptFromMs !== null && progress.keptFromMs >= beforeMs) return true;
  let next = progress.keptFromMs ?? beginningOfTime;
  for (;;) {
    const day = await findDayFrom(telemetry, cluster, next);
    if (day === null || day >= beforeMs) break;
    keepTurn();
    await sumDealDay(telemetry, cluster, day);
    next = day + dayMs;
  }
  await sumBrokenMonths({ telemetry, keepTurn }, cluster);
  keepTurn();
  await keepDealSumsFrom(telemetry, cluster, beforeMs);
  return true;
}
