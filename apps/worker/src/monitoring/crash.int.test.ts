import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { listMonitoredClusters } from './list-clusters.ts';
import { monitorCluster } from './monitor-cluster.ts';
import { runMonitors } from './run-monitors.ts';
import { dieAt, openMonitoring, severe } from './testing.ts';

let world: Awaited<ReturnType<typeof openMonitoring>>;
beforeAll(async () => {
  world = await openMonitoring();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

/** A cluster in whose next round something is detected, something is closed and a line is added. */
async function makeEventful(): Promise<ClusterRef> {
  const { clock } = world;
  const cluster = await world.makeMonitored(['E001', 'E002', 'E003'], ['apis_main_alive', 'apis_main_severe']);
  await world.say(cluster, severe('E001', 'first'));
  for (let i = 0; i < 22; i += 1) {
    clock.nowMs += 3_000;
    if (i === 20) await world.say(cluster, severe('E003', 'second'));
    await world.live(cluster, i < 2 ? ['E001', 'E002'] : ['E001']);
    await runMonitors(world.deps);
  }
  clock.nowMs += 3_000;
  await world.live(cluster, ['E001', 'E003']);
  await world.say(cluster, severe('E003', 'third'));
  await world.say(cluster, severe('E002', 'fourth'));
  return cluster;
}

/** What a round has made of it: the same however often it was begun. */
async function outcome(cluster: ClusterRef) {
  const failures = (await world.failuresOf(cluster)).map((one) => {
    const { type, unitCode, lineCount, closedAt, description } = one;
    const said = description?.split('\n').map((line) => line.replace(/^\[.*?\]/, ''));
    return { type, unitCode, lineCount, isClosed: closedAt !== null, said };
  });
  const messages = (await world.messagesOf(cluster)).map(({ event, incident }) => [event, incident]);
  return { failures, events: messages.map(([event]) => event) };
}

function roundDeps(keepTurn: () => void) {
  const { database, telemetry, deps } = world;
  const { defaultAddress } = deps.notifications;
  return { database, telemetry, threadBlockingLimitMs: 300_000, defaultAddress, now: deps.now, keepTurn };
}

test('a worker that dies before any of its writes leaves nothing half done', async () => {
  const undisturbed = await makeEventful();
  await runMonitors(world.deps);
  const expected = await outcome(undisturbed);
  expect(expected.events.length).toBeGreaterThan(3);
  for (let step = 1; ; step += 1) {
    await world.reset();
    const cluster = await makeEventful();
    const before = await outcome(cluster);
    const dying = dieAt(step);
    const [found] = (await listMonitoredClusters(world.deps)).filter(
      ({ ref }) => ref.communityId === cluster.communityId,
    );
    if (!found) throw new Error('the cluster is not monitored');
    await monitorCluster(roundDeps(dying.keepTurn), found).catch(() => {});
    if (!dying.hasDied()) {
      expect(step).toBeGreaterThan(8);
      break;
    }
    expect(await outcome(cluster)).toEqual(before);
    await runMonitors(world.deps);
    expect(await outcome(cluster)).toEqual(expected);
  }
}, 120_000);

test('workers that die in the middle of every round leave no cluster out', async () => {
  const clusters: ClusterRef[] = [];
  for (let i = 0; i < 6; i += 1) clusters.push(await world.makeMonitored(['E001'], ['apis_main_alive']));
  for (let round = 0; round < clusters.length; round += 1) {
    world.clock.nowMs += 3_000;
    const [next] = await listMonitoredClusters(world.deps);
    if (!next) throw new Error('no cluster is monitored');
    // It dies after the first of them.
    await monitorCluster(
      roundDeps(() => {}),
      next,
    );
  }
  const watches = await world.database.monitorWatch.findMany({
    where: { communityCode: { in: clusters.map(({ communityId }) => communityId) } },
  });
  expect(watches).toHaveLength(clusters.length);
});

const script = fileURLToPath(new URL('frozen-round.ts', import.meta.url));

/** Another process that begins a round and stops itself before a write; `wake` lets it go on, and tells what came of it. */
async function freezeAnother(freezeAt: number): Promise<{ wake(): Promise<string[]> }> {
  const database = await world.database.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  const databaseUrl = new URL(inject('databaseUrl'));
  databaseUrl.pathname = `/${database[0]?.name}`;
  const options = [databaseUrl.href, inject('mongodbUri'), 'commonwatt_test', `${world.clock.nowMs}`, `${freezeAt}`];
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...options], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line === 'frozen') resolve();
      else lines.push(line);
    });
    child.once('exit', () => reject(new Error('the other worker ended before it froze')));
  });
  return {
    async wake() {
      child.kill('SIGCONT');
      await ended;
      return lines;
    },
  };
}

test.for([
  [1, 'before its transaction'],
  [4, 'in the middle of its transaction, with its locks'],
])(
  'a worker that was frozen (step %i, %s) and woken again: no round is judged twice, none is skipped',
  async ([step]) => {
    const undisturbed = await makeEventful();
    await runMonitors(world.deps);
    const expected = await outcome(undisturbed);
    await world.reset();

    const cluster = await makeEventful();
    const other = await freezeAnother(Number(step));
    // The lease has passed on: this worker does the same round, and the next ones.
    await runMonitors(world.deps);
    expect(await outcome(cluster)).toEqual(expected);
    world.clock.nowMs += 3_000;
    await world.live(cluster, ['E001', 'E003']);
    await runMonitors(world.deps);
    expect(await other.wake()).toEqual(['refused']);
    expect(await outcome(cluster)).toEqual(expected);
  },
);
