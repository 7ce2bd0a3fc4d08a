import { expect, test } from 'vitest';
import { energyFile } from './energy-file.ts';

test('bars as a file: the day of the home, the instant, and nothing for what is not known', () => {
  const fromMs = Date.UTC(2026, 5, 8, 15);
  const bars = [
    { fromMs, day: '2026-06-09', gaveWh: 12.3456, receivedWh: 0 },
    { fromMs: fromMs + 3_600_000, day: '2026-06-09', gaveWh: null, receivedWh: null },
  ];
  expect(energyFile(bars, ['gaveWh', 'receivedWh'])).toEqual({
    heading: ['day', 'from', 'gave_wh', 'received_wh'],
    rows: [
      ['2026-06-09', '2026-06-08T15:00:00.000Z', 12.35, 0],
      ['2026-06-09', '2026-06-08T16:00:00.000Z', null, null],
    ],
  });
});
