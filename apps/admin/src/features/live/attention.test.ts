import { createScene } from '@commonwatt/ui/cluster/scene.ts';
import { liveUnit, liveView } from '@commonwatt/ui/cluster/testing.ts';
import { expect, test } from 'vitest';
import { attentionOrder, needsAttention } from './attention.ts';

const nowMs = Date.UTC(2026, 5, 9, 5);

test('lists what stands out, gravest and oldest first, and each reason once', () => {
  const units = [
    liveUnit('ok', nowMs),
    liveUnit('late', nowMs - 13_000),
    liveUnit('later', nowMs - 20_000),
    liveUnit('never', null),
    liveUnit('alarm', nowMs, { alarm: 'heavy' }),
    liveUnit('light', nowMs, { alarm: 'light' }),
    liveUnit('lateAlarm', nowMs - 14_000, { alarm: 'heavy' }),
    liveUnit('silent', nowMs - 700_000, { alarm: 'heavy' }),
    liveUnit('stranger', nowMs, { isRegistered: false }),
    liveUnit('failing', nowMs),
    liveUnit('lateFailing', nowMs - 15_000, { alarm: 'heavy' }),
  ];
  const { units: shown } = createScene(liveView(units), nowMs, new Set(['failing', 'lateFailing']));
  const items = needsAttention(shown, []).sort(attentionOrder);
  expect(items.map(({ unit, kind }) => `${unit.unitId} ${kind}`)).toEqual([
    'silent silent',
    'lateFailing alarm',
    'lateAlarm alarm',
    'alarm alarm',
    'later late',
    'lateFailing late',
    'lateAlarm late',
    'late late',
    'never never',
    'stranger unregistered',
  ]);
});

test.for([
  [
    'one that is not running',
    { type: 'apis_main_alive', unitId: 'never', unitIds: [] },
    ['silent silent', 'late late'],
  ],
  [
    'several that are not',
    { type: 'apis_main_alive', unitId: null, unitIds: ['never', 'silent', 'late'] },
    ['late late'],
  ],
  [
    'another failure',
    { type: 'apis_main_severe', unitId: 'never', unitIds: [] },
    ['silent silent', 'late late', 'never never'],
  ],
] as const)('silence that a failure tells is not told twice: %s', ([, failure, expected]) => {
  const units = [liveUnit('never', null), liveUnit('silent', nowMs - 700_000), liveUnit('late', nowMs - 13_000)];
  const items = needsAttention(createScene(liveView(units), nowMs).units, [failure]).sort(attentionOrder);
  expect(items.map(({ unit, kind }) => `${unit.unitId} ${kind}`)).toEqual(expected);
});
