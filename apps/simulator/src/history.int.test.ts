import { afterAll, beforeAll, expect, test } from 'vitest';
import { rsocPercent } from './battery.ts';
import type { SimulatedCluster } from './cluster.ts';
import { isWorthSaving } from './deal.ts';
import { fillHistory, resumeWorlds } from './history.ts';
import { dealsOf, logsOf, unitDataOf } from './store.ts';
import { givingAndTaking, homeOf } from './testing.ts';
import { startLive, startTestStore } from './testing-live.ts';
import { stepWorld, type World } from './world.ts';

let store: Awaited<ReturnType<typeof startTestStore>>;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.close());

const nowMs = Date.parse('2026-05-14T03:00:30Z');
const hourMs = 3_600_000;
const periodMs = 120_000;

/** A home with much sun and one without: by day there is always a deal. */
function placed(communityId: string): SimulatedCluster {
  const pair = givingAndTaking();
  const panels = { peakW: 6000, tilt: 20, azimuth: 180 };
  const homes = pair.homes.map((home, index) => (index === 0 ? { ...home, panels, dailyWh: 1000 } : home));
  return { ...pair, homes, ref: { communityId, clusterId: 'k' } };
}

const fill = (cluster: SimulatedCluster, atMs: number, days = 0.25) =>
  fillHistory({ db: store.db, clusters: [cluster], seed: 1, nowMs: atMs, days, reportPeriodMs: periodMs });

const timesOf = async (communityId: string, unitId = 'E001') =>
  (await unitDataOf(store.db).find({ 'oesunit.communityId': communityId, 'oesunit.id': unitId }).toArray())
    .map(({ datasetId }) => Number(datasetId))
    .sort((a, b) => a - b);

test('fills six hours up to now, without a hole and with deals by day', async () => {
  const { worlds, unitDataCount, dealCount, logCount } = await fill(placed('fresh'), nowMs);
  const times = await timesOf('fresh');
  expect(times).toHaveLength(180);
  expect(unitDataCount).toBe(360);
  expect((times[0] ?? 0) - (nowMs - 6 * hourMs)).toBeLessThanOrEqual(periodMs);
  expect(nowMs - (times.at(-1) ?? 0)).toBeLessThan(periodMs);
  for (const [index, time] of times.slice(1).entries())
    expect(Math.abs(time - (times[index] ?? 0) - periodMs)).toBeLessThan(1_000);
  expect(dealCount).toBeGreaterThan(10);
  expect(await dealsOf(store.db).countDocuments({ communityId: 'fresh' })).toBe(dealCount);
  expect(await dealsOf(store.db).distinct('dealId', { communityId: 'fresh' })).toHaveLength(dealCount);
  expect(await logsOf(store.db).countDocuments({ communityId: 'fresh' })).toBe(logCount);
  expect(worlds[0]?.atMs).toBe(nowMs - 30_000);
});

test('leaves the signs of life that monitors look for in the last ten minutes', async () => {
  await fill(placed('alive'), nowMs);
  const recent = (message: RegExp) =>
    logsOf(store.db).countDocuments({
      communityId: 'alive',
      message,
      datetime: { $gt: new Date(nowMs - 150_000), $lte: new Date(nowMs) },
    });
  for (const message of [/^uri : /, /^gridMasterUnitId : /, /^reporting unit data/])
    expect(await recent(message)).toBeGreaterThan(0);
  const oldest = await logsOf(store.db).findOne({ communityId: 'alive', loglevel: 'INFO' }, { sort: { datetime: 1 } });
  expect(oldest?.datetime.getTime()).toBeGreaterThan(nowMs - 601_000);
});

test('does nothing where the last report is a moment old', async () => {
  const cluster = placed('again');
  await fill(cluster, nowMs);
  const before = await timesOf('again');
  const second = await fill(cluster, nowMs + 60_000);
  expect(second).toMatchObject({ unitDataCount: 0, dealCount: 0, logCount: 0 });
  expect(await timesOf('again')).toEqual(before);
});

