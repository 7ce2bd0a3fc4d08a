import { expect, test } from 'vitest';
import { groupUnits, stackDots } from './levels.ts';
import { createScene } from './scene.ts';
import { liveUnit, liveView } from './testing.ts';

const nowMs = Date.UTC(2026, 5, 9, 5);

function unitsAt(levels: (number | null)[]) {
  const base = liveUnit('', nowMs).values;
  const units = levels.map((rsocPercent, i) =>
    liveUnit(`E${String(i + 1).padStart(3, '0')}`, nowMs, { values: { ...base, rsocPercent } }),
  );
  return createScene(liveView(units), nowMs).units;
}

test.for([
  [10, 1, 'E001–E010'],
  [100, 4, 'E001–E025'],
  [500, 5, 'E001–E100'],
  [999, 8, 'E001–E125'],
] as const)('%i units make %i groups, the first %s', ([count, groups, first]) => {
  const made = groupUnits(unitsAt(Array.from({ length: count }, () => 50)));
  expect(made).toHaveLength(groups);
  expect(made[0]?.name).toBe(first);
  expect(made.flatMap((group) => group.units)).toHaveLength(count);
});

test('dots at one level are stacked; levels out of range stay inside; unknown ones are left out', () => {
  const dots = stackDots(unitsAt([50, 51, 0, 100, 104, -2, null]));
  expect(dots.map(({ x, y }) => [x, y])).toEqual([
    [0.5125, 0],
    [0.5125, 1],
    [0.0125, 0],
    [0.9875, 0],
    [0.9875, 1],
    [0.0125, 1],
  ]);
});
