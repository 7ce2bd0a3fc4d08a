import { expect, test } from 'vitest';
import { runBattery } from './battery.ts';

const battery = {
  capacityWh: 1000,
  chargeEfficiency: 0.9,
  dischargeEfficiency: 0.8,
  maxChargeW: 500,
  maxDischargeW: 400,
};

test.for([
  ['charges, less the loss', 500, 100, 1, { storedWh: 590, terminalWh: 100, lossWh: 10, refusedWh: 0 }],
  ['charges no faster than it can', 0, 800, 1, { storedWh: 450, terminalWh: 500, lossWh: 50, refusedWh: 300 }],
  ['stops when full', 991, 100, 1, { storedWh: 1000, terminalWh: 10, lossWh: 1, refusedWh: 90 }],
  ['takes nothing when full', 1000, 100, 1, { storedWh: 1000, terminalWh: 0, lossWh: 0, refusedWh: 100 }],
  ['delivers, and loses more', 500, -80, 1, { storedWh: 400, terminalWh: -80, lossWh: 20, refusedWh: 0 }],
  ['delivers no more than it can', 1000, -500, 1, { storedWh: 500, terminalWh: -400, lossWh: 100, refusedWh: -100 }],
  ['stops when empty', 50, -80, 1, { storedWh: 0, terminalWh: -40, lossWh: 10, refusedWh: -40 }],
  ['rests', 500, 0, 1, { storedWh: 500, terminalWh: 0, lossWh: 0, refusedWh: 0 }],
] as const)('a battery %s', ([, storedWh, powerW, hours, expected]) => {
  const flow = runBattery(battery, storedWh, powerW, hours);
  for (const [name, value] of Object.entries(expected)) {
    expect(flow[name as keyof typeof expected], name).toBeCloseTo(value, 9);
  }
});
