import { expect, test } from 'vitest';
import { readUnitDetails } from './unit-details.ts';

const nothing = { batteryV: null, batteryA: null, loadV: null, acGridV: null, version: null };

test.for([
  [
    'what it reports',
    {
      emu: { ups_output_voltage: 102.8, ups_input_voltage: 101 },
      dcdc: { meter: { vb: 51.2, ib: -3.4 } },
      apis: { version: '3.0.0' },
    },
    { batteryV: 51.2, batteryA: -3.4, loadV: 102.8, acGridV: 101, version: '3.0.0' },
  ],
  ['zero is not missing', { emu: { ups_input_voltage: 0 } }, { ...nothing, acGridV: 0 }],
  ['odd types', { emu: 'none', dcdc: { meter: { vb: '51.2', ib: 1 } }, apis: null }, { ...nothing, batteryA: 1 }],
  ['no document', null, nothing],
] as const)('details of a unit: %s', ([, document, expected]) => {
  expect(readUnitDetails(document)).toEqual(expected);
});
