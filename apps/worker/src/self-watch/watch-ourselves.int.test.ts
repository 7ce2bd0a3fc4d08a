import { recordJobRun } from '@commonwatt/database/job-runs';
import { openOwnTestDatabase } from '@commonwatt/database/testing';
import { releaseLease, takeLease } from '@commonwatt/database/worker-leases';
import { openTestTelemetry } from '@commonwatt/telemetry/testing';
import { afterAll, expect, test } from 'vitest';
import { startWebhookServer } from '../notifications/testing.ts';
import { testDeps } from '../testing.ts';
import { watchOurselves } from './watch-ourselves.ts';

const { database, dispose } = await openOwnTestDatabase();
const telemetry = await openTestTelemetry();
const watchdog = await startWebhookServer();
afterAll(() => Promise.all([telemetry.close(), watchdog.close(), dispose()]));

test('a job that is stuck is told once, and again when it is well; the watchdog hears only of good times', async () => {
  let nowMs = Date.UTC(2026, 5, 9, 5, 30);
  const deps = testDeps({ database, telemetry, now: () => new Date(nowMs), heartbeatUrl: `${watchdog.url}/ping` });
  const jobs = [{ name: 'judgeDowntimes', everyMs: 60_000 }];
  await watchOurselves(deps, jobs);
  expect(watchdog.calls).toHaveLength(1);
  nowMs += 600_000;
  await recordJobRun(database, { name: 'judgeDowntimes', at: new Date(nowMs), durationMs: 1, error: 'no space left' });
  await Promise.all([watchOurselves(deps, jobs), watchOurselves(deps, jobs)]);
  await watchOurselves(deps, jobs);
  expect(watchdog.calls).toHaveLength(1);
  const open = await database.failure.findMany();
  expect(open).toMatchObject([
    { type: 'commonwatt_job', communityCode: null, programId: 'commonwatt judgeDowntimes', closedAt: null },
  ]);
  expect(open[0]?.description).toContain('no space left');
  await recordJobRun(database, { name: 'judgeDowntimes', at: new Date(nowMs), durationMs: 1, error: null });
  await watchOurselves(deps, jobs);
  expect(watchdog.calls).toHaveLength(2);
  const messages = await database.outgoingMessage.findMany({ orderBy: { id: 'asc' } });
  expect(messages.map(({ event, address }) => [event, address])).toEqual([
    ['detected', 'default@example.org'],
    ['closed', 'default@example.org'],
  ]);
});

test('a lease belongs to one worker until it ends or is given back', async () => {
  const take = (holder: string, durationMs = 60_000) => takeLease(database, { name: 'x', holder, durationMs });
  expect(await take('a')).toBe(true);
  expect(await take('b')).toBe(false);
  expect(await take('a', 1)).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await take('b')).toBe(true);
  expect(await take('a')).toBe(false);
  await releaseLease(database, 'x', 'b');
  expect(await take('a')).toBe(true);
});
