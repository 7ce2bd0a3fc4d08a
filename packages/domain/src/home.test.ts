import { expect, test } from 'vitest';
import { readDeal } from './deal.ts';
import { homeView } from './home.ts';
import { emptyLiveCluster, withDeals, withReports } from './live-cluster.ts';
import { readUnitData } from './unit-data.ts';

const now = new Date('2026-06-09T05:32:00Z');

function deal(dealId: string, dischargeUnitId: string, chargeUnitId: string, extra: object = {}) {
  const result = readDeal({
    dealId,
    communityId: 'c',
    clusterId: 'k',
    dischargeUnitId,
    chargeUnitId,
    createDateTime: new Date(now.getTime() - 60_000),
    startDateTime: new Date(now.getTime() - 50_000),
    dealGridCurrentA: 1,
    dealAmountWh: 50,
    cumulateAmountWh: 12,
    reportTime: now.getTime() / 1000 - 5,
    ...extra,
  });
  if (!result.ok) throw new Error(result.problem);
  return result.deal;
}

function report(unitId: string, parts: object) {
  const oesunit = { communityId: 'c', clusterId: 'k', id: unitId };
  const result = readUnitData({ oesunit, datasetId: now.getTime() - 2_000, ...parts });
  if (!result.ok) throw new Error(result.problem);
  return { sample: result.sample, receivedAtMs: now.getTime() - 1_900 };
}

const own = report('E007', { battery: { rsoc: 86 }, dcdc: { meter: { wg: -700 } } });
const clusterWith = (reports: ReturnType<typeof report>[], deals: ReturnType<typeof deal>[]) =>
  withDeals(withReports(emptyLiveCluster, [own, ...reports]), deals, now);

test('names no other home, whatever the deals and reports of others say', () => {
  const others = [report('E010', { battery: { rsoc: 34 } }), report('E014', { dcdc: { meter: { wg: 350 } } })];
  const view = homeView(clusterWith(others, [deal('d1', 'E007', 'E014'), deal('d2', 'E010', 'E014')]), 'E007', now);
  expect(view.deals).toHaveLength(1);
  expect(JSON.stringify(view)).not.toMatch(/E010|E014/);
});

test('is the same whatever the partners report', () => {
  const deals = [deal('d1', 'E007', 'E014'), deal('d2', 'E007', 'E010')];
  const quiet = homeView(clusterWith([], deals), 'E007', now);
  const lively = homeView(
    clusterWith([report('E014', { dcdc: { meter: { wg: 9 }, status: { status: '0x0041' } } })], deals),
    'E007',
    now,
  );
  expect(lively).toEqual(quiet);
});

test('shares what the own converter measures among the own deals by their agreed current', () => {
  const deals = [deal('d1', 'E007', 'E014'), deal('d2', 'E007', 'E010', { dealGridCurrentA: 3 })];
  const view = homeView(clusterWith([], deals), 'E007', now);
  expect(view.deals.map((one) => [one.direction, one.powerW])).toEqual([
    ['giving', 175],
    ['giving', 525],
  ]);
});

test('a deal being prepared moves nothing yet, a finished or orphaned one is not shown', () => {
  const view = homeView(
    clusterWith(
      [],
      [
        deal('d1', 'E014', 'E007', { startDateTime: null }),
        deal('d2', 'E014', 'E007', { deactivateDateTime: now }),
        deal('d3', 'E014', 'E007', { reportTime: now.getTime() / 1000 - 300 }),
      ],
    ),
    'E007',
    now,
  );
  expect(view.deals).toMatchObject([{ direction: 'receiving', phase: 'preparing', powerW: 0 }]);
});

test('a home that never reported says so', () => {
  expect(homeView(emptyLiveCluster, 'E007', now)).toMatchObject({
    freshness: 'never',
    takenAtMs: null,
    rsocPercent: null,
  });
});
