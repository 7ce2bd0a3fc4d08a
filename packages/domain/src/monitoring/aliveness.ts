import type { Finding } from './life-cycle.ts';
import type { AliveType } from './log-line.ts';
import { quietForMs, type Subject, subjectOfUnit, type Watch } from './watch.ts';

export type AliveSetting = {
  /** A program that was not heard for longer is silent. */
  windowMs: number;
  /** A failed check raises an alarm only when it has failed for this long. */
  confirmMs: number;
};

/** What is known of a cluster at an instant. */
export type AliveEvidence = {
  nowMs: number;
  watch: Watch;
  /** Units in service. */
  unitIds: readonly string[];
  /** The monitors that are switched on. */
  settings: Readonly<Partial<Record<AliveType, AliveSetting>>>;
  /** Units of which a thread has been blocked for too long, and apis-ccc when one of its threads has. */
  blocked: ReadonlySet<Subject>;
  /** Reports still come in, which only apis-ccc writes: a lost log line is then more likely than a dead program. */
  areReportsArriving: boolean;
  /** Whether there is an open alert for apis-ccc, or for all units of the cluster at once. */
  isCccOpen: boolean;
  isClusterOpen: boolean;
};

export type AliveFindings = {
  /** Null: the monitor is switched off. */
  ccc: Finding | null;
  gridMaster: Finding | null;
  /** All units at once, as one failure of apis-main without a unit. */
  cluster: Finding | null;
  units: ReadonlyMap<string, Finding>;
  /** What the one alert covers: silent programs that raise no alarm of their own. */
  covered: readonly Subject[];
  /** The grid master is silent because those are that would be it. */
  isMasterCovered: boolean;
};

export const notRunning = 'The program may not be running.';
export const noGridMaster = 'The GridMaster service may not be running.';

const unknown: Finding = { outcome: 'unknown' };
const ok: Finding = { outcome: 'ok' };
const failed = (description: string): Finding => ({ outcome: 'failed', description, lineCount: 0 });

/** Of its window, a unit that was silent for this part, and apis-ccc for that one, has missed several signs of life. */
const unitQuietPart = 1 / 4;
const cccQuietPart = 3 / 4;

/**
 * Which programs of a cluster are alive. One cause gives one alert: while apis-ccc is silent, or all units are, that alone
 * is told and the units are listed in it; when it begins, nothing is told of any of them until it is clear which it is.
 */
export function findAliveness(evidence: AliveEvidence): AliveFindings {
  const { settings, unitIds, watch, nowMs } = evidence;
  const ccc = settings.apis_ccc_alive ? findCcc(evidence, settings.apis_ccc_alive) : null;
  const isCccFailed = ccc?.outcome === 'failed' && isSilent(evidence, 'apis-ccc', 'apis_ccc_alive');
  const isCccSilent = isCccFailed || (evidence.isCccOpen && ccc?.outcome === 'unknown');
  const main = settings.apis_main_alive;
  const windowMs = (main ?? settings.apis_ccc_alive ?? settings.grid_master_alive)?.windowMs ?? 0;
  const quiet = unitIds.filter((id) => quietForMs(watch, subjectOfUnit(id), nowMs) > windowMs * unitQuietPart);
  const areAllQuiet = unitIds.length > 0 && quiet.length === unitIds.length;
  const isCccQuiet =
    settings.apis_ccc_alive !== undefined &&
    quietForMs(watch, 'apis-ccc', nowMs) > settings.apis_ccc_alive.windowMs * cccQuietPart;

  const cluster = main ? findCluster(evidence, { areAllQuiet, isCccQuiet, isCccSilent }) : null;
  const isClusterSilent = cluster?.outcome === 'failed';
  const isCovered = isCccSilent || isClusterSilent;
  const mayBecomeOne = areAllQuiet && (isCccQuiet || unitIds.length > 1);
  const units = new Map(
    main ? unitIds.map((id) => [id, findUnit(evidence, id, isCovered || mayBecomeOne)] as const) : [],
  );
  const isMasterCovered = areAllQuiet && (isCccQuiet || isCccSilent || main !== undefined);
  const gridMaster = settings.grid_master_alive ? findGridMaster(evidence, isMasterCovered) : null;
  const covered: Subject[] = isCovered
    ? [
        ...(main ? quiet.map(subjectOfUnit) : []),
        ...(gridMaster && areAllQuiet ? (['gridMaster'] satisfies Subject[]) : []),
      ]
    : [];
  return { ccc, gridMaster, cluster, units, covered, isMasterCovered };
}

/** A silence counts from when we began to listen. */
function isSilent({ watch, settings, nowMs }: AliveEvidence, subject: Subject, type: AliveType): boolean {
  const windowMs = settings[type]?.windowMs ?? Number.POSITIVE_INFINITY;
  const judgedForMs = nowMs - (watch.judgeFromMs[type] ?? nowMs);
  return quietForMs(watch, subject, nowMs) > windowMs && judgedForMs >= windowMs;
}

/** It was heard: whether we have listened for long enough does not matter. */
function isHeard({ watch, settings, nowMs }: AliveEvidence, subject: Subject, type: AliveType): boolean {
  return quietForMs(watch, subject, nowMs) <= (settings[type]?.windowMs ?? 0);
}

function findCcc(evidence: AliveEvidence, { windowMs }: AliveSetting): Finding {
  const { watch, nowMs, blocked, areReportsArriving } = evidence;
  if (isHeard(evidence, 'apis-ccc', 'apis_ccc_alive')) return blocked.has('apis-ccc') ? failed(notRunning) : ok;
  if (!isSilent(evidence, 'apis-ccc', 'apis_ccc_alive')) return unknown;
  const silentForMs = Math.min(
    quietForMs(watch, 'apis-ccc', nowMs),
    nowMs - (watch.judgeFromMs.apis_ccc_alive ?? nowMs),
  );
  return areReportsArriving && silentForMs <= 2 * windowMs ? unknown : failed(notRunning);
}

type Silence = { areAllQuiet: boolean; isCccQuiet: boolean; isCccSilent: boolean };

function findCluster(evidence: AliveEvidence, { areAllQuiet, isCccQuiet, isCccSilent }: Silence): Finding {
  const { unitIds, isClusterOpen } = evidence;
  if (isClusterOpen) return areAllQuiet ? failed(notRunning) : ok;
  // With one unit, its own alarm says as much; an alert of apis-ccc says more.
  if (!areAllQuiet || unitIds.length < 2 || isCccQuiet || isCccSilent) return unknown;
  const areAllSilent = unitIds.every((id) => isSilent(evidence, subjectOfUnit(id), 'apis_main_alive'));
  return areAllSilent ? failed(notRunning) : unknown;
}

function findUnit(evidence: AliveEvidence, unitId: string, isCovered: boolean): Finding {
  const subject = subjectOfUnit(unitId);
  if (isHeard(evidence, subject, 'apis_main_alive')) return evidence.blocked.has(subject) ? failed(notRunning) : ok;
  return isCovered || !isSilent(evidence, subject, 'apis_main_alive') ? unknown : failed(notRunning);
}

function findGridMaster(evidence: AliveEvidence, isCovered: boolean): Finding {
  if (isHeard(evidence, 'gridMaster', 'grid_master_alive')) return ok;
  return isCovered || !isSilent(evidence, 'gridMaster', 'grid_master_alive') ? unknown : failed(noGridMaster);
}
