import { expect, test } from 'vitest';
import { hourFile, pairFile, unitFile } from './deal-files.ts';

const hour = { length: 'hour' as const, day: '2026-06-09', hour: 13, dealCount: 2, averageWh: 10.126 };
const [fromMs, toMs] = [Date.UTC(2026, 5, 9, 4), Date.UTC(2026, 5, 9, 5)];

test('hours as a file: instants in UTC, and nothing for what is still to come', () => {
  const { rows } = hourFile([
    { ...hour, fromMs, toMs, amountWh: 42.5 },
    { ...hour, fromMs, toMs, amountWh: null, averageWh: null, dealCount: 0 },
  ]);
  expect(rows).toEqual([
    ['2026-06-09T04:00:00.000Z', '2026-06-09T05:00:00.000Z', 42.5, 2, 10.13],
    ['2026-06-09T04:00:00.000Z', '2026-06-09T05:00:00.000Z', null, null, null],
  ]);
});

test('units and pairs as files have as many values as headings', () => {
  const units = unitFile([{ unitId: 'E001', gaveWh: 1.006, receivedWh: 0 }]);
  const pairs = pairFile([{ dischargeUnitId: 'E001', chargeUnitId: 'E002', amountWh: 5, dealCount: 3 }]);
  expect(units.rows).toEqual([['E001', 1.01, 0]]);
  expect(pairs.rows).toEqual([['E001', 'E002', 5, 3]]);
  for (const { heading, rows } of [units, pairs]) expect(rows[0]).toHaveLength(heading.length);
});
