import { Long } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lithiumBattery } from './battery.ts';
import { systemClock } from './clock.ts';
import { startSimulator } from './run.ts';
import { dealsOf, logsOf, unitDataOf } from './store.ts';
import { giver, taker, testCluster, testHome } from './testing.ts';
import { startTestStore } from './testing-live.ts';

let store: Awaited<ReturnType<typeof startTestStore>>;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.close());

/** A home that has more than it can ever give away, and one that always needs some. */
const placed = (communityId: string) => {
  const homes = [
    testHome(1, { battery: lithiumBattery(500_000), startRsocPercent: 80, localScenario: giver() }),
    testHome(2, { dailyWh: 20_000, localScenario: taker() }),
  ];
  return testCluster(homes, { ref: { communityId, clusterId: 'k' } });
};

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const signal = AbortSignal.timeout(20_000);
  while (!(await isTrue())) {
    if (signal.aborted) throw new Error('did not become true within 20 s');
    await systemClock.sleep(20, signal);
  }
}

test('fills the past, lives on at several paces, and writes nothing after it was stopped', async () => {
  const told: string[] = [];
  const simulator = await startSimulator({
    db: store.db,
    clusters: [placed('run_a'), placed('run_b')],
    seed: 1,
    reportPeriodMs: 100,
    heartbeatPeriodMs: 100,
    speed: 60,
    clock: systemClock,
    history: { days: 0.05, reportPeriodMs: 120_000 },
    log: (_, message) => told.push(message),
  });
  const startedAtMs = systemClock.now();
  const reportsSince = (communityId: string) =>
    unitDataOf(store.db).countDocuments({
      'oesunit.communityId': communityId,
      datasetId: { $gt: Long.fromNumber(startedAtMs) },
    });
  await until(async () => (await reportsSince('run_a')) > 10 && (await reportsSince('run_b')) > 10);
  const reportTime = { $gt: Long.fromNumber(startedAtMs / 1000) };
  await until(async () => (await dealsOf(store.db).countDocuments({ communityId: 'run_b', reportTime })) > 0);
  await simulator.stop();
  const count = async () => [
    await unitDataOf(store.db).estimatedDocumentCount(),
    await dealsOf(store.db).estimatedDocumentCount(),
    await logsOf(store.db).estimatedDocumentCount(),
  ];
  const stopped = await count();
  await systemClock.sleep(300, new AbortController().signal);
  expect(await count()).toEqual(stopped);
  expect(told).toEqual([expect.stringMatching(/^wrote a past of \d+ unit data/), 'simulating 2 clusters with 4 homes']);
});

test('without a history it writes nothing of the past', async () => {
  const startedAtMs = systemClock.now();
  const simulator = await startSimulator({
    db: store.db,
    clusters: [placed('no_past')],
    seed: 1,
    reportPeriodMs: 50,
    speed: 1,
    clock: systemClock,
    log: () => undefined,
  });
  const filter = { 'oesunit.communityId': 'no_past' };
  await until(async () => (await unitDataOf(store.db).countDocuments(filter)) > 2);
  await simulator.stop();
  const first = await unitDataOf(store.db).findOne(filter, { sort: { datasetId: 1 } });
  expect(Number(first?.datasetId)).toBeGreaterThanOrEqual(startedAtMs);
});
