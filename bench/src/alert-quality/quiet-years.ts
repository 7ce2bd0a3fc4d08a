import { judgeCluster } from '@commonwatt/domain/monitoring/judge-cluster';
import type { OpenFailure } from '@commonwatt/domain/monitoring/life-cycle';
import {
  type Heartbeat,
  hear,
  newWatch,
  quietForMs,
  type Subject,
  subjectOfUnit,
  type Watch,
} from '@commonwatt/domain/monitoring/watch';
import { between, type Random } from '@commonwatt/simulator/random';
import { heartbeatOf, type SignOfLife } from '../alerts/signs-of-life.ts';
import { homes, minute, second } from './fault-script.ts';
import { isWithin, periodMsOf, type Span } from './program-life.ts';

/** What years without a fault came to. */
export type QuietYears = {
  unitYears: number;
  roundCount: number;
  disturbanceCount: number;
  /** Alerts about programs that were heard all the time. */
  falseAlerts: string[];
  /** Alerts about programs of which disturbances in a row left nothing for as long as the window. */
  cutOffAlerts: string[];
};

/** Something that is no fault. `late`: what is said meanwhile is stored at its end; `lost`: never. */
type Disturbance = { effect: 'lost' | 'late'; subjects: ReadonlySet<Subject>; span: Span };

const dayMs = 24 * 60 * minute;
const daysPerYear = 365;
const unitIds = homes(20);
const subjects: readonly Subject[] = [...unitIds.map(subjectOfUnit), 'apis-ccc', 'gridMaster'];
const windowMs = minute;
const roundMs = 3 * second;
const longestHiccupMs = 40 * second;
/** How often something happens in a cluster on one day. */
const perDay = { unitHiccups: unitIds.length / 4, gatewayHiccups: 1, lostCccLines: 3, stalls: 1, restarts: 1 };

/**
 * Clusters of 20 units in which nothing is ever wrong, and much disturbed: judged by the rules of the monitors. Only the
 * time around disturbances is gone through round by round: elsewhere nobody is quiet for longer than between two signs of
 * life, and no rule can alarm.
 */
export function simulateQuietYears(unitYears: number, random: Random): QuietYears {
  const result: QuietYears = {
    unitYears,
    roundCount: 0,
    disturbanceCount: 0,
    falseAlerts: [],
    cutOffAlerts: [],
  };
  const days = Math.ceil((unitYears * daysPerYear) / unitIds.length);
  for (let day = 0; day < days; day += 1) {
    const disturbances = disturb(random);
    const restarts = momentsIn(random, perDay.restarts).map((ms) => spanFrom(random, ms, minute));
    const phases = new Map(subjects.map((subject) => [subject, between(random, 0, periodMsOf(subject))]));
    result.disturbanceCount += disturbances.length + restarts.length;
    for (const stretch of stretchesAround([...disturbances.map(({ span }) => span), ...restarts]))
      goThrough({ stretch, disturbances, restarts, phases, random }, result);
  }
  return result;
}

function disturb(random: Random): Disturbance[] {
  const all = new Set(subjects);
  const hiccup = (ms: number) => spanFrom(random, ms, longestHiccupMs);
  return [
    ...momentsIn(random, perDay.unitHiccups).map((ms): Disturbance => {
      const unit = subjects[Math.floor(between(random, 0, unitIds.length))] ?? 'gridMaster';
      return { effect: 'lost', subjects: new Set([unit]), span: hiccup(ms) };
    }),
    ...momentsIn(random, perDay.gatewayHiccups).map(
      (ms): Disturbance => ({ effect: 'lost', subjects: all, span: hiccup(ms) }),
    ),
    // Just one line: it comes every 30 s.
    ...momentsIn(random, perDay.lostCccLines).map(
      (fromMs): Disturbance => ({
        effect: 'lost',
        subjects: new Set(['apis-ccc']),
        span: { fromMs, toMs: fromMs + periodMsOf('apis-ccc') },
      }),
    ),
    ...momentsIn(random, perDay.stalls).map((ms): Disturbance => ({ effect: 'late', subjects: all, span: hiccup(ms) })),
  ];
}

/** Moments of a day at which something happens that happens so often, each independent of the others. */
function momentsIn(random: Random, timesPerDay: number): number[] {
  const moments: number[] = [];
  const pauseMs = () => (-Math.log(1 - between(random, 0, 1)) * dayMs) / timesPerDay;
  for (let ms = pauseMs(); ms < dayMs; ms += pauseMs()) moments.push(ms);
  return moments;
}

function spanFrom(random: Random, fromMs: number, longestMs: number): Span {
  return { fromMs, toMs: fromMs + between(random, second, longestMs) };
}

/** Spans with the time after them in which they can have an effect; those that touch are one. */
function stretchesAround(spans: readonly Span[]): Span[] {
  const stretches: Span[] = [];
  for (const { fromMs, toMs } of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = stretches.at(-1);
    const untilMs = toMs + 2 * windowMs;
    if (last && fromMs - roundMs <= last.toMs) last.toMs = Math.max(last.toMs, untilMs);
    else stretches.push({ fromMs: fromMs - roundMs, toMs: untilMs });
  }
  return stretches;
}

