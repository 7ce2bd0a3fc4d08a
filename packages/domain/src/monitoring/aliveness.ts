import type { Finding } from './life-cycle.ts';
import type { AliveType } from './log-line.ts';
import { findTogether, type TogetherFindings } from './together.ts';
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
  /** Whether there is an open alert for apis-ccc, or for units that fell silent together. */
  isCccOpen: boolean;
  isTogetherOpen: boolean;
  /** Units with an open alert of their own. */
  toldUnitIds: ReadonlySet<string>;
};

export type AliveFindings = {
  /** Null: the monitor is switched off. */
  ccc: Finding | null;
  gridMaster: Finding | null;
  /** Units that fell silent together, as one failure of apis-main without a unit. */
  together: TogetherFindings | null;
  units: ReadonlyMap<string, Finding>;
  /** Units that were not heard of late: long before a silence is told by itself. */
  quiet: ReadonlySet<string>;
  /** What an alert of apis-ccc covers: silent programs that raise no alarm of their own. */
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
/** So far apart, in windows, are the last signs of life of units that fell silent together. */
const spreadPart = 1 / 4;

/**
 * Which programs of a cluster are alive. One cause gives one alert: while apis-ccc is silent, or many units since the same
 * moment, that alone is told and the units are listed in it; when it begins, nothing is told of any of them until it is
 * clear which it is.
 */
export function findAliveness(evidence: AliveEvidence): AliveFindings {
  const { settings, unitIds, watch, nowMs } = evidence;
  const main = settings.apis_main_alive;
  const windowMs = (main ?? settings.apis_ccc_alive ?? settings.grid_master_alive)?.windowMs ?? 0;
  const quiet = unitIds.filter((id) => quietForMs(watch, subjectOfUnit(id), nowMs) > windowMs * unitQuietPart);
  const areAllQuiet = unitIds.length > 0 && quiet.length === unitIds.length;
  const areLinesMissing = areAllQuiet && !evidence.isTogetherOpen;
  const ccc = settings.apis_ccc_alive ? findCcc(evidence, settings.apis_ccc_alive, areLinesMissing) : null;
  const isCccFailed = ccc?.outcome === 'failed' && isSilent(evidence, 'apis-ccc', 'apis_ccc_alive');
  const isCccSilent = isCccFailed || (evidence.isCccOpen && ccc?.outcome === 'unknown');
  const isCccQuiet =
    settings.apis_ccc_alive !== undefined &&
    quietForMs(watch, 'apis-ccc', nowMs) > settings.apis_ccc_alive.windowMs * cccQuietPart;

  // Whether it is silent is decided soon; then it is the cause of other silences, or it is not. When no line of anybody
  // arrives while reports do, what fails is what brings the lines, and that is told once.
  const isCccUndecided = isCccQuiet && (areLinesMissing || !isSilent(evidence, 'apis-ccc', 'apis_ccc_alive'));
  const isElsewhere = isCccSilent || isCccUndecided;
  const together = main ? findTogetherUnits(evidence, { areAllQuiet, isElsewhere }) : null;
  const isHeld = (id: string) => isCccSilent || together?.held.has(id) === true;
  const units = new Map(main ? unitIds.map((id) => [id, findUnit(evidence, id, isHeld(id))] as const) : []);
  const isMasterCovered = areAllQuiet && (isCccQuiet || isCccSilent || main !== undefined);
  const gridMaster = settings.grid_master_alive ? findGridMaster(evidence, isMasterCovered) : null;
  const isListed = (id: string) => evidence.toldUnitIds.has(id) || together?.members.silent.includes(id) === true;
  const covered: Subject[] = isCccSilent
    ? [
        ...(main ? quiet.filter((id) => !isListed(id)).map(subjectOfUnit) : []),
        ...(gridMaster && areAllQuiet ? (['gridMaster'] satisfies Subject[]) : []),
      ]
    : [];
  return { ccc, gridMaster, together, units, quiet: new Set(quiet), covered, isMasterCovered };
}

/** A silence counts from when we began to listen, and for this part of the window. */
function isSilent(evidence: AliveEvidence, subject: Subject, type: AliveType, part = 1): boolean {
  const { watch, settings, nowMs } = evidence;
  const durationMs = (settings[type]?.windowMs ?? Number.POSITIVE_INFINITY) * part;
  const judgeFromMs = Math.max(watch.judgeFromMs[type] ?? nowMs, watch.unitJudgeFromMs[subject] ?? 0);
  return quietForMs(watch, subject, nowMs) > durationMs && nowMs - judgeFromMs >= durationMs;
}

/** It was heard: whether we have listened for long enough does not matter. */
function isHeard({ watch, settings, nowMs }: AliveEvidence, subject: Subject, type: AliveType): boolean {
  return quietForMs(watch, subject, nowMs) <= (settings[type]?.windowMs ?? 0);
}

/**
 * While reports come in, a lost line of apis-ccc is waited for, for two windows; when no line of anybody arrives, for as long
 * as no unit has been silent for two windows, since units wait for this answer.
 */
function findCcc(evidence: AliveEvidence, { windowMs }: AliveSetting, areLinesMissing: boolean): Finding {
  const { watch, nowMs, blocked, areReportsArriving } = evidence;
  if (isHeard(evidence, 'apis-ccc', 'apis_ccc_alive')) return blocked.has('apis-ccc') ? failed(notRunning) : ok;
  if (!isSilent(evidence, 'apis-ccc', 'apis_ccc_alive')) return unknown;
  const silentForMs = Math.min(
    quietForMs(watch, 'apis-ccc', nowMs),
    nowMs - (watch.judgeFromMs.apis_ccc_alive ?? nowMs),
  );
  const isWaitedFor = areLinesMissing && evidence.unitIds.some((id) => hasWaited(evidence, id));
  return areReportsArriving && silentForMs <= 2 * windowMs && !isWaitedFor ? unknown : failed(notRunning);
}

/** A unit has been silent for two windows, and nobody was told. */
function hasWaited(evidence: AliveEvidence, unitId: string): boolean {
  return !evidence.toldUnitIds.has(unitId) && isSilent(evidence, subjectOfUnit(unitId), 'apis_main_alive', 2);
}

type Silence = { areAllQuiet: boolean; isElsewhere: boolean };

function findTogetherUnits(evidence: AliveEvidence, silence: Silence): TogetherFindings {
  const { unitIds, watch, settings, toldUnitIds, isTogetherOpen } = evidence;
  const units = unitIds.map((unitId) => {
    const subject = subjectOfUnit(unitId);
    return {
      unitId,
      heardMs: watch.heard[subject]?.heardMs ?? 0,
      isHeard: isHeard(evidence, subject, 'apis_main_alive'),
      isSilent: isSilent(evidence, subject, 'apis_main_alive'),
      isAlmostSilent: isSilent(evidence, subject, 'apis_main_alive', 1 - spreadPart),
      isTold: toldUnitIds.has(unitId),
    };
  });
  const spreadMs = (settings.apis_main_alive?.windowMs ?? 0) * spreadPart;
  return findTogether({ units, spreadMs, before: watch.together, isOpen: isTogetherOpen, ...silence });
}

function findUnit(evidence: AliveEvidence, unitId: string, isHeld: boolean): Finding {
  const subject = subjectOfUnit(unitId);
  if (isHeard(evidence, subject, 'apis_main_alive')) return evidence.blocked.has(subject) ? failed(notRunning) : ok;
  return isHeld || !isSilent(evidence, subject, 'apis_main_alive') ? unknown : failed(notRunning);
}

function findGridMaster(evidence: AliveEvidence, isCovered: boolean): Finding {
  if (isHeard(evidence, 'gridMaster', 'grid_master_alive')) return ok;
  return isCovered || !isSilent(evidence, 'gridMaster', 'grid_master_alive') ? unknown : failed(noGridMaster);
}
