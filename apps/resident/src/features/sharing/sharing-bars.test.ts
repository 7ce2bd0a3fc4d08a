import { expect, test } from 'vitest';
import { monthBars, netByBar, type SharingBar } from './sharing-bars.ts';

const bar = (
  day: string,
  gaveWh: number | null,
  receivedWh: number | null,
  hour: number | null = null,
): SharingBar => ({
  fromMs: Date.parse(day),
  toMs: Date.parse(day) + 86_400_000,
  day,
  hour,
  gaveWh,
  receivedWh,
});

test('the days of a year become its months; what is to come adds nothing and is not zero', () => {
  const days = [
    bar('2026-05-30', 1, 2),
    bar('2026-05-31', 10, 0),
    bar('2026-06-01', 5, 5),
    bar('2026-06-02', null, null),
  ];
  const months = monthBars([...days, bar('2026-07-01', null, null)]);
  expect(months.map(({ day, gaveWh, receivedWh }) => [day, gaveWh, receivedWh])).toEqual([
    ['2026-05-30', 11, 2],
    ['2026-06-01', 5, 5],
    ['2026-07-01', null, null],
  ]);
  expect(months[0]?.toMs).toBe(Date.parse('2026-06-01'));
});

test('an average day is told by hours, also where an hour comes twice', () => {
  const average = { gaveWh: [10, 20, 30], receivedWh: [15, 5, 30] };
  const hours = [0, 1, 1, 2].map((hour) => bar('2026-10-25', 0, 0, hour));
  expect(netByBar(hours, average)).toEqual([5, -15, -15, 0]);
});
