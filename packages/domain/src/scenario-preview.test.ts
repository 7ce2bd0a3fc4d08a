import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScenario } from './scenario.ts';
import { type BatteryReading, previewScenario, wishes } from './scenario-preview.ts';

const minuteMs = 60_000;

function scenario(text: object) {
  const read = readScenario(JSON.stringify(text));
  if (!read.ok) throw new Error(read.problem);
  return read.scenario;
}

const balanced = scenario({
  '00:00:00-24:00:00': {
    batteryStatus: { '3000-': 'high', '2000-3000': 'middle', '-2000': 'low' },
    request: { high: { discharge: { limitWh: 3000 } }, low: { charge: { limitWh: 2500 } } },
    accept: { middle: { charge: { limitWh: 2800 }, discharge: { limitWh: 2200 } } },
  },
});

/** One reading each minute, with these levels (Wh). */
function readings(levelsWh: readonly number[]): BatteryReading[] {
  return levelsWh.map((remainingWh, i) => ({ atMs: i * minuteMs, secondOfDay: i * 60, remainingWh }));
}

const nothing = { durationMs: 0, times: 0, amountWh: 0 };

test('a wish that lasts counts once, with the most it was about', () => {
  // The last reading only ends the one before.
  expect(previewScenario(balanced, readings([3100, 3300, 3200, 2900]), 5 * minuteMs)).toEqual({
    coveredMs: 3 * minuteMs,
    wishes: {
      offers: { durationMs: 3 * minuteMs, times: 1, amountWh: 300 },
      gives: nothing,
      takes: nothing,
      asks: nothing,
    },
  });
});

test('a wish that comes back is another one', () => {
  const { wishes: found } = previewScenario(balanced, readings([1500, 1900, 2100, 1800, 2500]), 5 * minuteMs);
  expect(found.asks).toEqual({ durationMs: 3 * minuteMs, times: 2, amountWh: 1000 + 700 });
  expect(found.takes).toEqual({ durationMs: minuteMs, times: 1, amountWh: 700 });
  expect(found.gives).toEqual(nothing);
});

test('who gives and takes alike would do either', () => {
  const { wishes: found } = previewScenario(balanced, readings([2500, 2600, 2600]), 5 * minuteMs);
  expect(found.gives).toEqual({ durationMs: 2 * minuteMs, times: 1, amountWh: 400 });
  expect(found.takes).toEqual({ durationMs: 2 * minuteMs, times: 1, amountWh: 300 });
});

test('nothing is known over a gap, which ends a wish', () => {
  const [first, second, third, fourth] = readings([3100, 3100, 3100, 3100]);
  if (!first || !second || !third || !fourth) throw new Error('four readings were made');
  const late = [first, second, { ...third, atMs: 60 * minuteMs }, { ...fourth, atMs: 61 * minuteMs }];
  expect(previewScenario(balanced, late, 5 * minuteMs)).toMatchObject({
    coveredMs: 2 * minuteMs,
    wishes: { offers: { durationMs: 2 * minuteMs, times: 2, amountWh: 200 } },
  });
});

test.for([[], [3100]])('of %j nothing can be said', (levels) => {
  const preview = previewScenario(balanced, readings(levels), 5 * minuteMs);
  expect(preview.coveredMs).toBe(0);
  expect(Object.values(preview.wishes)).toEqual([nothing, nothing, nothing, nothing]);
});

test('the time of day decides the rules', () => {
  const evening = scenario({
    '00:00:00-18:00:00': { batteryStatus: { '-': 'any' } },
    '18:00:00-24:00:00': { batteryStatus: { '-': 'any' }, request: { any: { discharge: { limitWh: 1000 } } } },
  });
  const atHours = [16, 17, 18, 19].map((hour) => ({
    atMs: hour * 60 * minuteMs,
    secondOfDay: hour * 3_600,
    remainingWh: 1500,
  }));
  expect(previewScenario(evening, atHours, 60 * minuteMs).wishes.offers).toEqual({
    durationMs: 60 * minuteMs,
    times: 1,
    amountWh: 500,
  });
});

test('wishes last no longer than the readings, and a wish is never about nothing', () => {
  const levels = fc.array(fc.integer({ min: 0, max: 4800 }), { maxLength: 60 });
  fc.assert(
    fc.property(levels, (levelsWh) => {
      const preview = previewScenario(balanced, readings(levelsWh), 5 * minuteMs);
      expect(preview.coveredMs).toBe(Math.max(0, levelsWh.length - 1) * minuteMs);
      for (const wish of wishes) {
        const { durationMs, times, amountWh } = preview.wishes[wish];
        expect(durationMs).toBeLessThanOrEqual(preview.coveredMs);
        expect(amountWh > 0).toBe(times > 0);
        expect(durationMs).toBeGreaterThanOrEqual(times * minuteMs);
      }
    }),
  );
});
