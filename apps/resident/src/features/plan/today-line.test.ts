import { expect, test } from 'vitest';
import { presentLevel, todayRuns } from './today-line.ts';

const nowMs = Date.parse('2026-06-09T05:32:00Z'); // 14:32 in Tokyo
const today = { nowMs, timeZone: 'Asia/Tokyo', capacityWh: 4_800 };
const at = (time: string, value: number | null) => ({ atMs: Date.parse(`2026-06-${time}:00Z`), value });

test('the line begins at local midnight and breaks at gaps', () => {
  const points = [at('08T14:59', 40), at('08T15:00', 50), at('08T15:05', 51), at('08T15:06', null), at('09T05:30', 75)];
  expect(todayRuns(points, today)).toEqual([
    [
      { secondOfDay: 0, levelWh: 2_400 },
      { secondOfDay: 300, levelWh: 2_448 },
    ],
    [{ secondOfDay: 14.5 * 3_600, levelWh: 3_600 }],
  ]);
});

test('the present level is the last one heard, unless it is old', () => {
  expect(presentLevel([at('09T05:20', 75), at('09T05:21', null)], today)).toEqual({
    secondOfDay: 14 * 3_600 + 32 * 60,
    levelWh: 3_600,
  });
  expect(presentLevel([at('09T05:16', 75)], today)).toBeNull();
  expect(presentLevel([], today)).toBeNull();
});
