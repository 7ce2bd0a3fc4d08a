import { expect, test } from 'vitest';
import { readDeal } from './deal.ts';
import { sharingSpan } from './sharing-span.ts';

const now = new Date('2026-06-09T12:00:00Z');
const at = (minute: number) => new Date(now.getTime() + minute * 60_000);
const ms = (minute: number) => at(minute).getTime();

function deal(parts: object) {
  const read = readDeal({
    dealId: 'd',
    communityId: 'c',
    clusterId: 'k',
    dischargeUnitId: 'E001',
    chargeUnitId: 'E002',
    cumulateAmountWh: 50,
    startDateTime: at(-40),
    stopDateTime: at(-30),
    deactivateDateTime: at(-29),
    ...parts,
  });
  if (!read.ok) throw new Error(read.problem);
  return read.deal;
}
const open = { stopDateTime: undefined, deactivateDateTime: undefined };
const reported = (minute: number) => ({ reportTime: ms(minute) / 1_000 });

test.for<[string, object, { from: number; to: number; powerW: number } | null]>([
  ['a finished one: from start to stop', {}, { from: -40, to: -30, powerW: 300 }],
  [
    'one that runs: until now, by what was counted until its last count',
    { ...open, cumulateDateTime: at(-20), ...reported(-1) },
    { from: -40, to: 0, powerW: 150 },
  ],
  ['one that runs and never told when it counted', { ...open, ...reported(-1) }, { from: -40, to: 0, powerW: 75 }],
  [
    'one that was never told to end: until its last count',
    { ...open, cumulateDateTime: at(-20), ...reported(-19) },
    { from: -40, to: -20, powerW: 150 },
  ],
  ['one that nothing is known of since its start', { ...open, ...reported(-39) }, null],
  ['one that never started', { startDateTime: '--', stopDateTime: '--' }, null],
  ['one that moved nothing', { cumulateAmountWh: 0 }, null],
  ['one whose measured power was negative', { cumulateAmountWh: -3 }, null],
  ['one whose clock went back', { stopDateTime: at(-41) }, null],
])('%s', ([, parts, expected]) => {
  const span = sharingSpan(deal(parts), 'E001', now);
  expect(span && { from: span.fromMs, to: span.toMs, powerW: span.powerW }).toEqual(
    expected && { from: ms(expected.from), to: ms(expected.to), powerW: expected.powerW },
  );
});

test('either side knows the other', () => {
  expect(sharingSpan(deal({}), 'E001', now)).toMatchObject({ direction: 'gave', otherUnitId: 'E002' });
  expect(sharingSpan(deal({}), 'E002', now)).toMatchObject({ direction: 'received', otherUnitId: 'E001' });
});
