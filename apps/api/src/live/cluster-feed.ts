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
  let newestMs: number | null = null;
  const openedMs = options.now().getTime();
  /** News may come in before the stored past was read: that they are there does not say that it was. */
  let hasBaseline = false;

  const handlers: Pick<FeedHandlers, 'onUnitData' | 'onDeals'> = {
    onUnitData(samples) {
      // A report stamped in the future must not hide the ones that follow it.
      const nowMs = options.now().getTime();
      for (const { datasetAt } of samples) newestMs = Math.max(newestMs ?? 0, Math.min(nowMs, datasetAt.getTime()));
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

  /** What was reported since the newest report, or up to `backMs` before it. */
  async function readNews(backMs: number): Promise<void> {
    const sinceMs = (newestMs ?? openedMs) - backMs;
    const since = new Date(sinceMs);
    handlers.onUnitData(await listUnitDataSince(telemetry, { cluster, sinceMs }));
    handlers.onDeals(await listDealsReportedSince(telemetry, { cluster, since }));
  }

  async function follow(): Promise<void> {
    const opening = openChangeFeed(telemetry, cluster, handlers);
    opening.catch(() => {}); // It is waited for below.
    const broken = new AbortController();
    try {
      const isFirst = !hasBaseline;
      if (isFirst) {
        // A stream is open after its first news, or a second without any: what is stored is there meanwhile.
        await readBaseline();
        options.handlers.onReadable(true);
      }
      const feed = await opening;
      feed?.ended.catch((error: unknown) => broken.abort(error));
      if (feed || !isFirst) await readNews(overlapMs);
      if (!isFirst) options.handlers.onReadable(true);
      let resyncAtMs = options.now().getTime() + resyncEveryMs;
      while (!signal.aborted) {
        await pause(pollEveryMs, signal, broken.signal);
        if (broken.signal.aborted) throw broken.signal.reason;
        const nowMs = options.now().getTime();
        const isResync = nowMs >= resyncAtMs;
        if (isResync) resyncAtMs = nowMs + resyncEveryMs;
        if (isResync || !feed) await readNews(isResync ? overlapMs : 0);
      }
    } finally {
      await (await opening.catch(() => null))?.close();
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
