import { randomUUID } from 'node:crypto';
import {
  type Downtime,
  type ModeSample,
  openDowntime,
  replayDowntimes,
  defaultLossToleranceMs as toleranceMs,
  unknownUnit,
} from '@commonwatt/domain/downtime';
import type { UnitRef } from '@commonwatt/domain/refs';
import { listJudgedUnitIds, listUnreadTimes } from '@commonwatt/telemetry/downtime-progress';
import { downtimeCollection, listDowntimes } from '@commonwatt/telemetry/downtimes';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { openTestTelemetry, unitDataDocument } from '@commonwatt/telemetry/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { judgeCluster } from './judge-cluster.ts';

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 5, 9);
const at = (minutes: number) => startMs + minutes * minuteMs;

let telemetry: Telemetry;
let cluster: { communityId: string; clusterId: string };
let unit: UnitRef;

beforeAll(async () => {
  telemetry = await openTestTelemetry();
});
afterAll(() => telemetry.close());
beforeEach(() => {
  cluster = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
  unit = { ...cluster, unitId: 'E001' };
});

function sampleDocument(ref: UnitRef, atMs: number, mode: string | null, reportedMs = atMs) {
  const apis = { operation_mode: { global: 'autonomous', local: null, effective: mode } };
  return { ...unitDataDocument(ref, new Date(reportedMs)), time: new Date(atMs), apis };
}

async function report(minutes: number, mode: string | null = 'autonomous', parts: object = {}) {
  await telemetry.db.collection('unitData').insertOne({ ...sampleDocument(unit, at(minutes), mode), ...parts });
}

function round(minutes: number, { unitIds = ['E001'], keepTurn = () => {} } = {}) {
  return judgeCluster({ telemetry, toleranceMs, nowMs: at(minutes), keepTurn }, cluster, unitIds);
}

async function stored(): Promise<[number, number | null, string][]> {
  const minutes = (ms: number) => (ms - startMs) / minuteMs;
  const found = await listDowntimes(telemetry, { cluster });
  return found.map(({ downMs, recoveryMs, cause }) => [
    minutes(downMs),
    recoveryMs === null ? null : minutes(recoveryMs),
    cause,
  ]);
}

test('a silence is down from the last sample, and has the same downtime when it is over', async () => {
  await report(0);
  await report(1);
  await round(1);
  await round(10.9);
  expect(await stored()).toEqual([]);
  await round(11);
  expect(await stored()).toEqual([[1, null, 'loss']]);
  await report(40);
  await round(41);
  expect(await stored()).toEqual([[1, 40, 'loss']]);
});

test('a unit in another mode is down from that sample until one in autonomous mode', async () => {
  await report(0, 'autonomous');
  await round(0);
  await report(1, 'heteronomous');
  await round(1);
  expect(await stored()).toEqual([[1, null, 'mode']]);
  await report(2, null);
  await report(3);
  await round(3);
  await round(3);
  expect(await stored()).toEqual([[1, 3, 'mode']]);
  expect(await listJudgedUnitIds(telemetry, cluster)).toEqual(['E001']);
});

test('bad records hold up neither their unit nor the others', async () => {
  await report(0);
  const { communityId, clusterId } = cluster;
  await telemetry.db
    .collection('unitData')
    .insertOne({ oesunit: { communityId, clusterId, id: 'E9' }, datasetId: '9' });
  await round(0);
  await report(1, 'autonomous', { time: 'yesterday' });
  await report(2, 'autonomous', { apis: null });
  await report(3, 'autonomous', { apis: { operation_mode: null } });
  await telemetry.db.collection('unitData').insertOne({ oesunit: { communityId, clusterId, id: 7 }, datasetId: at(3) });
  await report(4);
  await round(4);
  expect(await stored()).toEqual([[2, 4, 'mode']]);
});

test('a driver that reports the same time again and again is silent', async () => {
  await report(0);
  await round(0);
  for (const minutes of [2, 4, 6, 8, 10, 12]) {
    await telemetry.db.collection('unitData').insertOne(sampleDocument(unit, at(0), 'autonomous', at(minutes)));
    await round(minutes);
  }
  expect(await stored()).toEqual([[0, null, 'loss']]);
});

test('the past that is still being written while units are judged for the first time has no gaps', async () => {
  const unitIds = ['E001', 'E002'];
  const store = (minutes: number) =>
    telemetry.db
      .collection('unitData')
      .insertMany(unitIds.map((unitId) => sampleDocument({ ...unit, unitId }, at(minutes), 'autonomous')));
  await store(0);
  let turns = 0;
  const dieAtTheSecondUnit = () => {
    turns += 1;
    if (turns === 2) throw new Error('died');
  };
  await expect(round(600, { unitIds, keepTurn: dieAtTheSecondUnit })).rejects.toThrow('died');
  for (let minutes = 5; minutes <= 600; minutes += 5) await store(minutes);
  await round(600, { unitIds });
  expect(await stored()).toEqual([]);
});

test('a reporting clock that runs ahead does not hide a silence', async () => {
  const reportAhead = (minutes: number) =>
    telemetry.db.collection('unitData').insertOne(sampleDocument(unit, at(minutes), 'autonomous', at(minutes + 540)));
  await reportAhead(0);
  await round(0);
  await reportAhead(1);
  await round(1);
  await round(12);
  expect(await stored()).toEqual([[1, null, 'loss']]);
  await reportAhead(20);
  await round(20);
  expect(await stored()).toEqual([[1, 20, 'loss']]);
});

test('a sample that comes late closes the gap it was missing in', async () => {
  await report(0);
  await report(12);
  await round(12);
  expect(await stored()).toEqual([[0, 12, 'loss']]);
  await report(6);
  for (let minutes = 140; minutes < 200; minutes += 1) {
    await report(minutes);
    await round(minutes);
  }
  expect(await stored()).toEqual([[12, 140, 'loss']]);
});

