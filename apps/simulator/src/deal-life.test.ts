import { expect, test } from 'vitest';
import { dealState, isStorable, isWorthSaving, type SimulatedDeal } from './deal.ts';
import { dealDocument } from './deal-document.ts';
import { abortDeal, type DealSurroundings, nextMove, scramDeal } from './deal-life.ts';
import { createRandom } from './random.ts';
import { endedDeals, givingAndTaking } from './testing.ts';
import { createWorld, stepWorld } from './world.ts';

const startMs = Date.parse('2026-05-14T01:00:00Z');
const ref = { communityId: 'c', clusterId: 'k' };

/** A deal that has just been agreed. */
function created(changes: Partial<SimulatedDeal> = {}): SimulatedDeal {
  const { world } = stepWorld(createWorld({ cluster: givingAndTaking(), seed: 1, atMs: startMs }), startMs + 30_000);
  const [deal] = world.deals;
  if (!deal) throw new Error('no deal');
  return { ...deal, ...changes };
}

function around(deal: SimulatedDeal, changes: Partial<DealSurroundings> = {}): DealSurroundings {
  return { atMs: deal.dueAtMs, random: createRandom(1), grid: 'dead', targetCurrentA: 1, ...changes };
}

/** Takes every step until `state`, each when it is due. */
function liveUntil(state: ReturnType<typeof dealState>, grid: DealSurroundings['grid']): SimulatedDeal {
  let deal = created();
  while (dealState(deal) !== state) {
    if (dealState(deal) === 'started') deal = { ...deal, cumulateWh: deal.dealAmountWh + 0.1 };
    const move = nextMove(deal, around(deal, { grid }));
    if (!move || move.step === 'reset') throw new Error(`stuck in ${dealState(deal)}`);
    deal = move.deal;
  }
  return deal;
}

test.for([
  ['waits before it is due', { grid: 'dead' }, -1, null],
  [
    'is activated on a dead grid, as master that has to ramp up',
    { grid: 'dead' },
    0,
    { isMaster: true, needsRampUp: true },
  ],
  ['joins a live grid', { grid: 'live' }, 0, { isMaster: false, needsRampUp: false }],
  ['waits while another one prepares the grid', { grid: 'busy' }, 0, null],
] as const)('a created deal %s', ([, surroundings, lateMs, expected]) => {
  const deal = created();
  const move = nextMove(deal, around(deal, { ...surroundings, atMs: deal.dueAtMs + lateMs }));
  if (expected) expect(move).toMatchObject({ step: 'activated', deal: expected });
  else expect(move).toBeNull();
});

test('a running deal goes on until more than agreed has arrived', () => {
  const deal = liveUntil('started', 'dead');
  const at = (cumulateWh: number) => nextMove({ ...deal, cumulateWh }, around(deal));
  expect(at(deal.dealAmountWh)).toBeNull();
  expect(at(deal.dealAmountWh + 0.01)).toMatchObject({ step: 'stopped' });
});

test('the master flag goes when a deal is deactivated, except after an emergency stop', () => {
  expect(liveUntil('deactivated', 'dead').isMaster).toBe(false);
  expect(scramDeal(liveUntil('started', 'dead'), startMs, 'x').deal).toMatchObject({ isMaster: true });
});

test('one first deal in many is reset: it forgets its start, is still reported, and is given up after three times', () => {
  const deal = liveUntil('activated', 'dead');
  const tries = Array.from({ length: 2000 }, (_, seed) => nextMove(deal, around(deal, { random: createRandom(seed) })));
  const resets = tries.flatMap((move) => (move?.step === 'reset' ? [move.deal] : []));
  expect(resets.length).toBeGreaterThan(5);
  expect(resets.length).toBeLessThan(60);
  const [reset] = resets;
  if (!reset) throw new Error('no reset');
  expect(dealState(reset)).toBe('created');
  expect(isWorthSaving(reset) && isStorable(reset)).toBe(true);
  const document = dealDocument(reset, { ref, reportedAtMs: startMs, clockSkewMs: () => 0 });
  expect(document).not.toHaveProperty('activateDateTime');
  expect(document.reset).toEqual([
    { dateTime: expect.any(Date), reason: `${deal.requestUnitId} : (RECIPIENT_FAILURE,-1) checkpoint failed` },
  ]);
  const often = { ...deal, resets: [1, 2, 3].map((atMs) => ({ atMs, reason: 'x' })) };
  const last = Array.from({ length: 2000 }, (_, seed) =>
    nextMove(often, around(often, { random: createRandom(seed) })),
  );
  const discarded = last.find((move) => move?.step === 'discarded');
  expect(discarded?.deal.abort?.reason).toBe('deal reset limit exceeded : 3');
  expect(discarded && isStorable(discarded.deal)).toBe(false);
});

test('an abort after the start is a stop with a reason; before it there is nothing that apis-ccc could store', () => {
  const late = abortDeal(liveUntil('started', 'dead'), startMs + 900_000, 'E001 : x', createRandom(1)).deal;
  expect(late).toMatchObject({ stopAtMs: startMs + 900_000, abort: { reason: 'E001 : x' } });
  expect(isStorable(late)).toBe(true);
  const early = abortDeal(liveUntil('activated', 'dead'), startMs + 900_000, 'E001 : x', createRandom(1)).deal;
  expect(early.stopAtMs).toBeNull();
  expect(isStorable(early)).toBe(false);
});

test('a skewed clock of the receiving unit dates the deal, that of the requester the request', () => {
  const deal = liveUntil('deactivated', 'dead');
  const clockSkewMs = (unitId: string) => (unitId === 'E002' ? -60_000 : 5_000);
  const document = dealDocument(deal, { ref, reportedAtMs: startMs + 999, clockSkewMs });
  expect(deal).toMatchObject({ type: 'charge', requestUnitId: 'E002', acceptUnitId: 'E001' });
  expect(document.startDateTime).toEqual(new Date((deal.startAtMs ?? 0) - 60_000));
  expect(document.acceptDateTime).toEqual(new Date(deal.acceptAtMs + 5_000));
  expect(Number(document.reportTime)).toBe(startMs / 1000);
});

test('the amount counted is 0 at first and then of single precision', () => {
  const deal = liveUntil('started', 'dead');
  const stored = (changes: Partial<SimulatedDeal>) =>
    dealDocument({ ...deal, ...changes }, { ref, reportedAtMs: startMs, clockSkewMs: () => 0 }).cumulateAmountWh;
  expect(stored({})).toBe(0);
  const cumulateAtMs = (deal.startAtMs ?? 0) + 5_000;
  expect(stored({ cumulateAtMs, cumulateWh: 17.853333333333 })).toBe(17.853333);
});

test('most deals of an ordinary hour end as agreed', () => {
  const { events } = stepWorld(
    createWorld({ cluster: givingAndTaking(), seed: 1, atMs: startMs }),
    startMs + 3_600_000,
  );
  const ended = endedDeals(events);
  expect(ended.filter(({ abort }) => abort === null).length).toBeGreaterThan(ended.length * 0.8);
});
