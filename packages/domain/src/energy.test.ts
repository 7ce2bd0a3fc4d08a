import fc from 'fast-check';
import { expect, test } from 'vitest';
import { integrateBySlot, integratePower } from './energy.ts';

const at = (minute: number, powerW: number | null) => ({ at: new Date(minute * 60_000), powerW });

test.for([
  ['nothing', [], 0, 0],
  ['one reading', [at(0, 1000)], 0, 0],
  ['an hour at 600 W', [at(0, 600), at(30, 600), at(60, 600)], 600, 60],
  ['a ramp', [at(0, 0), at(30, 600)], 150, 30],
  ['a gap is not bridged', [at(0, 600), at(30, 600), at(90, 600), at(120, 600)], 600, 60],
  ['a gap of exactly the limit is bridged', [at(0, 600), at(31, 600)], 310, 31],
  ['a missing reading is a gap', [at(0, 600), at(10, null), at(20, 600)], 0, 0],
  ['readings at the same instant', [at(0, 600), at(0, 900), at(10, 900)], 150, 10],
] as const)('%s', ([, readings, amountWh, coveredMinutes]) => {
  const energy = integratePower(readings, 31 * 60_000);
  expect(energy.amountWh).toBeCloseTo(amountWh, 9);
  expect(energy.coveredMs).toBe(coveredMinutes * 60_000);
});

const minuteMs = 60_000;
const slot = (from: number, to: number) => ({ fromMs: from * minuteMs, toMs: to * minuteMs });

test('by slot: a line is cut where a slot ends, and what nothing covers is not known', () => {
  const readings = [at(-10, 600), at(10, 600), at(70, 600), at(80, 0), at(100, 600)];
  const slots = [slot(0, 15), slot(15, 30), slot(30, 75), slot(75, 90)];
  expect(integrateBySlot(readings, slots, 20 * minuteMs)).toEqual([100, null, 37.5, 12.5 + 25]);
  expect(integrateBySlot([], slots, 20 * minuteMs)).toEqual([null, null, null, null]);
});

test('slots add up to the whole', () => {
  const reading = fc.record({
    minute: fc.integer({ min: 0, max: 240 }),
    powerW: fc.option(fc.integer({ min: 0, max: 3_000 })),
  });
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 40 }), fc.integer({ min: 1, max: 60 }), (some, length) => {
      const readings = some.sort((a, b) => a.minute - b.minute).map(({ minute, powerW }) => at(minute, powerW));
      const slots = Array.from({ length: Math.ceil(241 / length) }, (_, i) => slot(i * length, (i + 1) * length));
      const whole = integratePower(readings, 30 * minuteMs);
      const parts = integrateBySlot(readings, slots, 30 * minuteMs);
      expect(parts.reduce<number>((sum, amountWh) => sum + (amountWh ?? 0), 0)).toBeCloseTo(whole.amountWh, 6);
      expect(parts.every((amountWh) => amountWh === null)).toBe(whole.coveredMs === 0);
    }),
  );
});
