import { expect, test } from 'vitest';
import { readDeal } from './deal.ts';
import { dealFigure } from './deal-day.ts';
import { averageOtherHome, averageSharing, sharedDeal, sharedDealDetail, sumHomeDeals } from './home-sharing.ts';

const now = new Date('2026-06-09T05:32:00Z');
const at = (minute: number) => new Date(now.getTime() + minute * 60_000);

function deal(parts: object = {}) {
  const read = readDeal({
    dealId: 'd',
    communityId: 'c',
    clusterId: 'k',
    dischargeUnitId: 'E001',
    chargeUnitId: 'E002',
    requestUnitId: 'E002',
    acceptUnitId: 'E001',
    dealAmountWh: 50,
    cumulateAmountWh: 51,
    requestDateTime: at(-31),
    acceptDateTime: at(-31),
    createDateTime: at(-30),
    activateDateTime: at(-29),
    startDateTime: at(-28),
    stopDateTime: at(-19),
    deactivateDateTime: at(-18),
    ...parts,
  });
  if (!read.ok) throw new Error(read.problem);
  return read.deal;
}

test('what a home gave and received, by slot', async () => {
  const figure = (parts: object) => {
    const made = dealFigure(deal(parts), now);
    return made ? [made] : [];
  };
  async function* deals() {
    yield [...figure({}), ...figure({ dischargeUnitId: 'E002', chargeUnitId: 'E001', cumulateAmountWh: 20 })];
    yield figure({ createDateTime: at(-90), cumulateAmountWh: null });
    yield figure({ createDateTime: at(-900) });
    yield figure({ createDateTime: '--' });
  }
  const slots = [-120, -60].map((from) => ({ fromMs: at(from).getTime(), toMs: at(from + 60).getTime() }));
  expect(await sumHomeDeals(deals(), 'E001', slots)).toEqual({
    slots: [
      { gaveWh: 0, receivedWh: 0 },
      { gaveWh: 51, receivedWh: 20 },
    ],
    totals: { gaveWh: 51, receivedWh: 20, dealCount: 3 },
  });
});

const hours = (amountWh: number) => Array.from({ length: 24 }, () => amountWh);
const everybody = { gaveWh: hours(600), receivedWh: hours(1_200) };
const own = { gaveWh: hours(100), receivedWh: hours(199) };

test.for([
  ['four others are too few', 4, 2, null],
  ['no day to take it over', 9, null, null],
  ['five others make an average, in whole Wh', 5, 2, { gaveWh: hours(50), receivedWh: hours(100) }],
] as const)('%s', ([, otherHomes, days, expected]) => {
  expect(averageOtherHome(everybody, own, { otherHomes, days })).toEqual(expected);
});

test('an average day of the own home', () => {
  expect(averageSharing({ gaveWh: [30, 0], receivedWh: [0, 3] }, 3)).toEqual({ gaveWh: [10, 0], receivedWh: [0, 1] });
});

test('a deal tells its direction and nothing of the other home', () => {
  expect(sharedDeal(deal(), 'E001', now)).toMatchObject({
    direction: 'gave',
    durationMs: 9 * 60_000,
    outcome: 'complete',
  });
  const detail = sharedDealDetail(deal(), 'E002', now);
  expect(detail).toMatchObject({ direction: 'received', askedBy: 'ownHome', meanPowerW: 340 });
  expect(detail.steps.map(({ kind }) => kind)).toEqual(['asked', 'accepted', 'started', 'stopped', 'closed']);
  expect(JSON.stringify(detail)).not.toContain('E001');
});

test.for([
  ['E001 : dischargeUnitLowerLimitRsoc', 'ownBatteryLow'],
  ['E001 : chargeUnitUpperLimitRsoc', 'ownBatteryFull'],
  ['E002 : chargeUnitUpperLimitRsoc', null],
  ['["(USER:LOCAL:WARN:E002) shutting down"]', null],
  [null, null],
] as const)('aborted because of %j: %s', ([abortReason, ownReason]) => {
  const aborted = deal({ abortDateTime: at(-19), abortReason });
  expect(sharedDeal(aborted, 'E001', now)).toMatchObject({ outcome: 'aborted', ownReason });
});

test('a deal that was never started has neither duration nor power', () => {
  const detail = sharedDealDetail(
    deal({ startDateTime: null, stopDateTime: null, cumulateAmountWh: null }),
    'E001',
    now,
  );
  expect(detail).toMatchObject({ durationMs: null, meanPowerW: null, movedWh: null, askedBy: 'neighbour' });
});
