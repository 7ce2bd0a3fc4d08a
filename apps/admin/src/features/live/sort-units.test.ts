import { createScene } from '@commonwatt/ui/cluster/scene.ts';
import { liveUnit, liveView } from '@commonwatt/ui/cluster/testing.ts';
import { expect, test } from 'vitest';
import { type SortKey, sortUnits } from './sort-units.ts';

const nowMs = Date.UTC(2026, 5, 9, 5);
const base = liveUnit('', nowMs).values;
const { units } = createScene(
  liveView([
    liveUnit('E10', nowMs - 1_000, { values: { ...base, solarW: 300 } }),
    liveUnit('E2', nowMs - 20_000, { values: { ...base, solarW: null } }),
    liveUnit('E1', nowMs, { values: { ...base, solarW: 300 }, alarm: 'heavy' }),
    liveUnit('E3', null, { values: { ...base, solarW: 5 }, converter: null }),
  ]),
  nowMs,
);

test.for([
  ['unit', false, ['E1', 'E2', 'E3', 'E10']],
  ['unit', true, ['E10', 'E3', 'E2', 'E1']],
  ['status', false, ['E1', 'E2', 'E3', 'E10']],
  ['solar', false, ['E3', 'E1', 'E10', 'E2']],
  ['solar', true, ['E1', 'E10', 'E3', 'E2']],
  ['age', false, ['E1', 'E10', 'E2', 'E3']],
  ['age', true, ['E2', 'E10', 'E1', 'E3']],
  ['converter', false, ['E1', 'E2', 'E10', 'E3']],
] as [SortKey, boolean, string[]][])('by %s, down: %s', ([key, isDown, expected]) => {
  expect(sortUnits(units, key, isDown).map((unit) => unit.unitId)).toEqual(expected);
});
