import { expect, test } from 'vitest';
import { createScene } from './scene.ts';
import { liveDeal, liveUnit, liveView } from './testing.ts';

const t0 = Date.UTC(2026, 5, 9, 5);

test('units stand in the order of their numbers, whatever order they came in', () => {
  const units = ['E10', 'E2', 'E1'].map((unitId) => liveUnit(unitId, t0));
  expect(createScene(liveView(units), t0).units.map((unit) => unit.unitId)).toEqual(['E1', 'E2', 'E10']);
});

test.for([
  ['just now', 'none', 0, 'fresh', 'ok'],
  ['just under 2.5 periods ago', 'none', 12_499, 'fresh', 'ok'],
  ['2.5 periods ago', 'none', 12_500, 'late', 'late'],
  ['ten minutes ago', 'none', 600_000, 'silent', 'silent'],
  ['just now with an alarm', 'heavy', 0, 'fresh', 'alarm'],
  ['2.5 periods ago with an alarm', 'heavy', 12_500, 'late', 'alarm'],
  ['ten minutes ago with an alarm', 'heavy', 600_000, 'silent', 'silent'],
] as const)('a unit that reported %s', ([, alarm, ageMs, shown, status]) => {
  const [unit] = createScene(liveView([liveUnit('E1', t0, { alarm })]), t0 + ageMs).units;
  expect(unit).toMatchObject({ shown, status, ageMs });
});

test('a unit that never reported has no age', () => {
  const [unit] = createScene(liveView([liveUnit('E1', null)]), t0).units;
  expect(unit).toMatchObject({ shown: 'never', status: 'never', ageMs: null });
});

test('only a fresh unit that shares has a power on the deal side', () => {
  const units = [liveUnit('E1', t0), liveUnit('E2', t0), liveUnit('E3', t0)];
  const view = liveView(units, [liveDeal('E1', 'E2', { reportedAtMs: t0 })]);
  const powers = (nowMs: number) => createScene(view, nowMs).units.map((unit) => unit.dealW);
  expect(powers(t0)).toEqual([-510, -510, 0]);
  expect(powers(t0 + 12_500)).toEqual([0, 0, 0]);
});

test.for([
  ['both ends report', 0, 0, 0, 0, false],
  ['the giver is late', 12_500, 0, 0, 0, true],
  ['the receiver is late', 0, 12_500, 0, 0, true],
  ['its own report is overdue', 0, 0, 75_000, 0, true],
  ['its own report is not yet overdue', 0, 0, 74_999, 0, false],
  ['its report seems young because the reporting clock runs ahead', 0, 0, 15_000, 60_000, true],
] as const)('a deal: %s', ([, fromAgeMs, toAgeMs, dealAgeMs, leadMs, isStale]) => {
  const units = [liveUnit('E1', t0 - fromAgeMs), liveUnit('E2', t0 - toAgeMs)];
  const deals = [liveDeal('E1', 'E2', { reportedAtMs: t0 - dealAgeMs })];
  const scene = createScene(liveView(units, deals, leadMs), t0);
  expect(scene.deals[0]?.isStale).toBe(isStale);
  expect(scene.movingW).toBe(isStale ? null : 360);
});

test.for([
  ['counts on with its power', 10_000, 'sharing', 41],
  ['counts on for thirty seconds at most', 29_999, 'sharing', 42.9999],
  ['shows the last count after that', 30_000, 'sharing', 40],
  ['stands still while it is prepared', 10_000, 'preparing', 40],
] as const)('a deal %s', ([, sinceMs, phase, movedWh]) => {
  const deals = [liveDeal('E1', 'E2', { reportedAtMs: t0, phase })];
  const units = [liveUnit('E1', t0 + sinceMs), liveUnit('E2', t0 + sinceMs)];
  const [deal] = createScene(liveView(units, deals), t0 + sinceMs).deals;
  expect(deal?.movedNowWh).toBeCloseTo(movedWh, 3);
});

test('a deal never shows more than was agreed, unless more was counted', () => {
  const shown = (movedWh: number) =>
    createScene(liveView([], [liveDeal('E1', 'E2', { reportedAtMs: t0, movedWh })]), t0 + 29_000).deals[0]?.movedNowWh;
  expect(shown(99)).toBe(100);
  expect(shown(103)).toBe(103);
});

test('the voltage of the grid is the mean of fresh units whose converters work', () => {
  const at = (unitId: string, dcGridV: number, changes = {}) => {
    const unit = liveUnit(unitId, t0, changes);
    return { ...unit, values: { ...unit.values, dcGridV } };
  };
  const waiting = at('E3', 12, { converter: 'wait' });
  const late = { ...at('E4', 500), freshness: 'late' as const };
  const scene = createScene(liveView([at('E1', 348), at('E2', 350), waiting, late]), t0);
  expect(scene.busV).toBe(349);
  expect(createScene(liveView([waiting]), t0).busV).toBeNull();
});
