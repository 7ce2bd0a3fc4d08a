import { randomUUID } from 'node:crypto';
import { readDeal } from '@commonwatt/domain/deal';
import { type DealFigure, dealFigure } from '@commonwatt/domain/deal-day';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { dayMs } from '@commonwatt/domain/utc-day';
import { streamDealFigures, sumDealHistory, sumDealsByHour } from '@commonwatt/telemetry/deal-history';
import { findDealSumProgress, keepDealSumsFrom } from '@commonwatt/telemetry/deal-sums';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { openTestTelemetry } from '@commonwatt/telemetry/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sumClusterDeals } from './sum-cluster-deals.ts';

let telemetry: Telemetry;
let cluster: ClusterRef;
let nowMs: number;

const startMs = Date.UTC(2026, 4, 28);
const hourMs = 3_600_000;

beforeAll(async () => {
  telemetry = await openTestTelemetry();
});
afterAll(() => telemetry.close());
beforeEach(() => {
  cluster = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
  nowMs = startMs;
});

const deals = () => telemetry.db.collection('deal');
const round = (keepTurn = () => {}) => sumClusterDeals({ telemetry, now: new Date(nowMs), keepTurn }, cluster);

async function stored(): Promise<Record<string, unknown>[]> {
  return deals()
    .find(cluster, { projection: { _id: 0 } })
    .toArray();
}

/** What the contract says, deal by deal. */
function byHour(
  documents: Record<string, unknown>[],
  unitId: string | undefined,
  offsetMs: number,
): Map<number | null, number> {
  const sums = new Map<number | null, number>();
  for (const { createDateTime, cumulateAmountWh, dischargeUnitId, chargeUnitId } of documents) {
    if (unitId !== undefined && dischargeUnitId !== unitId && chargeUnitId !== unitId) continue;
    const isDated = createDateTime instanceof Date;
    const hour = isDated ? new Date(createDateTime.getTime() + offsetMs).getUTCHours() : null;
    sums.set(hour, (sums.get(hour) ?? 0) + (typeof cumulateAmountWh === 'number' ? cumulateAmountWh : 0));
  }
  return sums;
}

function figures(documents: Record<string, unknown>[], unitId: string | undefined, from: Date, to: Date): string[] {
  return documents
    .flatMap((document) => {
      const read = readDeal(document);
      const figure = read.ok ? dealFigure(read.deal, new Date(nowMs)) : null;
      return figure ? [figure] : [];
    })
    .filter(
      ({ dischargeUnitId, chargeUnitId }) => unitId === undefined || [dischargeUnitId, chargeUnitId].includes(unitId),
    )
    .filter(({ createdMs }) => createdMs >= from.getTime() && createdMs < to.getTime())
    .map(figureText)
    .sort();
}

const figureText = ({ createdMs, dischargeUnitId, chargeUnitId, amountWh, outcome, durationMs }: DealFigure) =>
  JSON.stringify([createdMs, dischargeUnitId, chargeUnitId, amountWh, outcome, durationMs]);

/** The last one is none that a clock of the world has: it can only be answered deal by deal. */
const offsets = [0, 9 * hourMs, -3.5 * hourMs, 5.75 * hourMs, 1_000];
const period = { from: new Date(startMs + 3.3 * hourMs), to: new Date(startMs + 6.7 * dayMs) };

async function expectSameAsDeals(offsetMs = 9 * hourMs, unitIds: (string | undefined)[] = [undefined, 'E001']) {
  const documents = await stored();
  const before = new Date(startMs + 2.4 * dayMs);
  const early = documents.filter(({ createDateTime }) => createDateTime instanceof Date && createDateTime < before);
  for (const unitId of unitIds) {
    const sums = await sumDealsByHour(telemetry, { cluster, unitId, offsetMs });
    expect(new Map(sums.map(({ hour, amountWh }) => [hour, amountWh]))).toEqual(byHour(documents, unitId, offsetMs));
    const { gaveWh, receivedWh } = await sumDealHistory(telemetry, { cluster, unitId }, { offsetMs, before });
    const ofDeals = byHour(early, unitId, offsetMs);
    expect(gaveWh.map((wh, hour) => wh + (unitId === undefined ? 0 : (receivedWh[hour] ?? 0)))).toEqual(
      gaveWh.map((_, hour) => ofDeals.get(hour) ?? 0),
    );
    const found: string[] = [];
    for await (const batch of streamDealFigures(telemetry, { cluster, unitId, period, now: new Date(nowMs) })) {
      found.push(...batch.map(figureText));
    }
    expect(found.sort()).toEqual(figures(documents, unitId, period.from, period.to));
  }
}

const unit = fc.constantFrom('E001', 'E002', 'E003');
const hours = fc
  .integer({ min: 0, max: 7 * 24 * 4 })
  .map((quarters) => new Date(startMs + quarters * 15 * 60_000 + 1_234));
