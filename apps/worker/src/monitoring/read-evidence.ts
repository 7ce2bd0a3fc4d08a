import { listJudgedLines, type MonitorProgress } from '@commonwatt/database/monitor-rounds';
import type { AliveSetting } from '@commonwatt/domain/monitoring/aliveness';
import type { ClusterEvidence } from '@commonwatt/domain/monitoring/judge-cluster';
import {
  type AliveType,
  aliveTypes,
  type LogLine,
  type SevereType,
  severeTypeOf,
  severeTypes,
} from '@commonwatt/domain/monitoring/log-line';
import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import {
  type Heartbeat,
  hear,
  isBehind,
  quietForMs,
  type Subject,
  subjectOfUnit,
  type Watch,
} from '@commonwatt/domain/monitoring/watch';
import type { ClusterRef } from '@commonwatt/domain/refs';
import {
  findNewestHeartbeat,
  listBlockedThreadLines,
  listHeartbeats,
  listSevereLines,
} from '@commonwatt/telemetry/logs';
import { findNewestReportMs } from '@commonwatt/telemetry/newest-report';
import type { MonitorDeps } from './monitor-cluster.ts';

/** Lines this much older than the last round may still turn up. */
const overlapMs = 5 * 60_000;
/** In one round of so many, lines are looked for that came much later, or from a clock that is far behind. */
const roundsBetweenDeepReads = 100;
export const deepOverlapMs = 24 * 3_600_000;
const heartbeatOverlapMs = 10_000;
const pageSize = 5_000;
/** So many programs that seem silent are looked at one by one in a round. */
const asksPerRound = 20;

/** What is known of a cluster before its logs are read. */
export type ClusterToRead = {
  ref: ClusterRef;
  unitIds: readonly string[];
  settings: Readonly<Partial<Record<MonitorType, AliveSetting>>>;
  watch: Watch;
  revision: number;
  readAtMs: number | null;
  progress: readonly MonitorProgress[];
};

export type SevereReading = {
  lines: LogLine[];
  judged: { type: SevereType; key: string; at: Date }[];
  isDeep: boolean;
};

export type LogEvidence = Pick<ClusterEvidence, 'heartbeats' | 'blockedLines' | 'areReportsArriving'>;

/** What the logs of a cluster say about who is alive. */
export async function readAliveness(deps: MonitorDeps, cluster: ClusterToRead, nowMs: number): Promise<LogEvidence> {
  const { telemetry } = deps;
  const { ref, settings, readAtMs } = cluster;
  const windows = aliveTypes.flatMap((type) => settings[type]?.windowMs ?? []);
  if (windows.length === 0) return { heartbeats: [], blockedLines: [], areReportsArriving: false };
  const longestMs = Math.max(...windows);
  const sinceMs = Math.max(nowMs - longestMs, (readAtMs ?? 0) - heartbeatOverlapMs);
  const heartbeats = await listHeartbeats(telemetry, { cluster: ref, sinceMs, nowMs });
  heartbeats.push(...(await askTheQuiet(deps, { ...cluster, heartbeats }, nowMs)));
  const hasThreadCheck = settings.apis_main_alive !== undefined || settings.apis_ccc_alive !== undefined;
  const blockedLines = hasThreadCheck
    ? await listBlockedThreadLines(telemetry, { cluster: ref, sinceMs: nowMs - longestMs })
    : [];
  const cccWindowMs = settings.apis_ccc_alive?.windowMs;
  const heard = hear(cluster.watch, heartbeats, { sinceMs: readAtMs ?? nowMs, nowMs });
  const isCccQuiet = cccWindowMs !== undefined && quietForMs(heard, 'apis-ccc', nowMs) > cccWindowMs;
  const reportedMs = isCccQuiet ? await findNewestReportMs(telemetry, ref) : null;
  return { heartbeats, blockedLines, areReportsArriving: (reportedMs ?? 0) >= nowMs - (cccWindowMs ?? 0) };
}

/**
 * Who was not heard for half of its window may have a clock that is behind: the newest it ever said is looked up, and from
 * then on in each round. A few programs in each round, in turn.
 */
