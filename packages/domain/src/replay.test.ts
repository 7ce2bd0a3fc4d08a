import { expect, test } from 'vitest';
import { type Deal, readDeal } from './deal.ts';
import { applyLiveMessage, type LiveView } from './live.ts';
import { coverageStretches, dealAsOf, powerWhereStored, replayMessages, sharedPowerW } from './replay.ts';
import { readUnitData, type UnitSample } from './unit-data.ts';

const t0 = Date.UTC(2026, 5, 9, 5);
const atS = (seconds: number) => t0 + seconds * 1_000;

function sample(unitId: string, seconds: number, rsoc: number): UnitSample {
  const oesunit = { communityId: 'c', clusterId: 'k', id: unitId };
  const result = readUnitData({ oesunit, datasetId: atS(seconds), time: new Date(atS(seconds)), battery: { rsoc } });
  if (!result.ok) throw new Error(result.problem);
  return result.sample;
}

function deal(seconds: { made: number; started?: number; stopped?: number; closed?: number; reported?: number }): Deal {
  const date = (second: number | undefined) => (second === undefined ? undefined : new Date(atS(second)));
  const result = readDeal({
    dealId: 'd',
    communityId: 'c',
    clusterId: 'k',
    dischargeUnitId: 'A',
    chargeUnitId: 'B',
    createDateTime: date(seconds.made),
    startDateTime: date(seconds.started),
    stopDateTime: date(seconds.stopped),
    deactivateDateTime: date(seconds.closed),
    cumulateAmountWh: 60,
    dealAmountWh: 100,
    reportTime: Math.floor(atS(seconds.reported ?? seconds.closed ?? 0) / 1_000),
  });
  if (!result.ok) throw new Error(result.problem);
  return result.deal;
}

const whole = deal({ made: 10, started: 20, stopped: 80, closed: 90 });

test.for([
  [9, null],
  [10, { startAt: null, cumulateAmountWh: null }],
  [20, { cumulateAmountWh: 0, stopAt: null }],
  [50, { cumulateAmountWh: 30, deactivateAt: null, reportAt: new Date(atS(50)) }],
  [80, { cumulateAmountWh: 60, stopAt: new Date(atS(80)), deactivateAt: null }],
  [90, { cumulateAmountWh: 60, deactivateAt: new Date(atS(90)) }],
] as const)('after %d s the deal is as it was then', ([seconds, expected]) => {
  const asOf = dealAsOf(whole, atS(seconds));
  if (expected === null) expect(asOf).toBeNull();
  else expect(asOf).toMatchObject(expected);
});

const recorded = {
  registered: [
    { unitId: 'A', name: 'House A' },
    { unitId: 'B', name: 'House B' },
  ],
  samples: [sample('A', -30, 50), sample('A', 0, 51), sample('A', 30, 52), sample('B', 31, 70), sample('A', 60, 53)],
  deals: [whole],
};

/** What is seen after each message, by the second of its clock. */
function seen(step: { fromMs: number; toMs: number; stepMs: number }): Map<number, LiveView> {
  const views = new Map<number, LiveView>();
  let view: LiveView | null = null;
  for (const message of replayMessages(recorded, step)) {
    view = applyLiveMessage(view, message);
    if (view) views.set((message.serverNowMs - t0) / 1_000, view);
  }
  return views;
}

test('a replay begins with what was known then, and each step shows what had been reported by then', () => {
  const views = seen({ fromMs: atS(0), toMs: atS(100), stepMs: 10_000 });
  const levels = (second: number) =>
    ['A', 'B'].map((unitId) => views.get(second)?.units.get(unitId)?.values.rsocPercent ?? null);
  expect(levels(0)).toEqual([51, null]);
  expect(views.get(0)?.units.get('B')?.freshness).toBe('never');
  expect(levels(30)).toEqual([52, null]);
  expect(levels(40)).toEqual([52, 70]);
  expect(views.get(0)?.deals.size).toBe(0);
  expect(views.get(50)?.deals.get('d')).toMatchObject({ phase: 'sharing', movedWh: 30, fromUnitId: 'A' });
  expect(views.get(90)?.deals.size).toBe(0);
});

test('steps without a change have no message', () => {
  expect([...seen({ fromMs: atS(0), toMs: atS(20), stepMs: 5_000 }).keys()]).toEqual([0, 10, 15]);
});

test('a unit that fell silent in the past is shown so in its replay', () => {
  const views = seen({ fromMs: atS(60), toMs: atS(800), stepMs: 60_000 });
  expect(views.get(60)?.units.get('A')?.freshness).toBe('fresh');
  expect([...views.values()].at(-1)?.units.get('A')?.freshness).toBe('silent');
});

test('an orphan is live until 300 s after its last report', () => {
  const orphan = deal({ made: 0, started: 0, reported: 100 });
  expect(dealAsOf(orphan, atS(90))?.reportAt).toEqual(new Date(atS(90)));
  expect(dealAsOf(orphan, atS(200))?.reportAt).toEqual(new Date(atS(100)));
});

test('shared power is the energy of each slot over its length, and loses nothing', () => {
  // 60 Wh in the 60 s from 20 to 80: 3.6 kW.
  expect(sharedPowerW([whole], { fromMs: atS(0), toMs: atS(100), slots: 10 })).toEqual([
    0, 0, 3600, 3600, 3600, 3600, 3600, 3600, 0, 0,
  ]);
  const coarse = sharedPowerW([whole, whole], { fromMs: atS(0), toMs: atS(90), slots: 2 });
  expect(coarse.reduce((sum, powerW) => sum + (powerW * 45) / 3_600, 0)).toBeCloseTo(120);
  expect(sharedPowerW([whole], { fromMs: atS(50), toMs: atS(60), slots: 1 })).toEqual([3600]);
});

test('stretches cover their span, and are long enough for a report', () => {
  const minutes = (count: number) => count * 60_000;
  expect(coverageStretches({ fromMs: 0, toMs: minutes(60), slots: 4 })).toEqual(
    [0, 15, 30, 45].map((at) => ({ fromMs: minutes(at), toMs: minutes(at + 15) })),
  );
  expect(coverageStretches({ fromMs: 0, toMs: minutes(20), slots: 100 })).toEqual(
    [0, 10].map((at) => ({ fromMs: minutes(at), toMs: minutes(at + 10) })),
  );
});

test('power is told where something was stored; elsewhere it is not zero but unknown', () => {
  expect(powerWhereStored([0, 1.6, 2, 3], [true, false])).toEqual([0, 2, null, null]);
  expect(powerWhereStored([5, 6, 7], [false, true, true])).toEqual([null, 6, 7]);
});
