import { z } from 'zod';
import { type AliveType, heartbeatOf } from './log-line.ts';
import { nobodyTogether, type Together } from './together.ts';

/** A program as the keeper of a sign of life: apis-main of a unit, apis-ccc, or the grid master of the cluster. */
export type Subject = `unit ${string}` | 'apis-ccc' | 'gridMaster';

export const subjectOfUnit = (unitId: string): Subject => `unit ${unitId}`;

/** When a program was heard last by our clock, and how far its signs of life have got by two others (epoch ms). */
type Heard = { heardMs: number } & Marks;

/** Both grow only when there is a new line, whatever the clocks say. */
type Marks = {
  /** The latest time by the clock of the machine that logged. */
  stampedMs: number;
  /** When the newest was stored, as far as its id tells, to the second; 0 when it does not. */
  storedMs: number;
};

/** What the monitors of one cluster know from one round to the next. */
export type Watch = {
  heard: Readonly<Record<string, Heard>>;
  /** From when on silence counts (epoch ms): since the monitor runs, our own outage, or an alert that covered it. */
  judgeFromMs: Readonly<Partial<Record<AliveType, number>>>;
  /** The same of single programs, when they were part of an alert for many. */
  unitJudgeFromMs: Readonly<Record<string, number>>;
  /** Since when a check has not been OK, by the key of its failure (epoch ms), until its alarm. */
  pendingMs: Readonly<Record<string, number>>;
  /** What the alert of a silent apis-ccc covers. */
  covered: readonly string[];
  /** Units of them that are heard again. */
  coveredBack: readonly string[];
  together: Together;
};

export const newWatch: Watch = {
  heard: {},
  judgeFromMs: {},
  unitJudgeFromMs: {},
  pendingMs: {},
  covered: [],
  coveredBack: [],
  together: nobodyTogether,
};

const times = z.record(z.string(), z.number());
const ids = z.array(z.string());
const watchSchema = z.object({
  heard: z.record(z.string(), z.object({ heardMs: z.number(), stampedMs: z.number(), storedMs: z.number() })).catch({}),
  judgeFromMs: times.catch({}),
  unitJudgeFromMs: times.catch({}),
  pendingMs: times.catch({}),
  covered: ids.catch([]),
  coveredBack: ids.catch([]),
  together: z.object({ silent: ids, back: ids, untilMs: z.number() }).catch({ silent: [], back: [], untilMs: 0 }),
});

/** A watch as it was stored; what cannot be read is forgotten. */
export function readWatch(stored: unknown): Watch {
  return watchSchema.catch(() => watchSchema.parse({})).parse(stored);
}

/** The newest signs of life of one kind by one program. */
export type Heartbeat = {
  programId: string | null;
  unitId: string | null;
  /** The beginning of the message, enough to tell its kind. */
  message: string;
  /** The newest time by the clock of the machine that logged, not counting those yet to come (epoch ms). */
  newestMs: number | null;
} & Marks;

/**
 * Takes note of signs of life. One whose time is right counts from then. One that is stamped otherwise, by a clock that is
 * wrong, counts as it appears: from the second on, since the first may be old. By a clock that is ahead, what was said counts
 * as it appears and not once more when its time has come; that can be told apart where ids tell when a line was stored.
 */
export function hear(
  watch: Watch,
  heartbeats: readonly Heartbeat[],
  { sinceMs, nowMs }: { sinceMs: number; nowMs: number },
): Watch {
  const heard = { ...watch.heard };
  for (const heartbeat of heartbeats) {
    const subject = subjectOf(heartbeat);
    if (subject === null) continue;
    const before = heard[subject];
    const { newestMs, stampedMs, storedMs } = heartbeat;
    const isNews = before !== undefined && (stampedMs > before.stampedMs || storedMs > before.storedMs);
    const isOld = before !== undefined && !isNews;
    const isAhead = stampedMs > nowMs;
    const isNoProof = newestMs === null || ((isOld || isAhead) && storedMs > 0);
    const freshMs = isNoProof ? 0 : Math.min(newestMs, nowMs);
    heard[subject] = {
      heardMs: Math.max(freshMs, isNews ? sinceMs : 0, before?.heardMs ?? 0),
      stampedMs: Math.max(stampedMs, before?.stampedMs ?? 0),
      storedMs: Math.max(storedMs, before?.storedMs ?? 0),
    };
  }
  return { ...watch, heard };
}

/** For how long (ms) a program has not been heard; infinite when it never was. */
export function quietForMs(watch: Watch, subject: Subject, nowMs: number): number {
  const heard = watch.heard[subject];
  return heard ? Math.max(0, nowMs - heard.heardMs) : Number.POSITIVE_INFINITY;
}

/** Whether the newest sign of life of a program bore a time that was past by more than `lagMs` when it was heard. */
export function isBehind(watch: Watch, subject: Subject, lagMs: number): boolean {
  const heard = watch.heard[subject];
  return heard !== undefined && heard.heardMs - heard.stampedMs > lagMs;
}

/** Silence counts from now on for monitors that begin; for all of them after a time in which we did not look. */
export function beginJudging(
  watch: Watch,
  { active, wasAway, nowMs }: { active: readonly AliveType[]; wasAway: boolean; nowMs: number },
): Watch {
  const judgeFromMs: Partial<Record<AliveType, number>> = {};
  for (const type of active) judgeFromMs[type] = wasAway ? nowMs : (watch.judgeFromMs[type] ?? nowMs);
  return { ...watch, judgeFromMs, pendingMs: wasAway ? {} : watch.pendingMs };
}

/** Programs that are not part of the cluster any more are forgotten. */
export function forgetOthers(watch: Watch, unitIds: readonly string[]): Watch {
  const known = new Set<string>(['apis-ccc', 'gridMaster', ...unitIds.map(subjectOfUnit)]);
  return { ...watch, heard: Object.fromEntries(Object.entries(watch.heard).filter(([subject]) => known.has(subject))) };
}

function subjectOf(heartbeat: Heartbeat): Subject | null {
  const type = heartbeatOf(heartbeat);
  if (type === null) return null;
  if (type === 'apis_ccc_alive') return 'apis-ccc';
  if (type === 'grid_master_alive') return 'gridMaster';
  return heartbeat.unitId === null ? null : subjectOfUnit(heartbeat.unitId);
}
