import { createSession } from '@commonwatt/database/sessions';
import { makeUser, openOwnTestDatabase, uniqueName } from '@commonwatt/database/testing';
import { openTestTelemetry } from '@commonwatt/telemetry/testing';
import { afterAll, expect, test } from 'vitest';
import { runJob } from './run-job.ts';
import { testDeps } from './testing.ts';
import { startWorker } from './worker.ts';

const { database, url, dispose } = await openOwnTestDatabase();
const now = new Date('2026-06-09T05:32:00Z');
const telemetry = await openTestTelemetry();
const deps = testDeps({ database, telemetry, now: () => now });

afterAll(() => Promise.all([telemetry.close(), dispose()]));

test('a round of clean-up removes ended sessions, and a second one changes nothing', async () => {
  const user = await makeUser(database);
  const session = { userId: user.id, idleTimeoutMs: 60_000, address: '', userAgent: '' };
  const early = new Date(now.getTime() - 3_600_000);
  await createSession(database, {
    ...session,
    tokenHash: uniqueName('a').padEnd(64, '0'),
    now: early,
    lifetimeMs: 60_000,
  });
  await createSession(database, { ...session, tokenHash: uniqueName('b').padEnd(64, '0'), now, lifetimeMs: 60_000 });
  await runJob('deleteEndedSessions', deps);
  await runJob('deleteEndedSessions', deps);
  expect(await database.session.count({ where: { userId: user.id } })).toBe(1);
});

test('two workers can start on one database and stop again', async () => {
  const workers = await Promise.all([startWorker(url, deps), startWorker(url, deps)]);
  const schedules = await database.$queryRaw<{ name: string }[]>`SELECT name FROM pgboss.schedule ORDER BY name`;
  expect(schedules.map((row) => row.name)).toEqual([
    'deleteDeliveredMessages',
    'deleteEndedSessions',
    'deleteExpiredLimits',
    'deleteOldData',
    'judgeDowntimes',
    'sumDeals',
    'sumEnergy',
  ]);
  await Promise.all(workers.map((worker) => worker.stop()));
});
