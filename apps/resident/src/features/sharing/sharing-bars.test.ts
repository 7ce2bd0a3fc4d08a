import { expect, test } from 'vitest';
import { averageByBar, monthBars, type SharingBar } from './sharing-bars.ts';

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
  expect(averageByBar(hours, average)).toEqual([
    [15, 5, 5, 30],
    [-10, -20, -20, -30],
  ]);
});

test('an average home that gives as much as it receives is not one that shares nothing', () => {
  const average = { gaveWh: [40], receivedWh: [40] };
  expect(averageByBar([bar('2026-10-25', 0, 0, 0)], average)).toEqual([[40], [-40]]);
});

test('a side on which an average day has nothing has no line', () => {
  const average = { gaveWh: [0, 0], receivedWh: [15, 5] };
  expect(
    averageByBar(
      [0, 1].map((hour) => bar('2026-10-25', 0, 0, hour)),
      average,
    ),
  ).toEqual([[15, 5]]);
});
