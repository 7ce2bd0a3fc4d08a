import { expect, test } from 'vitest';
import { addDay, byLocalHour, dayFigures, emptyQuarters, summarizeDay } from './deal-day.ts';
import { utcDayOf, utcMonthOf } from './utc-day.ts';

const day = Date.UTC(2026, 5, 9);
const at = (minutes: number) => new Date(day + minutes * 60_000);

function document(minutes: number, parts: object = {}) {
  const ids = { dealId: 'd', communityId: 'c', clusterId: 'k', dischargeUnitId: 'E001', chargeUnitId: 'E002' };
  return { ...ids, createDateTime: at(minutes), cumulateAmountWh: 50, ...parts };
}

const summary = summarizeDay(day, [
  document(0, { startDateTime: at(1), stopDateTime: at(10), deactivateDateTime: at(11) }),
  document(14, { dischargeUnitId: 'E002', chargeUnitId: 'E001', abortDateTime: at(20), cumulateAmountWh: 7 }),
  document(15, { chargeUnitId: 'E003', cumulateAmountWh: 'n/a' }),
  document(16, { dealId: 7, scramDateTime: at(17), cumulateAmountWh: 3 }),
  document(17, { createDateTime: '--' }),
  document(1_439, { chargeUnitId: 'E001', cumulateAmountWh: 1 }),
]);

test('figures are those of the deals of a stretch of the day; what cannot be read is none', () => {
  const figures = dayFigures(summary, { fromMs: day, toMs: at(1_439).getTime() });
  expect(figures.map(({ createdMs, ...figure }) => [new Date(createdMs), ...Object.values(figure)])).toEqual([
    [at(0), 'E001', 'E002', 50, 'complete', 9 * 60_000],
    [at(14), 'E002', 'E001', 7, 'aborted', null],
    // Nobody reports it any more, so it does not run.
    [at(15), 'E001', 'E003', 0, 'endUnknown', null],
  ]);
});

test.for<[string, string | null, [number, number, number, number][]]>([
  [
    'the cluster',
    null,
    [
      [0, 57, 57, 2],
      [1, 3, 3, 2],
      [95, 1, 1, 1],
    ],
  ],
  [
    'a unit, a deal with itself once',
    'E001',
    [
      [0, 50, 7, 2],
      [1, 3, 0, 2],
      [95, 1, 0, 1],
    ],
  ],
  ['a unit that has none', 'E404', []],
])('quarters of %s', ([, unitId, expected]) => {
  const sums = emptyQuarters();
  addDay(sums, summary, unitId);
  const filled = sums.dealCounts.flatMap((count, quarter) =>
    count > 0 ? [[quarter, sums.gaveWh[quarter], sums.receivedWh[quarter], count]] : [],
  );
  expect(filled).toEqual(expected);
});

test('a day can be added up to an instant', () => {
  const sums = emptyQuarters();
  addDay(sums, summary, null, at(14).getTime());
  expect(sums.gaveWh.reduce((a, b) => a + b)).toBe(50);
});

test.for([
  ['UTC', 0, [0, 23]],
  ['Tokyo', 9, [9, 8]],
  ['Kathmandu', 5.75, [5, 6, 5]],
  ['St. John’s', -3.5, [20, 20, 20]],
] as const)('by the clocks of %s', ([, offsetHours, hours]) => {
  const sums = emptyQuarters();
  addDay(sums, summary, null);
  const { dealCounts } = byLocalHour(sums, offsetHours * 3_600_000);
  const filled = dealCounts.flatMap((count, hour) => (count > 0 ? [hour] : []));
  expect(new Set(filled)).toEqual(new Set(hours));
  expect(dealCounts.reduce((a, b) => a + b)).toBe(5);
});

test('days and months begin at UTC, before 1970 too', () => {
  expect(utcDayOf(Date.parse('2026-06-09T23:59:59.999Z'))).toBe(day);
  expect(utcDayOf(-1)).toBe(Date.parse('1969-12-31'));
  expect(utcMonthOf(day)).toBe(Date.parse('2026-06-01'));
});
