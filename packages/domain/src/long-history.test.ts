import { expect, test } from 'vitest';
import { type HistoryDays, historySlots } from './long-history.ts';

const cut = (days: HistoryDays, now: string, timeZone: string) => historySlots(days, { now: new Date(now), timeZone });
const iso = (ms: number | undefined) => new Date(ms ?? Number.NaN).toISOString();

test.for<[HistoryDays, string, string, number, number, string]>([
  // Six whole days and 14 h 32 min of today.
  [7, '2026-06-09T05:32:00Z', 'Asia/Tokyo', 6 * 24 + 15, 6 * 24 + 15, '2026-06-02T15:00:00.000Z'],
  [30, '2026-06-09T05:32:00Z', 'Asia/Tokyo', 30, 29 * 8 + 5, '2026-05-10T15:00:00.000Z'],
  // A day of 23 hours is among them, and one of 25.
  [7, '2026-03-30T22:00:00Z', 'Europe/Berlin', 6 * 24 - 1, 6 * 24 - 1, '2026-03-24T23:00:00.000Z'],
  [30, '2026-11-01T12:00:00Z', 'Europe/Berlin', 30, 28 * 8 + 9 + 5, '2026-10-02T22:00:00.000Z'],
])('%i days up to %s in %s', ([days, now, timeZone, energyCount, batteryCount, from]) => {
  const { energy, battery } = cut(days, now, timeZone);
  expect([energy.length, battery.length]).toEqual([energyCount, batteryCount]);
  for (const slots of [energy, battery]) {
    expect(iso(slots[0]?.fromMs)).toBe(from);
    expect(iso(slots.at(-1)?.toMs)).toBe(iso(Date.parse(now)));
    // Without gap or overlap.
    expect(slots.slice(1).map(({ fromMs }) => fromMs)).toEqual(slots.slice(0, -1).map(({ toMs }) => toMs));
  }
});