test('fills the gap when it is started again the next hour, and finishes the deals that were in progress', async () => {
  const cluster = placed('gap');
  await fill(cluster, nowMs);
  const open = await dealsOf(store.db)
    .find({ communityId: 'gap', deactivateDateTime: { $exists: false } })
    .toArray();
  expect(open.length).toBeGreaterThan(0);
  const { unitDataCount } = await fill(cluster, nowMs + hourMs);
  expect(unitDataCount).toBe(60);
  const times = await timesOf('gap');
  for (const [index, time] of times.slice(1).entries())
    expect(Math.abs(time - (times[index] ?? 0) - periodMs)).toBeLessThan(1_000);
  for (const { dealId, _id, createDateTime } of open) {
    const [finished, ...others] = await dealsOf(store.db).find({ dealId }).toArray();
    expect(others).toHaveLength(0);
    expect(finished).toMatchObject({ _id, createDateTime });
    expect(finished?.deactivateDateTime).toBeInstanceOf(Date);
  }
});

test('a gap longer than the history begins anew, as far back as it goes', async () => {
  const cluster = placed('long_gap');
  await fill(cluster, nowMs);
  await fill(cluster, nowMs + 48 * hourMs);
  const times = await timesOf('long_gap');
  const later = times.filter((time) => time > nowMs);
  expect(later).toHaveLength(180);
  expect(later[0]).toBeGreaterThan(nowMs + 42 * hourMs - 1);
});

const levels = (world: World | undefined, cluster: SimulatedCluster) =>
  cluster.homes.map(({ unitId, battery }) => (world ? rsocPercent(battery, homeOf(world, unitId).storedWh) : 0));

test('life goes on from what was written last, without a jump', async () => {
  const cluster = placed('resumed');
  const { worlds } = await fill(cluster, nowMs);
  const [written] = worlds;
  const [resumed] = await resumeWorlds({ db: store.db, clusters: [cluster], seed: 1, nowMs });
  expect(Math.abs((resumed?.atMs ?? 0) - (written?.atMs ?? 0))).toBeLessThan(1_000);
  for (const [index, level] of levels(resumed, cluster).entries()) {
    expect(level).toBeCloseTo(levels(written, cluster)[index] ?? 0, 1);
  }
  expect(resumed?.gridMasterId).toBe(written?.gridMasterId);
  const reported = written?.deals.filter(isWorthSaving).map(({ dealId }) => dealId);
  expect(resumed?.deals.map(({ dealId }) => dealId)).toEqual(reported);
  expect(reported?.length).toBeGreaterThan(0);
  const later = resumed && stepWorld(resumed, nowMs + hourMs);
  expect(
    later?.events.some((event) => event.type === 'deal' && event.step === 'deactivated' && !event.deal.abort),
  ).toBe(true);
});

test('no deal is lost where the past goes over into the present', async () => {
  const cluster = placed('seam');
  const { worlds } = await fill(cluster, nowMs);
  const [world] = worlds;
  const open = await dealsOf(store.db)
    .find({ communityId: 'seam', deactivateDateTime: { $exists: false } })
    .toArray();
  expect(open.length).toBeGreaterThan(0);
  const { pass } = startLive(store.db, cluster, { ...(world && { world }), atMs: nowMs + 90_000 });
  await pass(1_500);
  for (const { dealId } of open) {
    const [deal, ...others] = await dealsOf(store.db).find({ dealId }).toArray();
    expect(deal?.deactivateDateTime).toBeInstanceOf(Date);
    expect(others).toHaveLength(0);
  }
});

test('the same seed writes the same past', async () => {
  const contents = async (communityId: string) => {
    await fill(placed(communityId), nowMs);
    const [unitData, deals] = await Promise.all([
      unitDataOf(store.db)
        .find({ 'oesunit.communityId': communityId }, { projection: { _id: 0 } })
        .toArray(),
      dealsOf(store.db)
        .find({ communityId }, { projection: { _id: 0 } })
        .toArray(),
    ]);
    await unitDataOf(store.db).deleteMany({ 'oesunit.communityId': communityId });
    await dealsOf(store.db).deleteMany({ communityId });
    await logsOf(store.db).deleteMany({ communityId });
    return JSON.stringify([unitData, deals]);
  };
  expect(await contents('same')).toBe(await contents('same'));
});
