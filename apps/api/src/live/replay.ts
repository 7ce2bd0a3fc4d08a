import type { RegisteredCluster } from '@commonwatt/database/communities';
import type { Deal } from '@commonwatt/domain/deal';
import type { LiveMessage } from '@commonwatt/domain/live';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { coverageStretches, powerWhereStored, replayMessages, sharedPowerW } from '@commonwatt/domain/replay';
import type { UnitSample } from '@commonwatt/domain/unit-data';
import { listDealsMade } from '@commonwatt/telemetry/deals';
import { findFirstReport } from '@commonwatt/telemetry/mode-samples';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { listUnitDataSince, mostSamplesRead, streamNewestSamples } from '@commonwatt/telemetry/unit-data';

/** A deal takes minutes; one made longer ago than this is not looked for. */
const longestDealMs = 6 * 3_600_000;
const blockMs = 15 * 60_000;
const stepMs = 5_000;
/** Large clusters report less often, and are drawn in coarser steps. */
const stepOfLargeMs = 15_000;
const largeFrom = 100;

export type ReplayBlock = { fromMs: number; toMs: number; messages: LiveMessage[] };

/**
 * What viewers of a cluster would have received from `fromMs` on, for up to 15 minutes: less when that ends in the future
 * (`nowMs`), or where so much was stored that not all of it was read.
 */
export async function readReplayBlock(
  telemetry: Telemetry,
  cluster: RegisteredCluster,
  { fromMs, nowMs }: { fromMs: number; nowMs: number },
): Promise<ReplayBlock> {
  const { ref, units } = cluster;
  const endMs = Math.min(fromMs + blockMs, nowMs);
  const unitIds = units.map(({ unitId }) => unitId);
  const [before, within, deals] = await Promise.all([
    listNewestBefore(telemetry, { cluster: ref, unitIds, beforeMs: fromMs }),
    listUnitDataSince(telemetry, { cluster: ref, sinceMs: fromMs, toMs: endMs }),
    listDealsAround(telemetry, ref, { fromMs, toMs: endMs }),
  ]);
  const lastMs = within.at(-1)?.datasetAt.getTime() ?? endMs;
  const toMs = within.length < mostSamplesRead ? endMs : Math.max(lastMs, fromMs + stepOfLargeMs);
  const step = units.length > largeFrom ? stepOfLargeMs : stepMs;
  const samples = [...before, ...within];
  return {
    fromMs,
    toMs,
    messages: replayMessages({ registered: units, samples, deals }, { fromMs, toMs, stepMs: step }),
  };
}

/** What was known of each unit before an instant, in order of the reports. */
async function listNewestBefore(
  telemetry: Telemetry,
  asked: { cluster: ClusterRef; unitIds: readonly string[]; beforeMs: number },
): Promise<UnitSample[]> {
  const samples: UnitSample[] = [];
  for await (const some of streamNewestSamples(telemetry, asked)) samples.push(...some);
  return samples.sort((a, b) => a.datasetAt.getTime() - b.datasetAt.getTime());
}

export type ReplayOverview = {
  fromMs: number;
  toMs: number;
  /** Mean power shared in each of equal slots, W; null where nothing was stored. */
  sharedW: (number | null)[];
  /** When something began, ascending: deals made. */
  dealsMs: number[];
};

/** The hours up to `toMs` at a glance: what was shared in each of so many slots, and where nothing is known. */
export async function readReplayOverview(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { fromMs, toMs, slots }: { fromMs: number; toMs: number; slots: number },
): Promise<ReplayOverview> {
  const [deals, firstReports] = await Promise.all([
    listDealsAround(telemetry, cluster, { fromMs, toMs }),
    Promise.all(
      coverageStretches({ fromMs, toMs, slots }).map((span) => findFirstReport(telemetry, { cluster, ...span })),
    ),
  ]);
  const sharedW = sharedPowerW(deals, { fromMs, toMs, slots });
  const isStored = firstReports.map((report) => report !== null);
  return {
    fromMs,
    toMs,
    sharedW: powerWhereStored(sharedW, isStored),
    dealsMs: deals.flatMap(({ createAt }) => (createAt && createAt.getTime() >= fromMs ? [createAt.getTime()] : [])),
  };
}

async function listDealsAround(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<Deal[]> {
  const from = new Date(fromMs - longestDealMs);
  const deals = await listDealsMade(telemetry, { cluster, from, to: new Date(toMs) });
  return deals.filter(({ deactivateAt }) => deactivateAt === null || deactivateAt.getTime() >= fromMs);
}
