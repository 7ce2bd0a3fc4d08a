import type { Subject } from '@commonwatt/domain/monitoring/watch';
import { between, type Random } from '@commonwatt/simulator/random';
import {
  aboutAll,
  aboutUnit,
  type FaultScript,
  homes,
  minute,
  script,
  second,
  silenceOf,
  spanFrom,
  usualDelayMs,
  warmUpMs,
} from './fault-script.ts';
import { regular, type Span } from './program-life.ts';

/** Every labelled script, with chance from `random`. */
export function writeFaultScripts(random: Random): FaultScript[] {
  return [
    quiet,
    silentUnits,
    flapping,
    jitter,
    gatewayWithCcc,
    gatewayWithoutCcc,
    partsOfCluster,
    silentCcc,
    silentLog,
    workerAway,
    mongoAway,
    postgresAway,
    wrongClocks,
    maintenance,
  ].map((write) => write(random));
}

function quiet(): FaultScript {
  return script({ name: 'quiet operation', unitIds: homes(100), durationMs: 60 * minute });
}

/** One after another, far enough apart to be causes of their own. */
function silentUnits(random: Random): FaultScript {
  const unitIds = homes(40);
  const spans = unitIds.map((unitId, i) => {
    const span = spanFrom(random, warmUpMs + i * 45 * second, 3 * minute + between(random, 0, 2 * minute));
    return { unitId, span };
  });
  return script({
    name: 'units fall silent and return',
    unitIds,
    durationMs: warmUpMs + 40 * 45 * second + 8 * minute,
    silences: spans.map(({ unitId, span }) => silenceOf([unitId], span)),
    expected: spans.map(({ unitId, span }) => aboutUnit(unitId, span)),
  });
}

/** One is silent for long enough to be told, again and again, and one never for long enough. */
function flapping(random: Random): FaultScript {
  const times = Array.from({ length: 12 }, (_, i) => i);
  const long = times.map((i) => spanFrom(random, warmUpMs + i * 3 * minute, 90 * second));
  const short = times.map((i) => spanFrom(random, warmUpMs + i * 2 * minute, 45 * second));
  return script({
    name: 'flapping',
    unitIds: homes(10),
    durationMs: warmUpMs + 40 * minute,
    digestMs: 60 * minute,
    silences: [...long.map((span) => silenceOf(['H001'], span)), ...short.map((span) => silenceOf(['H002'], span))],
    expected: long.map((span) => aboutUnit('H001', span)),
  });
}

/** Lines come unevenly, late, and not all of them; between them units really fall silent. */
function jitter(random: Random): FaultScript {
  const unitIds = homes(50);
  const spans = unitIds.slice(0, 8).map((unitId, i) => {
    const span = spanFrom(random, warmUpMs + i * 2 * minute, 4 * minute);
    return { unitId, span };
  });
  return script({
    name: 'jitter of signs of life',
    unitIds,
    durationMs: warmUpMs + 26 * minute,
    habitOf: (subject) =>
      subject === 'apis-ccc' ? regular : { ...regular, jitterMs: 10 * second, lateMs: latestMs, lostShare: 0.1 },
    silences: spans.map(({ unitId, span }) => silenceOf([unitId], span)),
    expected: spans.map(({ unitId, span }) => aboutUnit(unitId, span)),
    // The last one may have been on its way for so long: until then nobody can know.
    longestDelayMs: usualDelayMs + latestMs,
  });
}

const latestMs = 8 * second;

function gatewayWithCcc(random: Random): FaultScript {
  const unitIds = homes(200);
  const spans = [0, 1, 2].map((i) => spanFrom(random, warmUpMs + i * 8 * minute, 4 * minute));
  return script({
    name: '200 units and apis-ccc behind one gateway',
    unitIds,
    durationMs: warmUpMs + 25 * minute,
    silences: spans.map((span) => silenceOf(unitIds, span, ['apis-ccc', 'gridMaster'])),
    expected: spans.map((span) => aboutAll('apis_ccc_alive', span)),
  });
}

