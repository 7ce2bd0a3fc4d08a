import { randomUUID } from 'node:crypto';
import { Long } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listBatteryLevels, sampleBatteryLevels } from './battery-levels.ts';
import type { Telemetry } from './telemetry.ts';
import { openTestTelemetry, unitDataDocument } from './testing.ts';

let telemetry: Telemetry;
const unit = { communityId: `c_${randomUUID()}`, clusterId: 'k', unitId: 'E001' };
const from = new Date('2026-06-09T05:00:00Z');
const at = (seconds: number) => new Date(from.getTime() + seconds * 1_000);
const everyMs = 300_000;

beforeAll(async () => {
  telemetry = await openTestTelemetry();
  const level = (seconds: number, rsoc: unknown) => unitDataDocument(unit, at(seconds), { battery: { rsoc } });
  await telemetry.db.collection('unitData').insertMany([
    level(-1, 10), // before the range
    level(310, 52), // not in order of time
    level(0, 50),
    level(30, 51), // not the first of its stretch
    level(600, 'n/a'),
    level(605, 120),
    level(610, Long.fromNumber(54)),
    { ...unitDataDocument(unit, at(900)), battery: undefined, emu: { rsoc: 55.5 } },
    level(1_200, 99), // the end of the range
    unitDataDocument({ ...unit, unitId: 'E002' }, at(30), { battery: { rsoc: 1 } }),
  ]);
});
afterAll(() => telemetry.close());

test('the first usable charge of each stretch, oldest first', async () => {
  const levels = await listBatteryLevels(telemetry, { unit, from, to: at(1_200), everyMs });
  expect(levels).toEqual([
    { at: at(0), rsocPercent: 50 },
    { at: at(310), rsocPercent: 52 },
    { at: at(610), rsocPercent: 54 },
    { at: at(900), rsocPercent: 55.5 },
  ]);
});

test('a unit that never reported has no levels', async () => {
  const nobody = { ...unit, unitId: 'E404' };
  expect(await listBatteryLevels(telemetry, { unit: nobody, from, to: at(1_200), everyMs })).toEqual([]);
});

test('one charge of each slot, past reports that lack it; none where nothing was reported', async () => {
  const slots = [0, 300, 600, 1_000].map((seconds, i, edges) => ({
    fromMs: at(seconds).getTime(),
    toMs: at(edges[i + 1] ?? 1_200).getTime(),
  }));
  expect(await sampleBatteryLevels(telemetry, { unit, slots })).toEqual([
    { at: at(0), rsocPercent: 50 },
    { at: at(310), rsocPercent: 52 },
    { at: at(610), rsocPercent: 54 },
    null,
  ]);
  expect(await sampleBatteryLevels(telemetry, { unit, slots: [] })).toEqual([]);
});
