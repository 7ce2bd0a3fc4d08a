import { expect, test } from 'vitest';
import { budoDeal, dealFormat, maskDeal } from './deal-shapes.ts';

const at = new Date('2020-01-01T00:00:00Z');

test('V-34: a resident sees the own unit, the partner as asterisks, and nothing that is zero', () => {
  const deal = {
    dealId: 'd',
    communityId: 'c',
    unitId: 'E002',
    type: 'charge',
    chargeUnitId: 'E002',
    dischargeUnitId: 'E001',
    requestUnitId: 'E002',
    acceptUnitId: 'E001',
    requestAmountWh: 0,
    dealAmountWh: 50,
    cumulateAmountWh: 12.5,
    isMaster: false,
    pointPerWh: 10,
    reportTime: 1,
    createDateTime: at,
  };
  expect(Object.entries(maskDeal(deal, 'E001'))).toEqual([
    ['createDateTime', at],
    ['dealId', 'd'],
    ['dischargeUnitId', 'E001'],
    ['chargeUnitId', '******'],
    ['type', 'charge'],
    ['requestUnitId', '******'],
    ['acceptUnitId', 'E001'],
    ['dealAmountWh', 50],
    ['cumulateAmountWh', 12.5],
  ]);
});

test.for([0, -0, false, '', null, undefined, [], {}])('masking drops %s', (value) => {
  expect(maskDeal({ dealAmountWh: value, chargeUnitId: value, startDateTime: value }, 'E001')).toEqual({});
});

test.for([1, true, 'x', at, [0], { a: 0 }])('masking keeps %s', (value) => {
  expect(maskDeal({ dealAmountWh: value }, 'E001')).toEqual({ dealAmountWh: value });
});

test('a partner whose id is no text is masked as well', () => {
  expect(maskDeal({ chargeUnitId: 7, dischargeUnitId: ['E001'] }, 'E001')).toEqual({
    dischargeUnitId: '******',
    chargeUnitId: '******',
  });
});

test('V-35: BUDO has eight keys, whatever is missing', () => {
  expect(Object.entries(budoDeal({ dealId: 'd', dischargeUnitId: 'E001', chargeUnitId: 'E002' }))).toEqual([
    ['id', 'd'],
    ['dischargingUnit', 'E001'],
    ['chargingUnit', 'E002'],
    ['isMasterDeal', false],
    ['request', null],
    ['requester', null],
    ['responder', null],
    ['startTime', null],
  ]);
  expect(budoDeal({ isMaster: true, createDateTime: at, startDateTime: new Date(0) })).toMatchObject({
    isMasterDeal: true,
    startTime: at,
  });
});

test.for([
  ['budo', true],
  ['BUDO', true],
  ['Budo', true],
  ['raw', false],
  ['budo ', false],
  [null, false],
] as const)('formatType %s', ([formatType, isBudo]) => {
  expect(dealFormat(formatType)({ dealId: 'd' })).toEqual(isBudo ? budoDeal({ dealId: 'd' }) : { dealId: 'd' });
});
