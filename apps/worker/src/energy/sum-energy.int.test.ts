import { randomUUID } from 'node:crypto';
import type { UnitRef } from '@commonwatt/domain/refs';
import {
  energyDaysFilter,
  findEnergyProgress,
  listEnergyDays,
  listKeptEnergyDays,
} from '@commonwatt/telemetry/energy-days';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { openTestTelemetry, unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sumUnitEnergy } from './sum-energy.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 5, 1);
let telemetry: Telemetry;
let unit: UnitRef;

beforeAll(async () => {
  telemetry = await openTestTelemetry();
});
afterAll(() => telemetry.close());
beforeEach(() => {
  unit = { communityId: `c_${randomUUID()}`, clusterId: 'k', unitId: 'E001' };
});

const round = () => sumUnitEnergy(telemetry, unit, () => {});

/** A sample every five minutes: 400 W of sun, 200 W used. */
async function report(fromHour: number, toHour: number): Promise<void> {
  const documents = Array.from({ length: (toHour - fromHour) * 12 }, (_, i) => {
    const at = new Date(startMs + fromHour * hourMs + i * 300_000);
    return unitDataDocument(unit, at, { emu: { pvc_charge_power: 400, ups_output_power: 200 } });
  });
  await telemetry.db.collection('unitData').insertMany(documents);
}

const whole = { fromMs: startMs, toMs: startMs + 40 * 24 * hourMs };
const totals = async () => {
  const days = await listEnergyDays(telemetry, unit, whole);
  const add = (values: (number | null)[]) => Math.round(values.reduce<number>((sum, one) => sum + (one ?? 0), 0));
  return days.map(({ dayMs, solarWh, usedWh }) => [(dayMs - startMs) / (24 * hourMs), add(solarWh), add(usedWh)]);
};

test('sums are the same before and after they are kept, and a day that goes on is not kept', async () => {
  await report(6, 60);
  const before = await totals();
  expect(before).toEqual([
    [0, 7_200, 3_600],
    [1, 9_600, 4_800],
    [2, 4_767, 2_383],
  ]);
  expect(await round()).toBe(2);
  expect((await listKeptEnergyDays(telemetry, unit, whole)).map(({ dayMs }) => dayMs)).toEqual([
    startMs,
    startMs + 24 * hourMs,
  ]);
  expect(await totals()).toEqual(before);
  expect(await round()).toBe(0);
});

test('late samples are in when a day is settled; a long silence is passed over', async () => {
  await report(6, 24);
  await report(30, 36);
  await round();
  await report(24, 30);
  await report(300, 301);
  for (let i = 0; i < 3; i += 1) await round();
  expect(await totals()).toEqual([
    [0, 7_200, 3_600],
    [1, 4_767, 2_383],
    [12, 367, 183],
  ]);
  const progress = await findEnergyProgress(telemetry, unit);
  expect(progress?.settledMs).toBeGreaterThanOrEqual(startMs + 2 * 24 * hourMs);
});

test('a unit that never reported has nothing', async () => {
  expect(await round()).toBe(0);
  expect(await totals()).toEqual([]);
});

test('days are read from their index', async () => {
  const explained = await telemetry.db
    .collection('energyDay')
    .find(energyDaysFilter(unit, whole))
    .sort({ day: 1 })
    .explain();
  const plan = JSON.stringify(explained.queryPlanner.winningPlan);
  expect(plan).toContain('communityId_1_clusterId_1_unitId_1_day_1');
  expect(plan).not.toContain('"SORT"');
});