test('what the old service center stored goes on, and its doubled records become one', async () => {
  const key = { ...cluster, unitId: 'E001' };
  const closed = { ...key, downDateTime: new Date(at(-300)), recoveryDateTime: new Date(at(-290)) };
  const doubled = { ...key, downDateTime: new Date(at(1)), recoveryDateTime: new Date(at(12)) };
  await downtimeCollection(telemetry).insertMany([closed, doubled, { ...doubled }] as never[]);
  await telemetry.db.collection('downtimeStatus').insertOne({ ...key, lastTime: new Date(at(12)) });
  for (const minutes of [0, 1, 12, 13]) await report(minutes);
  await round(13);
  expect(await stored()).toEqual([
    [-300, -290, 'mode'],
    [1, 12, 'loss'],
  ]);
  expect(await telemetry.db.collection('downtimeStatus').countDocuments(key)).toBe(1);
});

test('a time in which neither we nor the store worked is noted as such, until reports of it turn up', async () => {
  const span = { cluster, fromMs: at(-100), toMs: at(10_000) };
  await report(0);
  await round(0);
  await round(1);
  await report(30);
  await round(31);
  expect(await listUnreadTimes(telemetry, span)).toEqual([{ fromMs: at(1), toMs: at(30) }]);
  for (let minutes = 31; minutes < 140; minutes += 1) await round(minutes);
  await report(15);
  for (let minutes = 140; minutes < 145; minutes += 1) await round(minutes);
  expect(await listUnreadTimes(telemetry, span)).toEqual([]);
});

test('a pause of ours in which others went on storing is no unread time', async () => {
  await report(0);
  await round(0);
  for (let minutes = 1; minutes < 30; minutes += 1) await report(minutes);
  await round(30);
  expect(await listUnreadTimes(telemetry, { cluster, fromMs: at(-1), toMs: at(100) })).toEqual([]);
  expect(await stored()).toEqual([]);
});

const unitIds = ['E001', 'E002', 'E003'];
const step = fc.record({
  gapMinutes: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.integer({ min: 9, max: 40 })),
  mode: fc.constantFrom('autonomous', 'autonomous', 'autonomous', 'stop', null),
  delayMinutes: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 600 })),
  copies: fc.constantFrom(1, 1, 1, 2),
});
const story = fc.record({
  units: fc.array(fc.array(step, { minLength: 5, maxLength: 60 }), { minLength: 3, maxLength: 3 }),
  /** In which rounds a worker dies, and at which of its writes; or two run at once. */
  troubles: fc.array(fc.record({ round: fc.nat(60), kind: fc.constantFrom('die', 'double'), turn: fc.nat(8) }), {
    maxLength: 20,
  }),
});

test('late, doubled and reordered samples, dying and doubled workers: always the downtimes of the whole history', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ units, troubles }) => {
      cluster = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
      const histories = new Map<string, ModeSample[]>();
      const deliveries: { dueMinutes: number; document: object }[] = [];
      for (const [i, steps] of units.entries()) {
        const unitId = unitIds[i] ?? '';
        const history: ModeSample[] = [];
        let minutes = 0;
        for (const { gapMinutes, mode, delayMinutes, copies } of steps) {
          minutes += gapMinutes;
          history.push({ atMs: at(minutes), isDown: mode !== 'autonomous' });
          for (let copy = 0; copy < copies; copy += 1) {
            const document = sampleDocument({ ...cluster, unitId }, at(minutes), mode);
            deliveries.push({ dueMinutes: minutes + delayMinutes, document });
          }
        }
        histories.set(unitId, history);
      }
      const endMinutes = Math.max(...deliveries.map(({ dueMinutes }) => dueMinutes)) + 1;
      let doneMinutes = -1;
      for (const [i, minutes] of [...spread(endMinutes, 60), ...after(endMinutes)].entries()) {
        const due = deliveries.filter(({ dueMinutes }) => dueMinutes > doneMinutes && dueMinutes <= minutes);
        if (due.length > 0)
          await telemetry.db.collection('unitData').insertMany(due.map(({ document }) => ({ ...document })));
        doneMinutes = minutes;
        const trouble = troubles.find((one) => one.round === i);
        if (trouble?.kind === 'double')
          await Promise.allSettled([round(minutes, { unitIds }), round(minutes, { unitIds })]);
        else if (trouble) await round(minutes, { unitIds, keepTurn: dyingAt(trouble.turn) }).catch(() => {});
        else await round(minutes, { unitIds });
      }
      const nowMs = at(doneMinutes);
      const expected = unitIds.flatMap((unitId) => wanted(unitId, histories.get(unitId) ?? [], nowMs));
      expect(await listDowntimes(telemetry, { cluster })).toEqual(expected);
    }),
    { numRuns: 15, endOnFailure: true },
  );
}, 300_000);

function spread(endMinutes: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.ceil((endMinutes * (i + 1)) / count));
}

/** Rounds enough to judge every hour once more. */
function after(endMinutes: number): number[] {
  return Array.from({ length: 40 }, (_, i) => endMinutes + 130 + i);
}

function dyingAt(turn: number): () => void {
  let turns = 0;
  return () => {
    turns += 1;
    if (turns > turn) throw new Error('killed');
  };
}

function wanted(unitId: string, history: readonly ModeSample[], nowMs: number): (Downtime & { unitId: string })[] {
  const { state, ended } = replayDowntimes(unknownUnit, history, toleranceMs);
  const open = openDowntime(state, nowMs, toleranceMs);
  return [...ended, ...(open ? [open] : [])].map((downtime) => ({ unitId, ...downtime }));
}
