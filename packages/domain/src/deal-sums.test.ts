import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DealFigure } from './deal-day.ts';
import { averageDay, averageDays, median, sumByUnit, sumDeals } from './deal-sums.ts';

const now = new Date('2026-06-09T05:32:00Z');
const at = (minute: number) => new Date(now.getTime() + minute * 60_000);
const slots = [
  { fromMs: at(-120).getTime(), toMs: at(-60).getTime() },
  { fromMs: at(-60).getTime(), toMs: at(0).getTime() },
];

function deal(parts: Partial<DealFigure>): DealFigure {
  return {
    dischargeUnitId: 'E001',
    chargeUnitId: 'E002',
    amountWh: 50,
    createdMs: at(-30).getTime(),
    outcome: 'complete',
    durationMs: 9 * 60_000,
    ...parts,
  };
}

/** Sums of deals that come in batches of three. */
function sum(deals: readonly DealFigure[]) {
  async function* batches() {
    for (let i = 0; i < deals.length; i += 3) yield deals.slice(i, i + 3);
  }
  return sumDeals(batches(), slots);
}

test('nothing at all: no energy, no deal, and no typical duration', async () => {
  const { totals, slots: bars, pairs } = await sum([]);
  expect(bars).toEqual([
    { amountWh: 0, dealCount: 0 },
    { amountWh: 0, dealCount: 0 },
  ]);
  expect([totals.dealCount, totals.typicalDurationMs, pairs]).toEqual([0, null, []]);
});

test('each end is counted by its kind; deals outside all slots by none', async () => {
  const { totals } = await sum([
    deal({}),
    deal({ outcome: 'aborted', amountWh: 12.5 }),
    deal({ outcome: 'emergencyStop', amountWh: 0, durationMs: null }),
    deal({ outcome: 'running', durationMs: null }),
    deal({ outcome: 'endUnknown', durationMs: null }),
    deal({ createdMs: at(0).getTime() }),
    deal({ createdMs: at(-121).getTime() }),
  ]);
  expect(totals).toEqual({
    amountWh: 162.5,
    dealCount: 5,
    completeCount: 1,
    abortedCount: 1,
    scramCount: 1,
    runningCount: 1,
    endUnknownCount: 1,
    typicalDurationMs: 9 * 60_000,
  });
});

test('pairs are not mixed up', async () => {
  const { pairs } = await sum([
    deal({ dischargeUnitId: 'A', chargeUnitId: 'BC' }),
    deal({ dischargeUnitId: 'AB', chargeUnitId: 'C' }),
    deal({ dischargeUnitId: 'A', chargeUnitId: 'BC' }),
  ]);
  expect(pairs.map(({ dischargeUnitId, dealCount }) => [dischargeUnitId, dealCount])).toEqual([
    ['A', 2],
    ['AB', 1],
  ]);
});

const unitId = fc.constantFrom('E001', 'E002', 'E003');
const anyDeal = fc
  .record({
    dischargeUnitId: unitId,
    chargeUnitId: unitId,
    amountWh: fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4),
    createdMs: fc.integer({ min: -150, max: 30 }).map((minute) => at(minute).getTime()),
  })
  .map(deal);

test('slots, pairs, what was given and what was received add up to the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyDeal, { maxLength: 60 }), async (deals) => {
      const { slots: bars, pairs, totals } = await sum(deals);
      const units = sumByUnit(pairs);
      const add = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0);
      for (const amounts of [
        bars.map(({ amountWh }) => amountWh),
        pairs.map(({ amountWh }) => amountWh),
        units.map(({ gaveWh }) => gaveWh),
        units.map(({ receivedWh }) => receivedWh),
      ]) {
        expect(add(amounts)).toBe(totals.amountWh);
      }
      expect(add(bars.map(({ dealCount }) => dealCount))).toBe(totals.dealCount);
    }),
  );
});

test.for([
  [[], null],
  [[3], 3],
  [[5, 1], 3],
  [[9, 1, 4], 4],
] as const)('the median of %j is %j', ([values, expected]) => {
  expect(median(values)).toBe(expected);
});

const range = (min: string, max: string) => ({ min: new Date(min), max: new Date(max) });
test.for([
  ['no deal', null, null],
  ['deals without a date', { min: null, max: null }, null],
  ['a single deal', range('2026-06-09', '2026-06-09'), null],
  ['an end before the beginning', range('2026-06-09', '2026-06-01'), null],
  ['an hour', range('2026-06-09T00:00Z', '2026-06-09T01:00Z'), 1],
  ['exactly a day', range('2026-06-08', '2026-06-09'), 1],
  ['a day and a second', range('2026-06-08T00:00:00Z', '2026-06-09T00:00:01Z'), 2],
] as const)('days of an average over %s', ([, between, days]) => {
  expect(averageDays(between)).toBe(days);
});

test('an average day is the sum of its hours; what has no hour is in none', () => {
  const sums = [
    { hour: 0, amountWh: 30 },
    { hour: 23, amountWh: 60 },
    { hour: null, amountWh: 900 },
  ];
  const average = averageDay(sums, { min: at(0), max: at(3 * 24 * 60) });
  expect(average).toMatchObject({ days: 3, sinceMs: at(0).getTime(), wholeDay: 30 });
  expect([average.byHour[0], average.byHour[1], average.byHour[23]]).toEqual([10, 0, 20]);
});

test('without days there is no average, which is not zero', () => {
  expect(averageDay([{ hour: 1, amountWh: 5 }], { min: now, max: now })).toEqual({
    days: null,
    sinceMs: now.getTime(),
    byHour: Array.from({ length: 24 }, () => null),
    wholeDay: null,
  });
});
