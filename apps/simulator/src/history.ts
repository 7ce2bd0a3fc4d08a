import type { Db } from 'mongodb';
import type { SimulatedCluster } from './cluster.ts';
import { isStorable, isWorthSaving } from './deal.ts';
import { type DealDocument, dealDocument } from './deal-document.ts';
import { createDocumentIds, type DocumentIds } from './document-id.ts';
import { faultLines } from './fault-lines.ts';
import { type Fault, faultConditions } from './faults.ts';
import { pastIncidents } from './incidents.ts';
import { type LogDocument, type LogLine, logDocument } from './log-document.ts';
import { heartbeatLines, unitDataReportLines } from './log-lines.ts';
import { noiseAt } from './noise.ts';
import type { SolarYear } from './recorded-solar.ts';
import { restoreWorld } from './restore.ts';
import { dealsOf, findLastReportMs, logsOf, saveDeal, unitDataOf } from './store.ts';
import { type UnitDataDocument, unitDataDocuments } from './unit-data-document.ts';
import { createWorld, stepWorld, type World, type WorldEvent } from './world.ts';

export type HistoryOptions = {
  db: Db;
  clusters: readonly SimulatedCluster[];
  seed: number;
  /** Until when, epoch ms. */
  nowMs: number;
  /** How far back, at most. */
  days: number;
  reportPeriodMs: number;
  solar?: SolarYear | null;
};

/** What is now there: each cluster's world as last reported, from which live life goes on, and how much was written. */
export type FilledHistory = { worlds: World[]; unitDataCount: number; dealCount: number; logCount: number };

/** The past is simulated in longer beats than the present: nobody watches it pass. */
const historyBeatMs = 20_000;
const dayMs = 86_400_000;
const warmUpMs = dayMs / 2;
/** After a longer pause life does not go on but begins anew. */
const longestPauseDays = 3;
/** For so long before now the programs' signs of life are written too, so that no monitor finds them dead. */
const heartbeatMs = 600_000;
const heartbeatPeriodMs = 30_000;
const batchSize = 500;

/**
 * Writes the past of clusters up to now, in bulk: all of it where there is nothing yet, the time since the last report
 * where there is something, at most `days`. Where the last report is only a moment old nothing is written.
 */
export async function fillHistory(options: HistoryOptions): Promise<FilledHistory> {
  const filled: FilledHistory = { worlds: [], unitDataCount: 0, dealCount: 0, logCount: 0 };
  for (const cluster of options.clusters) {
    const past = await fillCluster(cluster, options);
    filled.worlds.push(past.world);
    filled.unitDataCount += past.unitDataCount;
    filled.dealCount += past.dealCount;
    filled.logCount += past.logCount;
  }
  return filled;
}

/** The worlds of clusters as last reported, or, where nothing was for days, ready to begin now. Nothing is written. */
export async function resumeWorlds(options: Omit<HistoryOptions, 'days' | 'reportPeriodMs'>): Promise<World[]> {
  const worlds: World[] = [];
  for (const cluster of options.clusters) {
    const reported = await findReported(cluster, { ...options, days: longestPauseDays });
    worlds.push(reported ?? grownWorld(cluster, options, options.nowMs));
  }
  return worlds;
}

async function fillCluster(cluster: SimulatedCluster, options: HistoryOptions) {
  const { db, seed, nowMs, days, reportPeriodMs } = options;
  const reported = await findReported(cluster, options);
  let world = reported ?? grownWorld(cluster, options, nowMs - days * dayMs);
  const beginMs = world.atMs;
  const batch = createBatch(db, new Set(world.deals.map(({ dealId }) => dealId)));
  if (reported && nowMs - beginMs < 2 * reportPeriodMs) return { world, ...batch.counts };
  const writing = createWriting(cluster, seed, beginMs, nowMs);
  for (let atMs = nextMultiple(beginMs, reportPeriodMs); atMs <= nowMs; atMs += reportPeriodMs) {
    const fromMs = world.atMs;
    const conditions = faultConditions(writing.incidents, atMs, fromMs);
    const step = stepWorld(world, atMs, { conditions, beatMs: historyBeatMs });
    world = step.world;
    const clockSkewMs = () => 0;
    const datasetId = atMs + Math.floor(400 * noiseAt(seed, Math.floor(atMs / 1000)));
    const report = { world, conditions, datasetId, clockSkewMs, nextId: writing.unitDataIds };
    await batch.add(
      unitDataDocuments(report),
      endedDeals(step.events, cluster),
      pastLogs(writing, world, fromMs, atMs),
    );
  }
  const inProgress = world.deals.filter((deal) => isWorthSaving(deal) && isStorable(deal));
  const stamp = { ref: cluster.ref, reportedAtMs: world.atMs, clockSkewMs: () => 0 };
  await batch.finish(inProgress.map((deal) => dealDocument(deal, stamp)));
  return { world, ...batch.counts };
}

