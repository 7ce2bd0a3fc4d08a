import { expect, test } from 'vitest';
import { batteryCapacityWh } from './battery.ts';

test.for([
  ['reports are whole Wh and a rounded percentage', { rsocPercent: 86.4, remainingWh: 4147 }, 4800],
  ['full', { rsocPercent: 100, remainingWh: 4800 }, 4800],
  ['small batteries are not nothing', { rsocPercent: 50, remainingWh: 1 }, 10],
  ['nearly empty: the error would be too large', { rsocPercent: 4.9, remainingWh: 235 }, null],
  ['no charge reported', { rsocPercent: null, remainingWh: 235 }, null],
  ['no energy reported', { rsocPercent: 50, remainingWh: null }, null],
  ['a report that says nothing is left at half charge', { rsocPercent: 50, remainingWh: 0 }, null],
] as const)('%s', ([, report, capacityWh]) => {
  expect(batteryCapacityWh(report)).toBe(capacityWh);
});
