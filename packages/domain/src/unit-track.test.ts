import { expect, test } from 'vitest';
import { readUnitData } from './unit-data.ts';
import { trackDeadlines, trackReport, type UnitTrack } from './unit-track.ts';

const t0 = Date.UTC(2026, 5, 9, 5);

function report(stampedS: number, receivedS: number, deviceS: number | null = stampedS) {
  const time = deviceS === null ? undefined : new Date(t0 + deviceS * 1000);
  const oesunit = { communityId: 'c', clusterId: 'k', id: 'E001' };
  const result = readUnitData({ oesunit, datasetId: t0 + stampedS * 1000, time });
  if (!result.ok) throw new Error(result.problem);
  return { sample: result.sample, receivedAtMs: t0 + receivedS * 1000 };
}

function takenS(...reports: ReturnType<typeof report>[]): number {
  const track = reports.reduce<UnitTrack | null>((known, one) => trackReport(known, one), null);
  return ((track?.takenAtMs ?? 0) - t0) / 1000;
}

test.for([
  ['an exact clock: the stamp counts', [report(0, 0.2)], 0],
  ['a report 40 s late: its stamp counts, not its arrival', [report(0, 0), report(30, 70)], 30],
  ['a clock 60 s behind: the value counts as older, never as younger', [report(-60, 0)], -60],
  ['a clock 60 s ahead: the arrival counts', [report(60, 0)], 0],
  ['a clock 60 s ahead and a report 40 s late', [report(60, 0), report(90, 70)], 30],
  ['a repeated report changes nothing', [report(0, 0), report(0, 20)], 0],
  ['an older report changes nothing', [report(30, 30), report(0, 40)], 30],
  [
    'a dead driver: cached values keep the age of the first',
    [report(0, 0, 0), report(30, 30, 0), report(60, 60, 0)],
    0,
  ],
  ['a driver that came back', [report(0, 0, 0), report(30, 30, 0), report(60, 60, 60)], 60],
  ['a unit without a clock of its own', [report(0, 0, null), report(30, 30, null)], 30],
  ['a simulated clock that runs ten times as fast', [report(0, 0, 0), report(30, 30, 300)], 30],
] as const)('%s', ([, reports, expected]) => {
  expect(takenS(...reports)).toBe(expected);
});

test('forgets the lead of a clock that was put right after five minutes', () => {
  const before = [report(60, 0), report(90, 30)];
  expect(takenS(...before, report(150, 150))).toBe(90);
  expect(takenS(...before, report(331, 331))).toBe(331);
});

test('judges by the period of the unit itself', () => {
  const track = [0, 5, 10, 15].reduce<UnitTrack | null>((known, s) => trackReport(known, report(s, s)), null);
  if (!track) throw new Error('no track');
  expect(trackDeadlines(track).lateAtMs).toBe(t0 + 15_000 + 12_500);
});