function gatewayWithoutCcc(random: Random): FaultScript {
  const unitIds = homes(200);
  const spans = [0, 1, 2].map((i) => spanFrom(random, warmUpMs + i * 8 * minute, 4 * minute));
  return script({
    name: '200 units behind one gateway, apis-ccc elsewhere',
    unitIds,
    durationMs: warmUpMs + 25 * minute,
    silences: spans.map((span) => silenceOf(unitIds, span, ['gridMaster'])),
    expected: spans.map((span) => aboutAll('apis_main_alive', span)),
  });
}

/** One gateway of several, thrice; the last time a second one follows, so that the alert grows into another. */
function partsOfCluster(random: Random): FaultScript {
  const unitIds = homes(200);
  const behind = [unitIds.slice(0, 50), unitIds.slice(50, 53), unitIds.slice(53, 120)];
  const spans = behind.map((_, i) => spanFrom(random, warmUpMs + i * 8 * minute, (i === 2 ? 6 : 4) * minute));
  const others = unitIds.slice(120, 150);
  const last = spans[2] as Span;
  const following: Span = { fromMs: last.fromMs + 3 * minute, toMs: last.toMs };
  return script({
    name: 'parts of a cluster (3 to 97 units)',
    unitIds,
    durationMs: warmUpMs + 28 * minute,
    silences: [...spans.map((span, i) => silenceOf(behind[i] ?? [], span)), silenceOf(others, following)],
    expected: [...spans, following].map((span) => aboutAll('apis_main_alive', span)),
  });
}

function silentCcc(random: Random): FaultScript {
  const spans = [0, 1, 2, 3].map((i) => spanFrom(random, warmUpMs + i * 6 * minute, 3 * minute));
  return script({
    name: 'apis-ccc falls silent',
    unitIds: homes(20),
    durationMs: warmUpMs + 26 * minute,
    silences: spans.map((span) => silenceOf([], span, ['apis-ccc'])),
    expected: spans.map((span) => aboutAll('apis_ccc_alive', span)),
  });
}

/** No line arrives, while reports do: apis-ccc has two windows then, as a lost line is likelier than a dead program. */
function silentLog(random: Random): FaultScript {
  const unitIds = homes(20);
  const spans = [0, 1, 2].map((i) => spanFrom(random, warmUpMs + i * 8 * minute, 4 * minute));
  return script({
    name: 'apis-log falls silent, reports go on',
    unitIds,
    durationMs: warmUpMs + 26 * minute,
    doReportsGoOn: true,
    silences: spans.map((span) => silenceOf(unitIds, span, ['apis-ccc', 'gridMaster'])),
    expected: spans.map((span) => aboutAll('apis_ccc_alive', span)),
    longestDelayMs: 2 * minute + 5 * second,
  });
}

/** Away for ten minutes, for 25 s as at an update, and for 12 s. */
function workerAway(): FaultScript {
  const [long, update, short] = [spanOf(6, 16), spanOf(24, 24 + 25 / 60), spanOf(32, 32.2)];
  return script({
    name: 'our outage: the worker is not running',
    unitIds: homes(20),
    durationMs: 40 * minute,
    absences: [long, update, short].map((span) => ({ part: 'worker', ...span })),
    silences: [
      silenceOf(['H001'], spanOf(8, 13)),
      silenceOf(['H002', 'H003', 'H004'], spanOf(9, 15.5)),
      silenceOf(['H005'], spanOf(14, 20)),
      silenceOf(['H006'], spanOf(4, 12)),
      silenceOf(['H007'], spanOf(23.5, 28)),
      silenceOf(['H008'], spanOf(31.5, 36)),
    ],
    expected: [
      aboutUnit('H005', { fromMs: long.toMs, toMs: 20 * minute }),
      aboutUnit('H006', { fromMs: 4 * minute, toMs: long.toMs }),
      aboutUnit('H007', { fromMs: update.toMs, toMs: 28 * minute }),
      aboutUnit('H008', spanOf(31.5, 36)),
    ],
  });
}

