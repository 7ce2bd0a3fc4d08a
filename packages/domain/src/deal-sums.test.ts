import fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageDays, type DealFigures, median, sumByUnit, sumDeals } from './deal-sums.ts';

const now = new Date('2026-06-09T05:32:00Z');
const at = (minute: number) => new Date(now.getTime() + minute * 60_000);
const slots = [
  { fromMs: at(-120).getTime(), toMs: at(-60).getTime() },
  { fromMs: at(-60).getTime(), toMs: at(0).getTime() },
];

function deal(parts: Partial<DealFigures>): DealFigures {
  return {
    dischargeUnitId: 'E001',
    chargeUnitId: 'E002',
    cumulateAmountWh: 50,
    createAt: at(-30),
    startAt: at(-29),
    stopAt: at(-20),
    deactivateAt: at(-19),
    abortAt: null,
    scramAt: null,
    reportAt: at(-19),
    ...parts,
  };
}

test('nothing at all: no energy, no deal, and no typical duration', async () => {
  const { totals, slots: bars, pairs } = await sumDeals([], slots, now);
  expect(bars).toEqual([
    { amountWh: 0, dealCount: 0 },
    { amountWh: 0, dealCount: 0 },
  ]);
  expect([totals.dealCount, totals.typicalDurationMs, pairs]).toEqual([0, null, []]);
});

test('each end is counted by its kind; an orphan is not running', async () => {
  const open = { stopAt: null, deactivateAt: null };
  const { totals } = await sumDeals(
    [
      deal({}),
      deal({ abortAt: at(-20), cumulateAmountWh: 12.5 }),
      deal({ abortAt: at(-20), scramAt: at(-20), cumulateAmountWh: null }),
      deal({ ...open, reportAt: at(-1) }),
      deal({ ...open, reportAt: at(-6) }),
      deal({ createAt: null }),
      deal({ createAt: at(0) }),
    ],
    slots,
    now,
  );
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

const unitId = fc.constantFrom('E001', 'E002', 'E003');
const anyDeal = fc
  .record({
    dischargeUnitId: unitId,
    chargeUnitId: unitId,
    cumulateAmountWh: fc.option(fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4)),
    createAt: fc.option(fc.integer({ min: -150, max: 30 }).map(at)),
  })
  .map(deal);

test('slots, pairs, what was given and what was received add up to the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyDeal, { maxLength: 60 }), async (deals) => {
      const { slots: bars, pairs, totals } = await sumDeals(deals, slots, now);
      const units = sumByUnit(pairs);
      const sum = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0);
      for (const amounts of [
        bars.map(({ amountWh }) => amountWh),
        pairs.map(({ amountWh }) => amountWh),
        units.map(({ gaveWh }) => gaveWh),
        units.map(({ receivedWh }) => receivedWh),
      ]) {
        expect(sum(amounts)).toBe(totals.amountWh);
      }
      expect(sum(bars.map(({ dealCount }) => dealCount))).toBe(totals.dealCount);
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