type Day = {
  stretch: Span;
  disturbances: readonly Disturbance[];
  restarts: readonly Span[];
  phases: ReadonlyMap<Subject, number>;
  random: Random;
};

function goThrough({ stretch, disturbances, restarts, phases, random }: Day, result: QuietYears): void {
  const beforeMs = stretch.fromMs - windowMs;
  const lines = new Map(
    subjects.map((subject) => [
      subject,
      signsBetween(
        subject,
        { phaseMs: phases.get(subject) ?? 0, fromMs: beforeMs, toMs: stretch.toMs },
        disturbances,
        random,
      ),
    ]),
  );
  let readAtMs = stretch.fromMs - roundMs;
  const known = listHeartbeats(lines, { sinceMs: beforeMs, nowMs: readAtMs });
  const judgeFromMs = { apis_main_alive: 0, apis_ccc_alive: 0, grid_master_alive: 0 };
  let watch: Watch = { ...hear(newWatch, known, { sinceMs: readAtMs, nowMs: readAtMs }), judgeFromMs };
  let open: OpenFailure[] = [];
  for (let nowMs = stretch.fromMs; nowMs < stretch.toMs; nowMs += roundMs) {
    if (isWithin(restarts, nowMs)) continue;
    result.roundCount += 1;
    const judged = judgeCluster({
      nowMs,
      readAtMs,
      timeZone: 'UTC',
      unitIds,
      settings,
      threadBlockingLimitMs: 5 * minute,
      watch,
      open,
      heartbeats: readHeartbeats(lines, { watch, readAtMs, nowMs }),
      blockedLines: [],
      severeLines: [],
      areReportsArriving: true,
    });
    for (const change of judged.changes) {
      if (change.act !== 'detect') continue;
      const { key } = change;
      const alert = [key.type, key.unitId].filter(Boolean).join(' ');
      (isCutOff(lines, key, nowMs) ? result.cutOffAlerts : result.falseAlerts).push(alert);
      const times = { detectedMs: nowMs, lastLineMs: null };
      open = [...open, { id: open.length + 1, ...key, description: null, lineCount: 0, ...times }];
    }
    watch = judged.watch;
    readAtMs = nowMs;
  }
}

const on = { windowMs, confirmMs: 0 };
const settings = { apis_main_alive: on, apis_ccc_alive: on, grid_master_alive: on };

type Lines = ReadonlyMap<Subject, readonly SignOfLife[]>;

/** What a program says and what becomes of it; in ordinary time it is stored within a second. */
function signsBetween(
  subject: Subject,
  { phaseMs, fromMs, toMs }: Span & { phaseMs: number },
  disturbances: readonly Disturbance[],
  random: Random,
): SignOfLife[] {
  const periodMs = periodMsOf(subject);
  const concerning = disturbances.filter((one) => one.subjects.has(subject));
  const signs: SignOfLife[] = [];
  for (let ms = Math.ceil((fromMs - phaseMs) / periodMs) * periodMs + phaseMs; ms < toMs; ms += periodMs) {
    const around = concerning.filter(({ span }) => ms >= span.fromMs && ms < span.toMs);
    if (around.some(({ effect }) => effect === 'lost')) continue;
    const storedMs = Math.max(ms + between(random, 0, second), ...around.map(({ span }) => span.toMs));
    signs.push({ subject, stampedMs: ms, storedMs });
  }
  return signs;
}

/** What a round reads: what came since the last one, and of who seems silent whatever there is. */
function readHeartbeats(
  lines: Lines,
  { watch, readAtMs, nowMs }: { watch: Watch; readAtMs: number; nowMs: number },
): Heartbeat[] {
  const sinceMs = Math.max(nowMs - windowMs, readAtMs - 10 * second);
  const heartbeats = listHeartbeats(lines, { sinceMs, nowMs });
  const heard = hear(watch, heartbeats, { sinceMs: readAtMs, nowMs });
  const quiet = subjects.filter((one) => one !== 'gridMaster' && quietForMs(heard, one, nowMs) > windowMs / 2);
  const ofQuiet = new Map(quiet.map((subject) => [subject, lines.get(subject) ?? []]));
  return [...heartbeats, ...listHeartbeats(ofQuiet, { sinceMs: Number.NEGATIVE_INFINITY, nowMs })];
}

function listHeartbeats(lines: Lines, { sinceMs, nowMs }: { sinceMs: number; nowMs: number }): Heartbeat[] {
  return [...lines].flatMap(([subject, signs]) => {
    const newest = signs.findLast(({ stampedMs, storedMs }) => storedMs <= nowMs && stampedMs >= sinceMs);
    if (!newest) return [];
    const { stampedMs, storedMs } = newest;
    return [{ ...heartbeatOf(subject), newestMs: stampedMs, stampedMs, storedMs }];
  });
}

/** Whether there was nothing to be heard for a window before: of that unit, or of any of the programs. */
function isCutOff(lines: Lines, { unitId }: { unitId: string | null }, nowMs: number): boolean {
  const concerned = unitId === null ? [...lines.values()] : [lines.get(subjectOfUnit(unitId)) ?? []];
  return concerned.some(
    (signs) => !signs.some(({ stampedMs, storedMs }) => storedMs <= nowMs && stampedMs >= nowMs - windowMs),
  );
}