/** What should have been stored meanwhile is lost. */
function mongoAway(): FaultScript {
  const [long, short] = [spanOf(6, 11), spanOf(20, 20.2)];
  return script({
    name: 'our outage: MongoDB is away',
    unitIds: homes(20),
    durationMs: 30 * minute,
    absences: [long, short].map((span) => ({ part: 'MongoDB', ...span })),
    silences: [
      silenceOf(['H001'], spanOf(7, 10)),
      silenceOf(['H002'], spanOf(8, 16)),
      silenceOf(['H003'], spanOf(19.7, 25)),
    ],
    expected: [aboutUnit('H002', { fromMs: long.toMs, toMs: 16 * minute }), aboutUnit('H003', spanOf(19.7, 25))],
    longestDelayMs: usualDelayMs + longestPauseMs,
  });
}

function postgresAway(): FaultScript {
  const [long, short] = [spanOf(6, 11), spanOf(20, 20.2)];
  return script({
    name: 'our outage: PostgreSQL is away',
    unitIds: homes(20),
    durationMs: 30 * minute,
    absences: [long, short].map((span) => ({ part: 'PostgreSQL', ...span })),
    silences: [
      silenceOf(['H001'], spanOf(7, 10)),
      silenceOf(['H002'], spanOf(8, 16)),
      silenceOf(['H003'], spanOf(19.7, 25)),
    ],
    expected: [aboutUnit('H002', { fromMs: long.toMs, toMs: 16 * minute }), aboutUnit('H003', spanOf(19.7, 25))],
    longestDelayMs: usualDelayMs + longestPauseMs,
  });
}

/** After a store was away the next round may come this much later. */
const longestPauseMs = 5 * second;

/** Clocks that are wrong are no fault; units that fall silent are one, whatever their clocks say. */
function wrongClocks(random: Random): FaultScript {
  const unitIds = homes(24);
  const leads = [-90 * second, 90 * second, -10 * minute, 10 * minute, -5 * 60 * minute, 5 * 60 * minute];
  const clockOf = new Map(unitIds.slice(0, 12).map((unitId, i) => [`unit ${unitId}`, leads[i % leads.length] ?? 0]));
  const spans = unitIds.slice(0, 6).map((unitId, i) => {
    const span = spanFrom(random, warmUpMs + 10 * minute + i * 3 * minute, 5 * minute);
    return { unitId, span };
  });
  return script({
    name: 'unit clocks ahead and behind',
    unitIds,
    durationMs: warmUpMs + 36 * minute,
    habitOf: (subject: Subject) => ({ ...regular, clockMs: clockOf.get(subject) ?? 0 }),
    silences: spans.map(({ unitId, span }) => silenceOf([unitId], span)),
    expected: spans.map(({ unitId, span }) => aboutUnit(unitId, span)),
  });
}

/** Staff pause the checks: what happens meanwhile is not told, and what lasts afterwards is. */
function maintenance(): FaultScript {
  const pause = spanOf(8, 18);
  return script({
    name: 'maintenance: the checks are paused',
    unitIds: homes(20),
    durationMs: 30 * minute,
    pauses: [pause],
    silences: [
      silenceOf(['H001', 'H002', 'H003', 'H004', 'H005'], spanOf(9, 15)),
      silenceOf(['H006'], spanOf(5, 23)),
      silenceOf(['H007'], spanOf(12, 24)),
      silenceOf([], spanOf(10, 14), ['apis-ccc', 'gridMaster']),
    ],
    expected: [
      aboutUnit('H006', { fromMs: 5 * minute, toMs: pause.fromMs }),
      aboutUnit('H006', { fromMs: pause.toMs, toMs: 23 * minute }),
      aboutUnit('H007', { fromMs: pause.toMs, toMs: 24 * minute }),
    ],
  });
}

function spanOf(fromMin: number, toMin: number): Span {
  return { fromMs: fromMin * minute, toMs: toMin * minute };
}
