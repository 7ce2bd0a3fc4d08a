import { createSession } from '@commonwatt/database/sessions';
import { makeUser, openTestDatabase, uniqueName } from '@commonwatt/database/testing';
import { openTestTelemetry } from '@commonwatt/telemetry/testing';
import { pino } from 'pino';
import { afterAll, expect, inject, test } from 'vitest';
import { runJob, startWorker } from './worker.ts';

const database = openTestDatabase();
const now = new Date('2026-06-09T05:32:00Z');
const telemetry = await openTestTelemetry();
const deps = { database, telemetry, lossToleranceMs: 600_000, now: () => now, log: pino({ level: 'silent' }) };

afterAll(() => telemetry.close());

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
  const url = inject('databaseUrl');
  const workers = await Promise.all([startWorker(url, deps), startWorker(url, deps)]);
  const schedules = await database.$queryRaw<{ name: string }[]>`SELECT name FROM pgboss.schedule ORDER BY name`;
  expect(schedules.map((row) => row.name)).toEqual(['deleteEndedSessions', 'deleteExpiredLimits', 'judgeDowntimes']);
  await Promise.all(workers.map((worker) => worker.stop()));
});
