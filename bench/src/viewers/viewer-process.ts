import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveMessage } from '@commonwatt/domain/live';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { preciseNow, type Write } from '../load/reports.ts';
import { type LiveStream, openLiveStream } from '../product/live-stream.ts';
import { offer } from '../system/helper-process.ts';

// A process that holds the streams of many viewers and notes when each sample reaches each of them.

export type OpenOptions = {
  url: string;
  cookies: readonly string[];
  cluster: ClusterRef;
  /** The viewers come one after the other, spread over this time (ms), as people do. */
  withinMs: number;
};

type Viewer = {
  stream: LiveStream;
  messageCount: number;
  /** When (epoch ms) each marked sample arrived, by unit and mark. */
  arrivals: Map<string, number>;
};

const viewers: Viewer[] = [];
const problems: string[] = [];

/** Opens one stream per cookie; resolves when each has got its first message. */
async function open({ cookies, withinMs, ...where }: OpenOptions): Promise<void> {
  const opened = cookies.map(async (cookie, i) => {
    await sleep((i * withinMs) / cookies.length);
    await openOne({ ...where, cookie });
  });
  await Promise.all(opened);
}

function openOne({ url, cookie, cluster }: { url: string; cookie: string; cluster: ClusterRef }): Promise<void> {
  return new Promise((resolve, reject) => {
    const arrivals = new Map<string, number>();
    const onMessage = (message: LiveMessage) => {
      viewer.messageCount += 1;
      noteArrivals(arrivals, message);
      resolve();
    };
    const viewer: Viewer = {
      stream: openLiveStream({ url, cookie, cluster, onMessage }),
      messageCount: 0,
      arrivals,
    };
    viewers.push(viewer);
    viewer.stream.ended.catch((error: Error) => {
      problems.push(error.message);
      reject(error);
    });
  });
}

function noteArrivals(arrivals: Map<string, number>, { units }: LiveMessage): void {
  const nowMs = preciseNow();
  for (const { unitId, values } of units) {
    const key = keyOf(unitId, values.loadW ?? 0);
    if (!arrivals.has(key)) arrivals.set(key, nowMs);
  }
}

function keyOf(unitId: string, mark: number): string {
  return `${unitId} ${mark}`;
}

/** Bytes and messages of all viewers so far. Fails when a stream has broken off. */
function totals(): { bytes: number; messageCount: number } {
  if (problems.length > 0) throw new Error(`${problems.length} streams broke off, the first because ${problems[0]}`);
  return {
    bytes: viewers.reduce((sum, { stream }) => sum + stream.receivedBytes(), 0),
    messageCount: viewers.reduce((sum, { messageCount }) => sum + messageCount, 0),
  };
}

/** From each write's acknowledgement to its arrival, for every viewer, ms; infinite for what never came. */
function latencies(writes: readonly Write[]): Float64Array {
  totals();
  const all = viewers.flatMap(({ arrivals }) =>
    writes.map(
      ({ unitId, mark, acknowledgedAtMs }) =>
        (arrivals.get(keyOf(unitId, mark)) ?? Number.POSITIVE_INFINITY) - acknowledgedAtMs,
    ),
  );
  return Float64Array.from(all);
}

const offers = { open, totals, latencies };
export type ViewerOffers = typeof offers;
offer(offers);
