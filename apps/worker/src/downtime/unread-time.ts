import type { ClusterRef } from '@commonwatt/domain/refs';
import { deleteUnreadTime, listUnreadTimes, saveUnreadTime } from '@commonwatt/telemetry/downtime-progress';
import { findFirstReport } from '@commonwatt/telemetry/mode-samples';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';

/** Rounds come each minute; a pause of this length is one in which we, or the store, did not work. */
const pauseMs = 3 * 60_000;

/**
 * After a pause of our own: the time until the next report is unknown. What other programs stored meanwhile is judged as
 * ever.
 */
export async function noteUnreadTime(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { lastReadMs, nowMs }: { lastReadMs: number; nowMs: number },
): Promise<void> {
  if (nowMs - lastReadMs < pauseMs) return;
  const span = { fromMs: lastReadMs, toMs: nowMs };
  const toMs = (await findFirstReport(telemetry, { cluster, ...span })) ?? nowMs;
  if (toMs - lastReadMs >= pauseMs) await saveUnreadTime(telemetry, cluster, { fromMs: lastReadMs, toMs });
}

/** Reports that came later for a time that was thought unknown make it known. */
export async function correctUnreadTimes(
  telemetry: Telemetry,
  cluster: ClusterRef,
  span: { fromMs: number; toMs: number },
): Promise<void> {
  for (const time of await listUnreadTimes(telemetry, { cluster, ...span })) {
    const isKnown = (await findFirstReport(telemetry, { cluster, ...time })) !== null;
    if (isKnown) await deleteUnreadTime(telemetry, cluster, time.fromMs);
  }
}
