import { expect, test } from 'vitest';
import { type DealPartner, dealPower } from './deal-power.ts';

const at = new Date(0);
const deal = (dischargeUnitId: string, chargeUnitId: string, dealGridCurrentA: number | null = 1) => {
  return { dischargeUnitId, chargeUnitId, dealGridCurrentA, startAt: at, stopAt: null, deactivateAt: null };
};
const reference: DealPartner = { converter: 'voltageReference', dcGridW: 349, dcGridV: 350 };
const giving = (dcGridW: number): DealPartner => ({ converter: 'discharge', dcGridW, dcGridV: 350 });
const receiving = (dcGridW: number): DealPartner => ({ converter: 'charge', dcGridW, dcGridV: 350 });
const unmeasured: DealPartner = { converter: 'discharge', dcGridW: null, dcGridV: 351 };

const one = deal('A', 'B');
test.for([
  ['the giver is current-controlled', one, [one], { A: giving(-352), B: reference }, 352, false],
  ['the giver holds the voltage', one, [one], { A: reference, B: receiving(348) }, 348, false],
  ['the giver runs two deals', one, [one, deal('A', 'C', 3)], { A: giving(-1400), B: reference }, 350, false],
  [
    'a deal still being prepared takes no share',
    one,
    [one, { ...deal('A', 'C'), startAt: null }],
    { A: giving(-352) },
    352,
    false,
  ],
  [
    'agreed currents are unknown',
    deal('A', 'B', null),
    [deal('A', 'B', null), deal('A', 'C', null)],
    { A: giving(-700) },
    350,
    false,
  ],
  ['nothing is measured', one, [one], { A: unmeasured, B: reference }, 351, true],
  ['the giver is not fresh', one, [one], { B: reference }, 350, true],
  ['neither is fresh', one, [one], {}, null, true],
  ['neither measurement nor current', deal('A', 'B', null), [], { A: unmeasured }, null, true],
] as const)('%s', ([, measured, running, partners, powerW, isEstimated]) => {
  const partner = (unitId: string) => (partners as Record<string, DealPartner>)[unitId];
  expect(dealPower(measured, running, partner)).toEqual({ powerW, isEstimated });
});

test.for([
  ['prepared', { ...one, startAt: null }],
  ['closing', { ...one, stopAt: at }],
] as const)('a deal being %s moves nothing', ([, idle]) => {
  expect(dealPower(idle, [idle], () => giving(-350))).toEqual({ powerW: 0, isEstimated: false });
});
