import { listMonitorProgress } from '@commonwatt/database/monitor-rounds';
import { deactivateMonitor } from '@commonwatt/database/monitor-settings';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { openTelemetry } from '@commonwatt/telemetry/telemetry';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runMonitors } from './run-monitors.ts';
import { openMonitoring, severe, startMs } from './testing.ts';

let world: Awaited<ReturnType<typeof openMonitoring>>;
beforeAll(async () => {
  world = await openMonitoring();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

/** Rounds every 3 s for so many seconds, in which the given units live. */
async function run(cluster: ClusterRef, seconds: number, unitIds: readonly string[]) {
  for (let i = 0; i < seconds / 3; i += 1) {
    world.clock.nowMs += 3_000;
    if (unitIds.length > 0) await world.live(cluster, unitIds);
    await runMonitors(world.deps);
  }
}

test('V-61 … V-63 on real stores: detected once with one message, closed with another', async () => {
  const cluster = await world.makeMonitored(['E001', 'E002'], ['apis_main_alive']);
  await run(cluster, 63, ['E001']);
  await run(cluster, 30, ['E001']);
  expect(await world.failuresOf(cluster)).toMatchObject([
    { type: 'apis_main_alive', unitCode: 'E002', programId: 'apis-main', closedAt: null },
  ]);
  await run(cluster, 3, ['E001', 'E002']);
  expect(await world.failuresOf(cluster)).toMatchObject([{ closedAt: new Date(world.clock.nowMs), closeReason: null }]);
  const messages = await world.messagesOf(cluster);
  expect(messages.map(({ event, address }) => [event, address])).toEqual([
    ['detected', 'default@example.org'],
    ['closed', 'default@example.org'],
  ]);
});

test('V-60: a cluster without monitors has no rounds at all', async () => {
  const cluster = await world.makeMonitored(['E001'], []);
  await run(cluster, 6, []);
  expect(await listMonitorProgress(world.database, cluster)).toEqual([]);
  expect(await world.failuresOf(cluster)).toEqual([]);
});

test('errors are recorded once each, however late they come and however long a round was', async () => {
  const cluster = await world.makeMonitored(['E001'], ['apis_main_severe']);
  await run(cluster, 3, []);
  await world.say(cluster, severe('E001', 'one [x]'));
  await run(cluster, 6, []);
  await world.say(cluster, severe('E001', 'late'), world.clock.nowMs - 4_000);
  await world.say(cluster, severe('E001', 'ahead'), world.clock.nowMs + 600_000);
  await run(cluster, 6, []);
  // The worker was away for two hours, in which a line was stored.
  world.clock.nowMs += 7_200_000;
  await world.say(cluster, severe('E001', 'meanwhile'), world.clock.nowMs - 3_600_000);
  await run(cluster, 3, []);
  const [failure] = await world.failuresOf(cluster);
  const said = failure?.description
    ?.split('\n')
    .slice(2)
    .map((line) => line.replace(/^\[.*?\] /, ''));
  expect(said).toEqual(['one', 'late', 'ahead', 'meanwhile']);
  expect(failure).toMatchObject({ lineCount: 4, closedAt: null });
  await run(cluster, 63, []);
  expect((await world.failuresOf(cluster)).map(({ closedAt }) => closedAt === null)).toEqual([false]);
  expect(await world.messagesOf(cluster)).toHaveLength(2);
});

test('a line that is hours late, and one of a clock that is hours behind, is found in a deep round', async () => {
  const cluster = await world.makeMonitored(['E001'], ['apis_main_severe']);
  await run(cluster, 3, []);
  await world.database.monitorProgress.updateMany({ data: { activeFrom: new Date(startMs - 86_400_000) } });
  await world.say(cluster, severe('E001', 'hours late'), startMs - 5 * 3_600_000);
  await run(cluster, 303, []);
  expect(await world.failuresOf(cluster)).toMatchObject([{ lineCount: 1 }]);
});

test('lines from before a monitor was switched on are none of its business', async () => {
  const cluster = await world.makeMonitored(['E001'], ['apis_main_severe']);
  await world.say(cluster, severe('E001', 'old'), startMs - 61_000);
  await run(cluster, 6, []);
  expect(await world.failuresOf(cluster)).toEqual([]);
});

test('switched off: closed with the reason; units that are gone as well', async () => {
  const cluster = await world.makeMonitored(['E001', 'E002'], ['apis_main_alive', 'apis_main_severe']);
  await run(cluster, 3, ['E001', 'E002']);
  await world.say(cluster, severe('E001', 'a'));
  await world.say(cluster, severe('E002', 'b'));
  await run(cluster, 3, ['E001', 'E002']);
  const to = { availableTo: new Date(world.clock.nowMs + 3_000) };
  await world.database.unit.updateMany({
    where: { code: 'E002', cluster: { community: { code: cluster.communityId } } },
    data: to,
  });
  await run(cluster, 3, ['E001']);
  const end = { at: new Date(world.clock.nowMs), by: 'somebody', reason: 'they are known' };
  await deactivateMonitor(world.database, cluster, { type: 'apis_main_severe', ...end });
  await run(cluster, 3, ['E001']);
  const failures = await world.failuresOf(cluster);
  expect(failures.map(({ unitCode, closeReason }) => [unitCode, closeReason])).toEqual([
    ['E001', 'monitorOff'],
    ['E002', 'unitLeft'],
  ]);
  expect((await listMonitorProgress(world.database, cluster)).map(({ type }) => type)).toEqual(['apis_main_alive']);
});

test('200 units behind one dead gateway are one message', async () => {
  const unitIds = Array.from({ length: 200 }, (_, i) => `H${i}`);
  const cluster = await world.makeMonitored(unitIds, ['apis_main_alive', 'apis_ccc_alive', 'grid_master_alive']);
  await run(cluster, 63, unitIds);
  await run(cluster, 120, []);
  expect((await world.failuresOf(cluster)).map(({ type }) => type)).toEqual(['apis_ccc_alive']);
  expect(await world.messagesOf(cluster)).toHaveLength(1);
  await run(cluster, 66, unitIds);
  expect((await world.messagesOf(cluster)).map(({ event }) => event)).toEqual(['detected', 'closed']);
});

test('units behind one dead gateway of several are one message; who does not come back with them has its own', async () => {
  const unitIds = Array.from({ length: 20 }, (_, i) => `H${i}`);
  const elsewhere = unitIds.slice(12);
  const cluster = await world.makeMonitored(unitIds, ['apis_main_alive', 'apis_ccc_alive', 'grid_master_alive']);
  await run(cluster, 63, unitIds);
  await run(cluster, 120, elsewhere);
  expect(await world.failuresOf(cluster)).toMatchObject([
    { type: 'apis_main_alive', programId: 'apis-main', unitCode: null, closedAt: null },
  ]);
  const [failure] = await world.failuresOf(cluster);
  expect(failure?.description?.split('units: ')[1]?.split(', ').sort()).toEqual(unitIds.slice(0, 12).sort());
  const units = () => world.database.failureUnit.findMany({ where: { failureId: failure?.id ?? 0 } });
  expect((await units()).map(({ unitCode }) => unitCode).sort()).toEqual(unitIds.slice(0, 12).sort());
  await run(cluster, 9, [...elsewhere, 'H11']);
  expect((await units()).flatMap(({ unitCode, backAt }) => (backAt === null ? [] : [unitCode]))).toEqual(['H11']);
  await run(cluster, 60, unitIds.slice(1));
  expect((await world.messagesOf(cluster)).map(({ event }) => event)).toEqual(['detected', 'closed']);
  await run(cluster, 9, unitIds.slice(1));
  expect((await world.failuresOf(cluster)).map(({ unitCode, closedAt }) => [unitCode, closedAt === null])).toEqual([
    [null, false],
    ['H0', true],
  ]);
});

test('a second gateway that dies is told of: the failure closes, and another lists all units', async () => {
  const unitIds = Array.from({ length: 9 }, (_, i) => `H${i}`);
  const cluster = await world.makeMonitored(unitIds, ['apis_main_alive']);
  await run(cluster, 63, unitIds);
  await run(cluster, 90, unitIds.slice(3));
  await run(cluster, 90, unitIds.slice(6));
  const failures = await world.failuresOf(cluster);
  expect(failures.map(({ closeReason }) => closeReason)).toEqual(['grown', null]);
  expect(failures[1]?.description).toContain('6 units: H0, H1, H2, H3, H4, H5');
  expect((await world.messagesOf(cluster)).map(({ event }) => event)).toEqual(['detected', 'closed', 'detected']);
});

test('a clock that is behind by 90 s is alive', async () => {
  const cluster = await world.makeMonitored(['E001', 'E002'], ['apis_main_alive']);
  for (let i = 0; i < 60; i += 1) {
    world.clock.nowMs += 3_000;
    await world.live(cluster, ['E001']);
    await world.live(cluster, ['E002'], world.clock.nowMs - 90_000);
    await runMonitors(world.deps);
  }
  expect(await world.failuresOf(cluster)).toEqual([]);
});

test.for([-90, -600, 90, 600])('a clock that is off by %i s does not hide that a unit fell silent', async (leadS) => {
  const cluster = await world.makeMonitored(['E001', 'E002'], ['apis_main_alive']);
  // It has run for longer than its clock is ahead: what it said then is stamped with the times that come now.
  const since = 1_200;
  const early = Array.from({ length: since / 3 }, (_, i) => world.clock.nowMs - since * 1_000 + i * 3_000);
  for (const atMs of early) await world.live(cluster, ['E002'], atMs + leadS * 1_000);
  const round = async (isAlive: boolean) => {
    world.clock.nowMs += 3_000;
    await world.live(cluster, ['E001']);
    if (isAlive) await world.live(cluster, ['E002'], world.clock.nowMs - 1_000 + leadS * 1_000);
    await runMonitors(world.deps);
  };
  for (let i = 0; i < 40; i += 1) await round(true);
  const diedMs = world.clock.nowMs - 1_000;
  for (let i = 0; i < 23; i += 1) await round(false);
  const [failure] = await world.failuresOf(cluster);
  expect(failure).toMatchObject({ unitCode: 'E002' });
  expect((failure?.detectedAt.getTime() ?? 0) - diedMs).toBeLessThanOrEqual(65_000);
});

test('a check that cannot run says so, does not hold up others, and alarms nothing afterwards', async () => {
  const cluster = await world.makeMonitored(['E001', 'E002'], ['apis_main_alive']);
  await run(cluster, 63, ['E001', 'E002']);
  const gone = openTelemetry({ uri: 'mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=50', database: 'gone' });
  await expect(runMonitors({ ...world.deps, telemetry: gone })).rejects.toThrow('could not run');
  await gone.close();
  const [failing] = await listMonitorProgress(world.database, cluster);
  expect(failing?.lastError).not.toBeNull();
  expect(failing?.lastErrorAt).toEqual(new Date(world.clock.nowMs));
  world.clock.nowMs += 600_000;
  await run(cluster, 45, ['E001']);
  expect(await world.failuresOf(cluster)).toEqual([]);
  expect(await listMonitorProgress(world.database, cluster)).toMatchObject([{ lastError: null, lastErrorAt: null }]);
  await run(cluster, 21, ['E001']);
  expect(await world.failuresOf(cluster)).toMatchObject([{ unitCode: 'E002' }]);
});

test('two workers at once write every round once', async () => {
  const cluster = await world.makeMonitored(['E001', 'E002']);
  for (let i = 0; i < 60; i += 1) {
    world.clock.nowMs += 3_000;
    await world.live(cluster, ['E001']);
    if (i % 10 === 5) await world.say(cluster, severe('E001', `error ${i}`));
    await Promise.all([runMonitors(world.deps), runMonitors(world.deps), runMonitors(world.deps)]);
  }
  const failures = await world.failuresOf(cluster);
  expect(failures.map(({ type, unitCode }) => [type, unitCode]).sort()).toEqual([
    ['apis_main_alive', 'E002'],
    ['apis_main_severe', 'E001'],
  ]);
  expect(failures.find(({ type }) => type === 'apis_main_severe')?.lineCount).toBe(6);
  expect(await world.messagesOf(cluster)).toHaveLength(2);
});
