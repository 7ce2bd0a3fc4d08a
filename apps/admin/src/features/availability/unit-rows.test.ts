import { availabilityRate, totalTimes } from '@commonwatt/domain/availability';
import { unpackSpans } from '@commonwatt/domain/packed-spans';
import { expect, test } from 'vitest';
import { arrangeRows, overviewOf, unitRows } from './unit-rows.ts';

const minuteMs = 60_000;
const fromMs = Date.parse('2026-06-09T00:00:00Z');
const nowMs = fromMs + 1_000 * minuteMs;

/** Up and down by turns, in minutes; the rest of 2,000 minutes is to come. */
function unit(unitId: string, name: string, ...minutes: number[]) {
  const packed = minutes.flatMap((length, i) => [i % 2, length * minuteMs]);
  packed.push(5, 1_000 * minuteMs);
  const times = totalTimes(unpackSpans(packed, fromMs));
  return { unitId, name, times, rate: availabilityRate(times), spans: packed };
}

const rows = unitRows(
  [
    unit('E001', 'House 01', 1_000),
    unit('E002', 'Mill', 500, 10, 100, 30, 360),
    unit('E003', 'House 03', 970, 30),
    unit('E010', 'Barn', 400, 35, 565),
    { ...unit('E004', 'House 04'), rate: null },
  ],
  { fromMs, nowMs },
);
const ids = (order: 'worst' | 'unit' | 'longest', text = '') =>
  arrangeRows(rows, { order, text }).map(({ unitId }) => unitId);

test('orders: worst first with the unknown last, by id as people count, by the longest outage', () => {
  expect(ids('worst')).toEqual(['E002', 'E010', 'E003', 'E001', 'E004']);
  expect(ids('unit')).toEqual(['E001', 'E002', 'E003', 'E004', 'E010']);
  expect(ids('longest')).toEqual(['E010', 'E002', 'E003', 'E001', 'E004']);
});

test('a filter finds parts of ids and names, whatever their case', () => {
  expect(ids('unit', ' house ')).toEqual(['E001', 'E003', 'E004']);
  expect(ids('unit', 'e010')).toEqual(['E010']);
  expect(ids('unit', 'nothing')).toEqual([]);
});

test('the overview counts outages, open ones, and units below 99 %', () => {
  expect(overviewOf(rows)).toMatchObject({
    outageCount: 4,
    openCount: 1,
    belowTarget: ['E002', 'E010', 'E003'],
    longest: { unitId: 'E010', outage: { downMs: 35 * minuteMs, fromMs: fromMs + 400 * minuteMs } },
  });
  expect(overviewOf([])).toEqual({ outageCount: 0, openCount: 0, belowTarget: [], longest: null });
});

test('a unit is down now when its last outage lasts until the answer', () => {
  expect(rows.filter(({ isDownNow }) => isDownNow).map(({ unitId }) => unitId)).toEqual(['E003']);
});
