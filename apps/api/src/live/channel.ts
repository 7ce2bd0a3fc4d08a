import type { LiveDeal, LiveUnit } from '@commonwatt/domain/live';
import {
  emptyLiveCluster,
  type LiveCluster,
  liveDeals,
  liveUnits,
  type RegisteredUnit,
  reporterLeadMs,
  withDeals,
  withRegistered,
  withReports,
} from '@commonwatt/domain/live-cluster';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { createVersioned, replaceAll, type Versioned } from '@commonwatt/domain/versioned';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import type { FastifyBaseLogger } from 'fastify';
import { openClusterFeed } from './cluster-feed.ts';

/** What the viewers of one cluster share. Its content only changes in a refresh, which wakes all who wait. */
export type LiveChannel = {
  /** Tells this content from that of an earlier process or channel: versions of different ones do not compare. */
  epoch: string;
  units: Versioned<LiveUnit>;
  deals: Versioned<LiveDeal>;
  /** The cluster as known now, for views that are built per resident. */
  cluster(): LiveCluster;
  sourceLostAtMs(): number | null;
  reporterLeadMs(): number | null;
  /** Resolves once the first content is there; at the latest after 5 s, with whatever there is. */
  ready: Promise<void>;
  /** Resolves at the next refresh that changed something, or after `timeoutMs`, or when the signal aborts. */
  nextChange(timeoutMs: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
};

/** News are collected for this long, so that a report of a thousand units is one change. */
const collectMs = 150;
/** How often ages are judged without news: half of the second within which a value must turn late. */
const judgeEveryMs = 500;
const reloadUnitsEveryMs = 15_000;
const longestStartMs = 5_000;

let channelCount = 0;

export function createChannel(
  ref: ClusterRef,
  deps: {
    telemetry: Telemetry;
    now: () => Date;
    log: FastifyBaseLogger;
    loadUnits: () => Promise<RegisteredUnit[]>;
  },
): LiveChannel {
  channelCount += 1;
  const epoch = `${deps.now().getTime().toString(36)}-${channelCount}`;
  const units = createVersioned<LiveUnit>();
  const deals = createVersioned<LiveDeal>();
  const waiting = new Set<() => void>();
  let cluster = emptyLiveCluster;
  let lostAtMs: number | null = null;
  let collecting: NodeJS.Timeout | null = null;
  let isClosed = false;

  function refresh(isForced = false): void {
    collecting = null;
    const now = deps.now();
    const areUnitsNew = replaceAll(units, liveUnits(cluster, now), (unit) => unit.unitId);
    const areDealsNew = replaceAll(deals, liveDeals(cluster, now), (deal) => deal.dealId);
    if (!areUnitsNew && !areDealsNew && !isForced) return;
    for (const wake of [...waiting]) wake();
  }

  function refreshSoon(): void {
    collecting ??= setTimeout(refresh, collectMs);
  }

  async function reloadUnits(): Promise<void> {
    try {
      // In two steps: what is reported while the units are loaded must not be lost.
      const registered = await deps.loadUnits();
      cluster = withRegistered(cluster, registered);
      refreshSoon();
    } catch (error) {
      // The registry is only names here: without it the last known ones stay in use.
      deps.log.warn({ err: error, cluster: ref }, 'the units of a live cluster could not be read');
    }
  }

  const judging = setInterval(() => {
    if (!collecting) refresh();
  }, judgeEveryMs);
  const reloading = setInterval(() => void reloadUnits(), reloadUnitsEveryMs);

  let haveContent = () => {};
  const firstContent = new Promise<void>((resolve) => {
    haveContent = resolve;
  });
  const feedStarted = reloadUnits().then(() => {
    if (isClosed) return null;
    return openClusterFeed(deps.telemetry, ref, {
      unitIds: [...cluster.registered.keys()],
      now: deps.now,
      handlers: {
        onUnitData(samples) {
          const receivedAtMs = deps.now().getTime();
          cluster = withReports(
            cluster,
            samples.map((sample) => ({ sample, receivedAtMs })),
          );
          refreshSoon();
        },
        onDeals(read) {
          cluster = withDeals(cluster, read, deps.now());
          refreshSoon();
        },
        onReadable(isReadable, error) {
          if (error) deps.log.warn({ err: error, cluster: ref }, 'live data cannot be read');
          const wasReadable = lostAtMs === null;
          lostAtMs = isReadable ? null : (lostAtMs ?? deps.now().getTime());
          refresh(wasReadable !== isReadable);
          haveContent();
        },
      },
    });
  });
  const startTimeout = setTimeout(haveContent, longestStartMs);
  startTimeout.unref();

  return {
    epoch,
    units,
    deals,
    cluster: () => cluster,
    sourceLostAtMs: () => lostAtMs,
    reporterLeadMs: () => reporterLeadMs(cluster),
    ready: firstContent,
    nextChange(timeoutMs, signal) {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          waiting.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, timeoutMs);
        waiting.add(done);
        signal.addEventListener('abort', done);
        if (signal.aborted || isClosed) done();
      });
    },
    async close() {
      isClosed = true;
      clearInterval(judging);
      clearInterval(reloading);
      clearTimeout(startTimeout);
      if (collecting) clearTimeout(collecting);
      await (await feedStarted)?.close();
      for (const wake of [...waiting]) wake();
    },
  };
}