const document = fc.record({
  dischargeUnitId: fc.oneof({ weight: 9, arbitrary: unit }, fc.constant(null)),
  chargeUnitId: unit,
  createDateTime: fc.oneof({ weight: 9, arbitrary: hours }, fc.constantFrom(null, '--', 7)),
  startDateTime: fc.option(hours),
  stopDateTime: fc.option(hours),
  deactivateDateTime: fc.option(hours),
  abortDateTime: fc.option(hours),
  scramDateTime: fc.option(hours),
  cumulateAmountWh: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4) },
    fc.constantFrom(null, 'n/a'),
  ),
});
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('report' as const), id: fc.integer({ min: 0, max: 25 }), document }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 300 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('round' as const) }) },
  // A worker that dies somewhere in its round.
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('death' as const), after: fc.integer({ min: 0, max: 6 }) }) },
);

test('whatever is reported in whatever order, sums are those of the deals, before and after each round', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 30 }),
      fc.constantFrom(...offsets),
      async (steps, offsetMs) => {
        cluster = { communityId: `c_${randomUUID()}`, clusterId: 'k' };
        nowMs = startMs + 8 * dayMs;
        for (const one of steps) {
          if (one.kind === 'wait') nowMs += one.minutes * 60_000;
          if (one.kind === 'round') await round();
          if (one.kind === 'death') {
            let left = one.after;
            await round(() => {
              if (left-- <= 0) throw new Error('died');
            }).catch(() => {});
          }
          if (one.kind === 'report') {
            const dealId = `deal-${one.id}`;
            // As apis-ccc does it: the whole document is replaced, with the time of its report.
            const reportTime = Math.floor(nowMs / 1000);
            const replacement = { dealId, ...cluster, ...one.document, reportTime };
            const known = await deals().findOne({ dealId, ...cluster });
            // A deal keeps the moment it was made at.
            const createDateTime = known ? known.createDateTime : replacement.createDateTime;
            await deals().replaceOne({ dealId, ...cluster }, { ...replacement, createDateTime }, { upsert: true });
          }
        }
        await expectSameAsDeals(offsetMs);
        await round();
        await expectSameAsDeals(offsetMs);
      },
    ),
    { numRuns: 25 },
  );
}, 300_000);

function deal(dealId: string, createdMs: number, parts: object = {}) {
  const createDateTime = new Date(createdMs);
  const units = { dischargeUnitId: 'E001', chargeUnitId: 'E002' };
  return {
    dealId,
    ...cluster,
    ...units,
    createDateTime,
    cumulateAmountWh: 50,
    reportTime: Math.floor(createdMs / 1000),
    ...parts,
  };
}

test('a history is added up by itself, and months of it in one round', async () => {
  await deals().insertMany(Array.from({ length: 120 }, (_, i) => deal(`d${i}`, startMs - i * dayMs)));
  nowMs = startMs + hourMs;
  expect(await round()).toBe(120);
  expect(await findDealSumProgress(telemetry, cluster)).toMatchObject({ isComplete: true, brokenMonths: [] });
  await expectSameAsDeals();
  expect(await round()).toBe(0);
});

test('what was changed without being reported is found in turn', async () => {
  await deals().insertMany(Array.from({ length: 20 }, (_, i) => deal(`d${i}`, startMs - i * dayMs)));
  nowMs = startMs + 10 * dayMs;
  await deals().insertOne(deal('newest', nowMs));
  await round();
  await deals().updateOne({ dealId: 'd15', ...cluster }, { $set: { cumulateAmountWh: 7 } });
  await deals().deleteOne({ dealId: 'd3', ...cluster });
  await deals().insertOne(deal('late', startMs - 8 * dayMs));
  for (let i = 0; i < 6; i += 1) await round();
  await expectSameAsDeals();
});

test('a reporter whose clock is years ahead hides nothing that others report', async () => {
  nowMs = startMs + dayMs;
  await deals().insertOne(deal('ahead', startMs, { reportTime: Math.floor(startMs / 1000) + 10 * 365 * 86_400 }));
  await round();
  await deals().insertOne(deal('right', startMs + hourMs, { reportTime: Math.floor(nowMs / 1000) }));
  await expectSameAsDeals();
});

test('deals that were deleted because they are old stay in the sums', async () => {
  await deals().insertMany(Array.from({ length: 40 }, (_, i) => deal(`d${i}`, startMs - i * dayMs)));
  nowMs = startMs + hourMs;
  await round();
  const keptFrom = startMs - 20 * dayMs;
  await keepDealSumsFrom(telemetry, cluster, keptFrom);
  await deals().deleteMany({ ...cluster, createDateTime: { $lt: new Date(keptFrom) } });
  for (let i = 0; i < 12; i += 1) await round();
  const sums = await sumDealsByHour(telemetry, { cluster, offsetMs: 0 });
  expect(sums).toEqual([{ hour: 0, amountWh: 40 * 50 }]);
});
