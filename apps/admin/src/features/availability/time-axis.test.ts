import { localDayRange } from '@commonwatt/domain/local-day';
import { expect, test } from 'vitest';
import { axisSlots, heatEdges, labelledSlots, roundZoom, unevenDays } from './time-axis.ts';

const hourMs = 3_600_000;

function days(fromDay: string, toDay: string, timeZone: string) {
  return {
    fromMs: localDayRange(fromDay, timeZone).from.getTime(),
    toMs: localDayRange(toDay, timeZone).to.getTime(),
  };
}

test('a week is labelled by its days, in the zone of the cluster', () => {
  const slots = axisSlots(days('2026-06-03', '2026-06-09', 'Asia/Tokyo'), 'Asia/Tokyo', 'en');
  expect(slots.map(({ label }) => label)).toEqual(['Wed 3', 'Thu 4', 'Fri 5', 'Sat 6', 'Sun 7', 'Mon 8', 'Tue 9']);
  expect(slots.every(({ fromMs, toMs }) => toMs - fromMs === 24 * hourMs)).toBe(true);
});

test('a day by every third hour; a month by every fourth day', () => {
  const day = axisSlots(days('2026-06-09', '2026-06-09', 'Asia/Tokyo'), 'Asia/Tokyo', 'en');
  expect(day.map(({ label }) => label)).toEqual([
    '00:00',
    '03:00',
    '06:00',
    '09:00',
    '12:00',
    '15:00',
    '18:00',
    '21:00',
  ]);
  expect(axisSlots(days('2026-06-01', '2026-06-30', 'Asia/Tokyo'), 'Asia/Tokyo', 'en')).toHaveLength(8);
});

test.for([
  ['en', 700, 7],
  ['en', 190, 3],
  ['ja', 190, 2],
  ['ja', 0, 0],
] as const)('a week in %s on an axis of %i px has room for %i labels', ([locale, width, count]) => {
  const period = days('2026-06-03', '2026-06-09', 'Asia/Tokyo');
  const slots = axisSlots(period, 'Asia/Tokyo', locale);
  expect(labelledSlots(slots, period, width).size).toBe(count);
});

test('the rest of a day before the first whole slot has no room for its label', () => {
  const period = { fromMs: 2.9 * hourMs, toMs: 26.9 * hourMs };
  const labelled = labelledSlots(axisSlots(period, 'UTC', 'en'), period, 600);
  expect([...labelled][0]).toBe(3 * hourMs);
});

test.for([
  ['clocks forward', '2026-03-29', 23, 12],
  ['clocks back', '2026-10-25', 25, 13],
] as const)('%s: slots and cells follow each other over the whole day', ([, day, hours]) => {
  const period = days(day, day, 'Europe/Berlin');
  expect((period.toMs - period.fromMs) / hourMs).toBe(hours);
  const slots = axisSlots(period, 'Europe/Berlin', 'en');
  expect(slots[0]?.fromMs).toBe(period.fromMs);
  expect(slots.at(-1)?.toMs).toBe(period.toMs);
  for (const [i, slot] of slots.entries()) expect(slot.toMs).toBe(slots[i + 1]?.fromMs ?? period.toMs);
  expect(heatEdges(period, 'Europe/Berlin')).toHaveLength(hours + 1);
});

test('cells are two hours in a week and a day in a month', () => {
  expect(heatEdges(days('2026-06-03', '2026-06-09', 'Asia/Tokyo'), 'Asia/Tokyo')).toHaveLength(7 * 12 + 1);
  expect(heatEdges(days('2026-06-01', '2026-06-30', 'Asia/Tokyo'), 'Asia/Tokyo')).toHaveLength(31);
  expect(heatEdges(days('2025-06-01', '2026-05-31', 'Asia/Tokyo'), 'Asia/Tokyo').length).toBeLessThanOrEqual(101);
});

test('what was drawn over the axis is rounded, stays inside, and is never nothing', () => {
  const period = { fromMs: 0, toMs: 24 * hourMs };
  const zoom = roundZoom({ fromMs: 100_000, toMs: 2 * hourMs + 100_000 }, period);
  expect(zoom).toEqual({ fromMs: 0, toMs: 2 * hourMs });
  expect(roundZoom({ fromMs: 1_000, toMs: 2_000 }, period)).toEqual({ fromMs: 0, toMs: 300_000 });
  expect(roundZoom({ fromMs: -5, toMs: 25 * hourMs }, period)).toEqual(period);
  const week = { fromMs: 0, toMs: 7 * 24 * hourMs };
  expect(roundZoom({ fromMs: 1.4 * hourMs, toMs: 5.6 * hourMs }, week)).toEqual({ fromMs: hourMs, toMs: 6 * hourMs });
});

test('days on which clocks change are named', () => {
  const week = days('2026-10-22', '2026-10-28', 'Europe/Berlin');
  const atMs = localDayRange('2026-10-25', 'Europe/Berlin').from.getTime();
  expect(unevenDays(week, 'Europe/Berlin')).toEqual([{ atMs, hours: 25 }]);
  expect(unevenDays(week, 'Asia/Tokyo')).toEqual([]);
});
