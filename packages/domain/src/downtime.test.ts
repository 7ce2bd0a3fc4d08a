import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Downtime, isRunningAt, type ModeSample, openDowntime, replayDowntimes, unknownUnit } from './downtime.ts';

const toleranceMs = 600_000;

/** `00:10 S` is a sample at ten past midnight of a unit that is not autonomous; A is one that is. */
function samples(text: string): ModeSample[] {
  return text.split(', ').map((one) => {
    const [time = '', mode] = one.split(' ');
    return { atMs: clock(time), isDown: mode !== 'A' };
  });
}

function clock(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function spans(text: string): [number, number | null][] {
  if (text === '') return [];
  return text.split(', ').map((one) => {
    const [down = '', recovery = ''] = one.split('–');
    return [clock(down), recovery === '' ? null : clock(recovery)];
  });
}

function judge(given: readonly ModeSample[], nowMs: number): Downtime[] {
  const { state, ended } = replayDowntimes(unknownUnit, given, toleranceMs);
  const open = openDowntime(state, nowMs, toleranceMs);
  return open ? [...ended, open] : ended;
}

test.for([
  ['V-40: just below the tolerance', '00:00 A, 00:09:59 A', ''],
  ['V-41: a gap of exactly the tolerance', '00:00 A, 00:10 A', '00:00–00:10'],
  ['V-42: two samples in another mode', '00:00 A, 00:01 S, 00:02 S, 00:03 A', '00:01–00:03'],
  ['V-43: a gap, then another mode', '00:00 A, 00:20 S, 00:21 A', '00:00–00:21'],
  ['V-44: another mode, then a gap', '00:00 S, 00:20 A', '00:00–00:20'],
  ['V-45: the first sample ever has no mode', '00:05 –', '00:05–'],
  ['V-46: one gap after another', '00:00 A, 00:10 A, 00:20 A', '00:00–00:10, 00:10–00:20'],
  ['V-47, improved: a silence is down before it is over', '00:00 A', ''],
  ['a gap while in another mode starts nothing new', '00:00 A, 00:01 S, 00:30 S, 00:31 A', '00:01–00:31'],
  ['nothing', '', ''],
] as const)('%s', ([, text, expected]) => {
  const given = text === '' ? [] : samples(text);
  const lastMs = given.at(-1)?.atMs ?? 0;
  const found = judge(given, lastMs + toleranceMs - 1);
  expect(found.map(({ downMs, recoveryMs }) => [downMs, recoveryMs])).toEqual(spans(expected));
});

test('a silence is down from the last sample once it has lasted as long as the tolerance', () => {
  const given = samples('00:00 A, 00:01 A');
  expect(judge(given, clock('00:10:59'))).toEqual([]);
  const during = judge(given, clock('00:11'));
  expect(during).toEqual([{ downMs: clock('00:01'), recoveryMs: null, cause: 'loss' }]);
  const after = judge([...given, { atMs: clock('00:40'), isDown: false }], clock('00:41'));
  expect(after).toEqual([{ downMs: clock('00:01'), recoveryMs: clock('00:40'), cause: 'loss' }]);
});

test('the cause is how it began', () => {
  const found = judge(samples('00:00 A, 00:20 S, 00:21 A, 00:22 S, 00:50 A'), clock('00:51'));
  expect(found.map(({ cause }) => cause)).toEqual(['loss', 'mode']);
});

/** Times cluster around the tolerance, where the edges are. */
const history = fc.array(
  fc.record({
    stepMs: fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 599_998, max: 600_002 })),
    isDown: fc.boolean(),
  }),
  { maxLength: 40 },
);

function toSamples(steps: { stepMs: number; isDown: boolean }[]): ModeSample[] {
  let atMs = 0;
  return steps.map(({ stepMs, isDown }) => {
    atMs += stepMs;
    return { atMs, isDown };
  });
}

/** An oracle that knows no state: an instant is down when the sample at or before it says so, or begins a long gap. */
function isDownAt(given: readonly ModeSample[], atMs: number, nowMs: number): boolean {
  const before = given.filter((sample) => sample.atMs <= atMs);
  const lastMs = Math.max(...before.map((sample) => sample.atMs));
  if (before.length === 0) return false;
  const nextMs = Math.min(nowMs, ...given.map((sample) => sample.atMs).filter((time) => time > atMs));
  const isGap = nextMs - lastMs >= toleranceMs;
  return isGap || before.some((sample) => sample.atMs === lastMs && sample.isDown);
}

test('the downtimes of 10,000 random histories are those of an oracle', () => {
  fc.assert(
    fc.property(
      history,
      fc.integer({ min: 0, max: 700_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (steps, silenceMs, share) => {
        const given = toSamples(steps);
        const nowMs = (given.at(-1)?.atMs ?? 0) + silenceMs;
        const found = judge(given, nowMs);
        const edges = given.flatMap(({ atMs }) => [atMs - 1, atMs, atMs + 1]);
        const instants = [...edges, Math.floor(nowMs * share)].filter((atMs) => atMs >= 0 && atMs < nowMs);
        const isFound = (atMs: number) =>
          found.some(({ downMs, recoveryMs }) => downMs <= atMs && atMs < (recoveryMs ?? nowMs));
        expect(instants.filter((atMs) => isFound(atMs) !== isDownAt(given, atMs, nowMs))).toEqual([]);
      },
    ),
    { numRuns: 10_000 },
  );
}, 30_000);

test('any order, repetitions and any cut into batches give the same downtimes', () => {
  const shuffled = history.chain((steps) => {
    const given = toSamples(steps);
    return fc.tuple(
      fc.constant(given),
      fc.shuffledSubarray([...given, ...given.slice(0, 5)], { minLength: given.length }),
      fc.nat(given.length),
    );
  });
  fc.assert(
    fc.property(shuffled, ([given, mixed, cut]) => {
      const nowMs = (given.at(-1)?.atMs ?? 0) + 1;
      const known = mixed.length === given.length + Math.min(5, given.length) ? mixed : [...mixed, ...given];
      expect(judge(known, nowMs)).toEqual(judge(given, nowMs));
      const ordered = [...new Map(given.map((sample) => [sample.atMs, sample])).values()];
      const first = replayDowntimes(unknownUnit, ordered.slice(0, cut), toleranceMs);
      const second = replayDowntimes(first.state, ordered.slice(cut), toleranceMs);
      const whole = replayDowntimes(unknownUnit, ordered, toleranceMs);
      expect([...first.ended, ...second.ended]).toEqual(whole.ended);
      expect(second.state).toEqual(whole.state);
    }),
    { numRuns: 2_000 },
  );
});

test.for([
  ['it began before the sample', 'loss', 9, true],
  ['a loss that begins with the sample is a mere silence', 'loss', 10, false],
  ['the sample itself said that the unit is down', 'mode', 10, true],
  ['it begins later', 'mode', 11, false],
] as const)('a downtime goes on behind a sample: %s', ([, cause, downMs, isRunning]) => {
  expect(isRunningAt({ downMs, cause }, 10)).toBe(isRunning);
});
