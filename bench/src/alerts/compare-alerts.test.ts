import { expect, test } from 'vitest';
import { compareAlerts, type ExpectedAlert, type RaisedAlert } from './compare-alerts.ts';

const fault = (unitId: string | null, fromMs: number, toMs: number): ExpectedAlert => ({
  type: 'apis_main_alive',
  unitId,
  fromMs,
  toMs,
});
const alert = (unitId: string | null, detectedMs: number, closedMs: number | null): RaisedAlert => ({
  type: 'apis_main_alive',
  unitId,
  detectedMs,
  closedMs,
});
const untilMs = 1_000_000;

test.for<[string, ExpectedAlert[], RaisedAlert[], Partial<Record<string, unknown>>]>([
  ['an alert in time', [fault('A', 100_000, 300_000)], [alert('A', 162_000, 303_000)], { delaysMs: [62_000] }],
  [
    'none at all',
    [fault('A', 100_000, 300_000)],
    [],
    { delaysMs: [Number.POSITIVE_INFINITY], missed: [fault('A', 100_000, 300_000)] },
  ],
  [
    'one about another unit, and one of another kind, is no answer',
    [fault('A', 100_000, 300_000)],
    [alert('B', 162_000, 303_000), { ...alert('A', 162_000, 303_000), type: 'apis_main_severe' }],
    {
      delaysMs: [Number.POSITIVE_INFINITY],
      missed: [fault('A', 100_000, 300_000)],
      unexpected: [alert('B', 162_000, 303_000), { ...alert('A', 162_000, 303_000), type: 'apis_main_severe' }],
    },
  ],
  [
    'a second alert for one fault is unexpected',
    [fault('A', 100_000, 300_000)],
    [alert('A', 162_000, 200_000), alert('A', 262_000, 303_000)],
    { delaysMs: [62_000], unexpected: [alert('A', 262_000, 303_000)] },
  ],
  [
    'two faults of one unit take an alert each, in their order',
    [fault('A', 400_000, 500_000), fault('A', 100_000, 200_000)],
    [alert('A', 463_000, 503_000), alert('A', 161_000, 203_000)],
    { delaysMs: [61_000, 63_000] },
  ],
  [
    'one that comes after the fault is over is late, and so unexpected',
    [fault('A', 100_000, 170_000)],
    [alert('A', 180_000, 190_000)],
    {
      delaysMs: [Number.POSITIVE_INFINITY],
      missed: [fault('A', 100_000, 170_000)],
      unexpected: [alert('A', 180_000, 190_000)],
    },
  ],
  [
    'one that stays after the fault is left open',
    [fault('A', 100_000, 200_000)],
    [alert('A', 162_000, null)],
    { delaysMs: [62_000], leftOpen: [alert('A', 162_000, null)] },
  ],
  ['one whose fault lasts is not', [fault('A', 100_000, untilMs)], [alert('A', 162_000, null)], { delaysMs: [62_000] }],
])('%s', ([, expected, raised, wanted]) => {
  const nothing = { delaysMs: [], missed: [], unexpected: [], leftOpen: [] };
  expect(compareAlerts(expected, raised, { untilMs })).toEqual({ ...nothing, ...wanted });
});

test('an alert may be dated a little before its fault, where that is allowed', () => {
  const fault = { type: 'apis_main_severe', unitId: 'A', fromMs: 10_000, toMs: 20_000 } as const;
  const alert = { type: 'apis_main_severe', unitId: 'A', detectedMs: 9_000, closedMs: 30_000 };
  expect(compareAlerts([fault], [alert], { untilMs: 99_000 }).missed).toEqual([fault]);
  expect(compareAlerts([fault], [alert], { untilMs: 99_000, earlyMs: 1_000 })).toMatchObject({
    missed: [],
    unexpected: [],
  });
});