/** The world as it was last reported, if that was within the last `days`. */
async function findReported(
  cluster: SimulatedCluster,
  { db, seed, nowMs, days, solar = null }: Omit<HistoryOptions, 'reportPeriodMs'>,
): Promise<World | null> {
  const lastReportMs = await findLastReportMs(db, cluster.ref);
  if (lastReportMs === null || lastReportMs < nowMs - days * dayMs) return null;
  return restoreWorld(db, Math.min(lastReportMs, nowMs), { cluster, seed, solar });
}

/** A world at `atMs` that has lived for a while, so that batteries and deals are as they would be. */
function grownWorld(
  cluster: SimulatedCluster,
  { seed, solar = null }: Pick<HistoryOptions, 'seed' | 'solar'>,
  atMs: number,
) {
  const begin = createWorld({ cluster, seed, solar, atMs: atMs - warmUpMs });
  return stepWorld(begin, atMs, { beatMs: 60_000 }).world;
}

type Writing = {
  cluster: SimulatedCluster;
  incidents: Fault[];
  nowMs: number;
  unitDataIds: DocumentIds;
  logIds: DocumentIds;
};

function createWriting(cluster: SimulatedCluster, seed: number, beginMs: number, nowMs: number): Writing {
  const { communityId, clusterId } = cluster.ref;
  const writer = (name: string) =>
    createDocumentIds(seed, `${name} ${communityId}/${clusterId} history ${beginMs} ${nowMs}`);
  const incidents = pastIncidents(cluster, seed, beginMs, nowMs - 2 * heartbeatMs);
  return { cluster, incidents, nowMs, unitDataIds: writer('apis-ccc'), logIds: writer('apis-log') };
}

/** Errors of the past, and the signs of life of the last minutes. */
function pastLogs(
  { cluster, incidents, nowMs, logIds }: Writing,
  world: World,
  fromMs: number,
  toMs: number,
): LogDocument[] {
  const lines: LogLine[] = faultLines(incidents, fromMs, toMs);
  const firstMs = Math.max(nextMultiple(fromMs, heartbeatPeriodMs), nowMs - heartbeatMs);
  for (let atMs = firstMs; atMs <= toMs; atMs += heartbeatPeriodMs) {
    lines.push(...heartbeatLines(world, faultConditions(incidents, atMs), atMs), ...unitDataReportLines(atMs));
  }
  return lines.map((line) => logDocument(line, cluster, logIds));
}

/** The final documents of deals that ended, where apis-ccc could have stored one. */
function endedDeals(events: readonly WorldEvent[], { ref }: SimulatedCluster): DealDocument[] {
  return events.flatMap((event) => {
    if (event.type !== 'deal' || event.deal.deactivateAtMs === null || !isStorable(event.deal)) return [];
    return [dealDocument(event.deal, { ref, reportedAtMs: event.deal.deactivateAtMs, clockSkewMs: () => 0 })];
  });
}

/** Collects documents and inserts them in bulk. Deals in `known` are stored already and replaced. */
function createBatch(db: Db, known: ReadonlySet<string>) {
  let [unitData, deals, logs]: [UnitDataDocument[], DealDocument[], LogDocument[]] = [[], [], []];
  const counts = { unitDataCount: 0, dealCount: 0, logCount: 0 };
  const flush = async () => {
    const [fresh, stored] = [
      deals.filter(({ dealId }) => !known.has(dealId)),
      deals.filter(({ dealId }) => known.has(dealId)),
    ];
    if (unitData.length > 0) await unitDataOf(db).insertMany(unitData, { ordered: false });
    if (fresh.length > 0) await dealsOf(db).insertMany(fresh, { ordered: false });
    if (logs.length > 0) await logsOf(db).insertMany(logs, { ordered: false });
    for (const deal of stored) await saveDeal(db, deal);
    [unitData, deals, logs] = [[], [], []];
  };
  const add = async (moreUnitData: UnitDataDocument[], moreDeals: DealDocument[], moreLogs: LogDocument[]) => {
    unitData.push(...moreUnitData);
    deals.push(...moreDeals);
    logs.push(...moreLogs);
    counts.unitDataCount += moreUnitData.length;
    counts.dealCount += moreDeals.length;
    counts.logCount += moreLogs.length;
    if (unitData.length >= batchSize) await flush();
  };
  const finish = async (inProgress: DealDocument[]) => {
    await add([], inProgress, []);
    await flush();
  };
  return { add, finish, counts };
}

function nextMultiple(afterMs: number, stepMs: number): number {
  return (Math.floor(afterMs / stepMs) + 1) * stepMs;
}
