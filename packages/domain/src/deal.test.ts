import { expect, test } from 'vitest';
import { dealOutcome, dealPhase, dealStatus, isLiveDeal, readDeal, sharingDurationMs } from './deal.ts';

const at = (second: number) => new Date(Date.UTC(2026, 4, 14, 1, 0, second));
const minimal = { dealId: 'd', communityId: 'c', clusterId: 'k', dischargeUnitId: 'E001', chargeUnitId: 'E002' };

test('reads a deal with nothing but its units: what has not happened is null', () => {
  const result = readDeal(minimal);
  if (!result.ok) throw new Error(result.problem);
  expect(result.deal).toMatchObject({ dealId: 'd', createAt: null, cumulateAmountWh: null, isMaster: false });
  expect(result.deal.reportAt).toBeNull();
});

test('takes reportTime as seconds and odd dates as not happened', () => {
  const result = readDeal({ ...minimal, reportTime: 1_778_720_490, startDateTime: '--', stopDateTime: null });
  if (!result.ok) throw new Error(result.problem);
  expect(result.deal.reportAt).toEqual(new Date('2026-05-14T01:01:30Z'));
  expect(result.deal).toMatchObject({ startAt: null, stopAt: null });
});

test.for([
  ['dealId', { ...minimal, dealId: undefined }],
  ['chargeUnitId', { ...minimal, chargeUnitId: 7 }],
  ['document', 'x'],
] as const)('refuses a deal whose %s cannot be read', ([path, document]) => {
  expect(readDeal(document)).toMatchObject({ ok: false, problem: expect.stringMatching(path) });
});

const open = { scramAt: null, abortAt: null, deactivateAt: null };
test.for([
  ['running', open],
  ['complete', { ...open, deactivateAt: at(9) }],
  ['aborted', { ...open, abortAt: at(5), deactivateAt: at(9) }],
  ['emergencyStop', { scramAt: at(5), abortAt: at(5), deactivateAt: at(9) }],
] as const)('status %s', ([status, deal]) => {
  expect(dealStatus(deal)).toBe(status);
});

test.for([
  ['preparing', { startAt: null, stopAt: null, deactivateAt: null }],
  ['sharing', { startAt: at(1), stopAt: null, deactivateAt: null }],
  ['closing', { startAt: at(1), stopAt: at(2), deactivateAt: null }],
  ['closed', { startAt: at(1), stopAt: at(2), deactivateAt: at(3) }],
] as const)('phase %s', ([phase, deal]) => {
  expect(dealPhase(deal)).toBe(phase);
});

test.for([
  ['reported 299 s ago', 299, null, true],
  ['reported 300 s ago, the limit', 300, null, false],
  ['deactivated', 1, at(0), false],
] as const)('live: %s', ([, ageS, deactivateAt, isLive]) => {
  const now = new Date(Date.UTC(2026, 4, 14, 2, 0, 0, 700));
  const reportAt = new Date(Date.UTC(2026, 4, 14, 2, 0, 0) - ageS * 1000);
  expect(isLiveDeal({ deactivateAt, reportAt }, now)).toBe(isLive);
});

test('a deal that was never reported is not live', () => {
  expect(isLiveDeal({ deactivateAt: null, reportAt: null }, at(0))).toBe(false);
});

test.for([
  ['running', { ...open, reportAt: at(0) }],
  ['endUnknown', { ...open, reportAt: new Date(at(0).getTime() - 300_000) }],
  ['endUnknown', { ...open, reportAt: null }],
  ['complete', { ...open, deactivateAt: at(0), reportAt: null }],
  ['aborted', { ...open, abortAt: at(0), reportAt: at(0) }],
] as const)('outcome %s', ([outcome, deal]) => {
  expect(dealOutcome(deal, at(0))).toBe(outcome);
});

test('a duration needs both ends, in order', () => {
  expect(sharingDurationMs({ startAt: at(1), stopAt: at(4) })).toBe(3_000);
  expect(sharingDurationMs({ startAt: at(4), stopAt: at(1) })).toBeNull();
  expect(sharingDurationMs({ startAt: at(4), stopAt: null })).toBeNull();
});
