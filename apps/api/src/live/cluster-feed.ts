import type { Deal } from '@commonwatt/domain/deal';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { UnitSample } from '@commonwatt/domain/unit-data';
import { openChangeFeed } from '@commonwatt/telemetry/change-feed';
import { listDealsReportedSince, listLiveDeals } from '@commonwatt/telemetry/deals';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { listUnitDataSince, streamNewestSamples } from '@commonwatt/telemetry/unit-data';

export type FeedHandlers = {
  /** Samples as they are read; the first call brings the newest ones of every unit. */
  onUnitData(samples: UnitSample[]): void;
  onDeals(deals: Deal[]): void;
  /** Both stores of news could be read just now (true), or one could not (false). */
  onReadable(isReadable: boolean, error?: unknown): void;
};

export type ClusterFeed = { close(): Promise<void> };

const pollEveryMs = 1_000;
const resyncEveryMs = 15_000;
const retryAfterMs = 2_000;
/** How far a poll looks back beyond the newest report, for units whose documents of one report arrive last. */
const overlapMs = 10_000;

/**
 * The one reader of a live cluster. It begins with the newest stored samples, then follows change streams where the
 * server has them and polls each second where it has none; every 15 s it reads again what may have been missed. A lost
 * store is reported and tried again every 2 s, for as long as the feed is open.
 */
export function openClusterFeed(
  telemetry: Telemetry,
  cluster: ClusterRef,
  options: { unitIds: readonly string[]; handlers: FeedHandlers; now: () => Date },
): ClusterFeed {
  const abort = new AbortController();
  const { signal } = abort;
  let newestMs = 0;
  /** News may come in before the stored past was read: that they are there does not say that it was. */
  let hasBaseline = false;

  const handlers: Pick<FeedHandlers, 'onUnitData' | 'onDeals'> = {
    onUnitData(samples) {
      // A report stamped in the future must not hide the ones that follow it.
      const nowMs = options.now().getTime();
      for (const sample of samples) newestMs = Math.max(newestMs, Math.min(nowMs, sample.datasetAt.getTime()));
      if (samples.length > 0 && !signal.aborted) options.handlers.onUnitData(samples);
    },
    onDeals(deals) {
      if (deals.length > 0 && !signal.aborted) options.handlers.onDeals(deals);
    },
  };

  async function readBaseline(): Promise<void> {
    const newest = streamNewestSamples(telemetry, { cluster, unitIds: options.unitIds });
    for await (const samples of newest) handlers.onUnitData(samples);
    handlers.onDeals(await listLiveDeals(telemetry, { cluster, now: options.now() }));
    hasBaseline = true;
  }

  async function readSince(sinceMs: number): Promise<void> {
    const since = new Date(sinceMs);
    handlers.onUnitData(await listUnitDataSince(telemetry, { cluster, sinceMs }));
    handlers.onDeals(await listDealsReportedSince(telemetry, { cluster, since }));
  }

  async function follow(): Promise<void> {
    const feed = await openChangeFeed(telemetry, cluster, handlers);
    const broken = new AbortController();
    feed?.ended.catch((error: unknown) => broken.abort(error));
    try {
      await (hasBaseline ? readSince(newestMs - overlapMs) : readBaseline());
      options.handlers.onReadable(true);
      let resyncAtMs = options.now().getTime() + resyncEveryMs;
      while (!signal.aborted) {
        await pause(pollEveryMs, signal, broken.signal);
        if (broken.signal.aborted) throw broken.signal.reason;
        const nowMs = options.now().getTime();
        const isResync = nowMs >= resyncAtMs;
        if (isResync) resyncAtMs = nowMs + resyncEveryMs;
        if (isResync || !feed) await readSince(newestMs - (isResync ? overlapMs : 0));
      }
    } finally {
      await feed?.close();
    }
  }

  const running = (async () => {
    while (!signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (signal.aborted) return;
        options.handlers.onReadable(false, error);
        await pause(retryAfterMs, signal);
      }
    }
  })();

  return {
    async close() {
      abort.abort();
      await running;
    },
  };
}

/** Waits, but not beyond the abortion of any signal; never rejects. */
function pause(ms: number, ...signals: AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    for (const signal of signals) {
      if (signal.aborted) return done();
      signal.addEventListener('abort', done);
    }
  });
}