async function askTheQuiet(
  { telemetry }: MonitorDeps,
  cluster: ClusterToRead & { heartbeats: readonly Heartbeat[] },
  nowMs: number,
): Promise<Heartbeat[]> {
  const { ref, settings, unitIds, watch, readAtMs, revision } = cluster;
  const heard = hear(watch, cluster.heartbeats, { sinceMs: readAtMs ?? nowMs, nowMs });
  const all: { type: AliveType; subject: Subject; unitId: string | null }[] = [
    { type: 'apis_ccc_alive', subject: 'apis-ccc', unitId: null },
    ...unitIds.map((unitId) => ({ type: 'apis_main_alive' as const, subject: subjectOfUnit(unitId), unitId })),
  ];
  const quiet = all.filter(({ type, subject }) => {
    const windowMs = settings[type]?.windowMs;
    const isQuiet = quietForMs(heard, subject, nowMs) > (windowMs ?? 0) / 2;
    return windowMs !== undefined && (isQuiet || isBehind(heard, subject, heartbeatOverlapMs));
  });
  const first = (revision * asksPerRound) % Math.max(1, quiet.length);
  const turn = [...quiet.slice(first), ...quiet.slice(0, first)].slice(0, asksPerRound);
  const found: Heartbeat[] = [];
  for (const { type, unitId } of turn) {
    const ask = { cluster: ref, type, unitId, sinceMs: nowMs - deepOverlapMs, nowMs };
    const heartbeat = await findNewestHeartbeat(telemetry, ask);
    if (heartbeat) found.push(heartbeat);
  }
  return found;
}

/** The SEVERE lines that no round has judged yet, however late they came, and by which monitor they are judged now. */
export async function readSevere(
  { database, telemetry }: MonitorDeps,
  cluster: ClusterToRead,
  { nowMs, activeFromMs }: { nowMs: number; activeFromMs: number },
): Promise<SevereReading> {
  const { ref, settings, revision, progress } = cluster;
  const active = severeTypes.filter((type) => settings[type] !== undefined);
  const isDeep = revision % roundsBetweenDeepReads === 0;
  if (active.length === 0) return { lines: [], judged: [], isDeep: false };
  const begun = new Map(progress.map((one) => [one.type, one]));
  const fromMsOf = (type: SevereType) => begun.get(type)?.activeFrom.getTime() ?? activeFromMs;
  const sinceMs = Math.min(
    ...active.map((type) => {
      const watermarkMs = begun.get(type)?.watermark.getTime() ?? nowMs;
      return Math.max(fromMsOf(type), watermarkMs - (isDeep ? deepOverlapMs : overlapMs));
    }),
  );
  const reading: SevereReading = { lines: [], judged: [], isDeep };
  const progressIds = active.flatMap((type) => begun.get(type)?.id ?? []);
  for await (const page of severePages(telemetry, ref, sinceMs)) {
    const concerning = page.flatMap((line) => {
      const type = severeTypeOf(line);
      const isOurs = type !== null && active.includes(type) && (line.atMs ?? 0) >= fromMsOf(type);
      return isOurs ? [{ type, line }] : [];
    });
    if (concerning.length === 0) continue;
    const keys = concerning.map(({ line }) => line.key);
    const known = await listJudgedLines(database, progressIds, keys);
    for (const { type, line } of concerning) {
      if (known.has(`${begun.get(type)?.id} ${line.key}`)) continue;
      reading.lines.push(line);
      reading.judged.push({ type, key: line.key, at: new Date(line.atMs ?? nowMs) });
    }
  }
  return reading;
}

/** Pages that overlap in the instant at which one ends: a line is known by its key. */
async function* severePages(
  telemetry: MonitorDeps['telemetry'],
  cluster: ClusterRef,
  fromMs: number,
): AsyncGenerator<LogLine[]> {
  let sinceMs = fromMs;
  let limit = pageSize;
  const seen = new Set<string>();
  for (;;) {
    const page = await listSevereLines(telemetry, { cluster, sinceMs, limit });
    yield page.filter(({ key }) => !seen.has(key));
    if (page.length < limit) return;
    const lastMs = page.at(-1)?.atMs ?? sinceMs;
    seen.clear();
    for (const { key, atMs } of page) if (atMs === lastMs) seen.add(key);
    // More lines of one instant than a page holds: read a longer one.
    limit = lastMs === sinceMs ? limit * 2 : pageSize;
    sinceMs = lastMs;
  }
}
