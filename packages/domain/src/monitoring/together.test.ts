import { expect, test } from 'vitest';
import { findTogether, nobodyTogether, type TogetherEvidence, type UnitSilence } from './together.ts';

const spreadMs = 15_000;

const heard = (unitId: string): UnitSilence => ({
  unitId,
  heardMs: 900_000,
  isHeard: true,
  isSilent: false,
  isAlmostSilent: false,
  isTold: false,
});
const silent = (unitId: string, heardMs: number, parts: Partial<UnitSilence> = {}): UnitSilence => ({
  unitId,
  heardMs,
  isHeard: false,
  isSilent: true,
  isAlmostSilent: true,
  isTold: false,
  ...parts,
});
const soon = { isHeard: true, isSilent: false };
const find = (units: UnitSilence[], parts: Partial<TogetherEvidence> = {}) => {
  const common = { before: nobodyTogether, isOpen: false, areAllQuiet: false, isElsewhere: false };
  const { began, held, isOver, hasJoined, members } = findTogether({ units, spreadMs, ...common, ...parts });
  return { began: began?.silent ?? null, held: [...held].sort(), isOver, hasJoined, silent: members.silent };
};
const nothing = { began: null, held: [], isOver: false, hasJoined: false, silent: [] };

test.for<[string, UnitSilence[], Partial<TogetherEvidence>, Partial<ReturnType<typeof find>>]>([
  ['two have their own alarms', [silent('A', 0), silent('B', 0), heard('C')], {}, {}],
  [
    'three within a quarter of the window are one',
    [silent('A', 0), silent('B', 7_000), silent('C', 15_000), heard('D')],
    {},
    { began: ['A', 'B', 'C'], held: ['A', 'B', 'C'] },
  ],
  ['three that are further apart are not', [silent('A', 0), silent('B', 7_000), silent('C', 15_001)], {}, {}],
  [
    'whoever is close to some of them is one of them',
    [silent('A', 0), silent('B', 10_000), silent('C', 15_000), silent('D', 25_000), silent('E', 60_000)],
    {},
    { began: ['A', 'B', 'C', 'D'], held: ['A', 'B', 'C', 'D'] },
  ],
  [
    'the first two wait for a third that is silent soon',
    [silent('A', 0), silent('B', 1_000), silent('C', 2_000, soon)],
    {},
    { held: ['A', 'B', 'C'] },
  ],
  ['one that has its own alarm keeps it', [silent('A', 0, { isTold: true }), silent('B', 0), silent('C', 0)], {}, {}],
  [
    'all units, be they two',
    [silent('A', 0), silent('B', 50_000)],
    { areAllQuiet: true },
    { began: ['A', 'B'], held: ['A', 'B'] },
  ],
  [
    'all units, when each of them is silent',
    [silent('A', 0), silent('B', 0), silent('C', 0), silent('D', 30_000, { ...soon, isAlmostSilent: false })],
    { areAllQuiet: true },
    { held: ['A', 'B', 'C', 'D'] },
  ],
  ['a single unit is told as itself', [silent('A', 0)], { areAllQuiet: true }, {}],
  [
    'nothing while apis-ccc is, or may be, the cause',
    [silent('A', 0), silent('B', 0), silent('C', 0)],
    { isElsewhere: true },
    { held: ['A', 'B', 'C'] },
  ],
])('%s', ([, units, parts, expected]) => {
  expect(find(units, parts)).toEqual({ ...nothing, ...expected });
});

const before = { silent: ['A', 'B', 'C', 'D'], back: [], untilMs: 15_000 };
const four = ['A', 'B', 'C', 'D'];
test.for<[string, UnitSilence[], Partial<TogetherEvidence>, Partial<ReturnType<typeof find>>]>([
  [
    'one that is back does not end it',
    [heard('A'), silent('B', 0), silent('C', 0), silent('D', 0)],
    {},
    { silent: ['B', 'C', 'D'], held: ['B', 'C', 'D'] },
  ],
  [
    'half of them do, and the others are not told in that round',
    [heard('A'), heard('B'), silent('C', 0), silent('D', 0)],
    {},
    { isOver: true, silent: ['C', 'D'], held: ['C', 'D'] },
  ],
  [
    'who has been back counts, also when it is silent again',
    [silent('A', 300_000), heard('B'), silent('C', 0), silent('D', 0)],
    { before: { ...before, silent: ['B', 'C', 'D'], back: ['A'] } },
    { isOver: true, silent: ['C', 'D'], held: ['C', 'D'] },
  ],
  [
    'units that are not in service any more do not count',
    [heard('A'), silent('B', 0)],
    {},
    { isOver: true, silent: ['B'], held: ['B'] },
  ],
  ['nobody of them is in service', [heard('X')], {}, { isOver: true }],
  [
    'who is noticed late joins',
    [...four.map((id) => silent(id, 0)), silent('E', 15_000), heard('F')],
    {},
    { hasJoined: true, silent: [...four, 'E'], held: [...four, 'E'] },
  ],
  [
    'one that falls silent later has its own alarm',
    [...four.map((id) => silent(id, 0)), silent('E', 100_000), heard('F')],
    {},
    { silent: four, held: four },
  ],
  [
    'three that do so begin another, for all of them',
    [...four.map((id) => silent(id, 0)), ...['E', 'F', 'G'].map((id) => silent(id, 100_000))],
    {},
    { began: [...four, 'E', 'F', 'G'], silent: four, held: [...four, 'E', 'F', 'G'] },
  ],
  [
    'who belonged to it was forgotten: whoever is silent',
    [silent('A', 0), silent('B', 0), heard('C'), silent('D', 0, { isTold: true })],
    { before: nobodyTogether },
    { silent: ['A', 'B'], held: ['A', 'B'] },
  ],
])('open: %s', ([, units, parts, expected]) => {
  expect(find(units, { before, isOpen: true, ...parts })).toEqual({ ...nothing, ...expected });
});
