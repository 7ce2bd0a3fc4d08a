import type { ClusterRef } from '@commonwatt/domain/refs';
import { isPause, unreadTime } from '@commonwatt/domain/unread-time';
import { deleteUnreadTime, listUnreadTimes, saveUnreadTime } from '@commonwatt/telemetry/downtime-progress';
import { findFirstReport } from '@commonwatt/telemetry/mode-samples';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';

/** After a pause of our own: notes what is unknown of it. */
export async function noteUnreadTime(
  telemetry: Telemetry,
  cluster: ClusterRef,
  { lastReadMs, nowMs }: { lastReadMs: number; nowMs: number },
): Promise<void> {
  const pause = { fromMs: lastReadMs, toMs: nowMs };
  if (!isPause(pause)) return;
  const unread = unreadTime(pause, await findFirstReport(telemetry, { cluster, ...pause }));
  if (unread) await saveUnreadTime(telemetry, cluster, unread);
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
