import type { ClusterRef } from '@commonwatt/domain/refs';
import { dayMs } from '@commonwatt/domain/utc-day';
import {
  type DealSumProgress,
  findDayFrom,
  findDealSumProgress,
  findNewestReportS,
  listTouchedDays,
  saveDealSumProgress,
  sumDealDay,
} from '@commonwatt/telemetry/deal-sums';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { sumBrokenMonths } from './sum-broken-months.ts';

type Deps = { telemetry: Telemetry; now: Date; keepTurn: () => void };

/** Days added up for the first time in one round: a long history takes several. */
const newDaysPerRound = 400;
/** Days compared with their deals in each round, in turn, for what was changed without being reported. */
const checkedDaysPerRound = 5;

const beginningOfTime = -8.64e15;

/**
 * Brings the sums of a cluster's deals up to date: days not added up yet, those of deals that were reported since the last
 * round, some others in turn, and then the months of all that changed. Every step may be repeated and broken off anywhere.
 * Returns how many days changed.
 */
export async function sumClusterDeals(deps: Deps, cluster: ClusterRef): Promise<number> {
  const { telemetry, now, keepTurn } = deps;
  const before = (await findDealSumProgress(telemetry, cluster)) ?? (await beginSums(telemetry, cluster));
  // What is reported from here on is for the next round. A clock that is ahead must not hide what comes after it.
  const seenReportS = Math.min(await findNewestReportS(telemetry, cluster), Math.floor(now.getTime() / 1000));
  const changed = new Set<number>();
  const sum = async (day: number) => {
    keepTurn();
    if (await sumDealDay(telemetry, cluster, day)) changed.add(day);
  };

  const added = await addNewDays(telemetry, cluster, before, sum);
  for (const day of await listTouchedDays(telemetry, cluster, before)) await sum(day);
  const checkedDayMs = await checkDays(telemetry, cluster, before, sum);
  await sumBrokenMonths(deps, cluster);
  keepTurn();
  await saveDealSumProgress(telemetry, cluster, { ...added, checkedDayMs, seenReportS });
  return changed.size;
}

/** Begins with the newest report there is: the days of all that was reported before it are added up in turn. */
async function beginSums(telemetry: Telemetry, cluster: ClusterRef): Promise<DealSumProgress> {
  const seenReportS = await findNewestReportS(telemetry, cluster);
  const begun = { isComplete: false, nextDayMs: null, checkedDayMs: null, seenReportS };
  await saveDealSumProgress(telemetry, cluster, begun);
  return { ...begun, brokenMonths: [], keptFromMs: null };
}

async function addNewDays(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { isComplete, nextDayMs }: DealSumProgress,
  sum: (day: number) => Promise<void>,
): Promise<Pick<DealSumProgress, 'isComplete' | 'nextDayMs'>> {
  if (isComplete) return { isComplete, nextDayMs: null };
  let next = nextDayMs ?? beginningOfTime;
  for (let count = 0; count < newDaysPerRound; count += 1) {
    const day = await findDayFrom(telemetry, cluster, next);
    if (day === null) return { isComplete: true, nextDayMs: null };
    await sum(day);
    next = day + dayMs;
  }
  return { isComplete: false, nextDayMs: next };
}

/** Returns the day that was checked last; null begins from the first one again. */
async function checkDays(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { isComplete, checkedDayMs, keptFromMs }: DealSumProgress,
  sum: (day: number) => Promise<void>,
): Promise<number | null> {
  if (!isComplete) return null;
  // Of days before this one the deals have been deleted: nothing is left to compare with.
  const firstMs = keptFromMs ?? beginningOfTime;
  let checked = checkedDayMs;
  for (let count = 0; count < checkedDaysPerRound; count += 1) {
    const nextMs = checked === null ? firstMs : Math.max(firstMs, checked + dayMs);
    const day = await findDayFrom(telemetry, cluster, nextMs);
    if (day === null) return null;
    if (day >= firstMs) await sum(day);
    checked = day;
  }
  return checked;
}
