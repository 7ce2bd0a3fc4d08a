import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { allValues } from '@commonwatt/domain/versioned';
import { openTestTelemetry, unitDataDocument } from '@commonwatt/telemetry/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createChannel } from './channel.ts';

let telemetry: Awaited<ReturnType<typeof openTestTelemetry>>;
beforeAll(async () => {
  telemetry = await openTestTelemetry();
});
afterAll(() => telemetry.close());

test('what is reported while the units are loaded again is not lost', async () => {
  const cluster = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
  const unit = { ...cluster, unitId: 'E001' };
  const report = () => telemetry.db.collection('unitData').insertOne(unitDataDocument(unit, new Date()));
  let loads = 0;
  let isLoading = false;
  const channel = createChannel(cluster, {
    telemetry,
    now: () => new Date(),
    log: pino({ level: 'silent' }),
    async loadUnits() {
      loads += 1;
      if (loads > 1) {
        isLoading = true;
        await sleep(1_500);
        isLoading = false;
      }
      return [{ unitId: 'E001', name: 'House 1' }];
    },
  });
  await channel.ready;
  await report();
  // Loading again comes every 15 s.
  await vi.waitFor(() => expect(isLoading).toBe(true), { timeout: 20_000 });
  await report();
  const newest = () => allValues(channel.units)[0]?.takenAtMs ?? 0;
  const beforeMs = newest();
  await vi.waitFor(() => expect(newest()).toBeGreaterThan(beforeMs), { timeout: 1_000 });
  const duringMs = newest();
  await vi.waitFor(() => expect(isLoading).toBe(false), { timeout: 3_000 });
  await sleep(300);
  expect(newest()).toBe(duringMs);
  await channel.close();
}, 40_000);
