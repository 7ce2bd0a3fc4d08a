import { type Collection, Long } from 'mongodb';
import { expect, test } from 'vitest';
import { openCollection } from './test-store.ts';

// Pipelines as the readers of the telemetry send them.

async function openDeals(): Promise<Collection> {
  const collection = await openCollection();
  await collection.createIndex({ communityId: 1, clusterId: 1, createDateTime: 1, reportTime: 1 });
  const deal = (
    dealId: string,
    createDateTime: Date | null | undefined,
    cumulateAmountWh: unknown,
    charge = 'E001',
  ) => ({
    dealId,
    communityId: 'c',
    clusterId: 'k',
    ...(createDateTime !== undefined && { createDateTime }),
    ...(cumulateAmountWh !== undefined && { cumulateAmountWh }),
    chargeUnitId: charge,
    dischargeUnitId: 'E009',
    reportTime: Long.fromNumber(1_747_212_345),
  });
  await collection.insertMany([
    deal('1', new Date('2026-05-14T20:15:00Z'), 50.5),
    deal('2', new Date('2026-05-14T20:45:00Z'), 10, 'E002'),
    deal('3', new Date('2026-05-14T23:00:00Z'), undefined),
    deal('4', null, 7),
    deal('5', undefined, 'no number'),
    deal('6', new Date('2026-05-15T20:59:59Z'), 1, 'E002'),
  ]);
  return collection;
}

const match = { $match: { communityId: 'c', clusterId: 'k' } };

test('sums by hour of the day at an offset, with a group for deals without a date', async () => {
  const deals = await openDeals();
  const hour = { $hour: { $add: ['$createDateTime', 9 * 3_600_000] } };
  const rows = await deals
    .aggregate([match, { $group: { _id: hour, wh: { $sum: '$cumulateAmountWh' } } }, { $sort: { _id: 1 } }])
    .toArray();
  expect(rows).toEqual([
    { _id: null, wh: 7 },
    { _id: 5, wh: 61.5 },
    { _id: 8, wh: 0 },
  ]);
});

test('fails as a whole when a date is none', async () => {
  const deals = await openDeals();
  await deals.insertOne({ communityId: 'c', clusterId: 'k', createDateTime: '--' });
  const sums = deals.aggregate([match, { $group: { _id: { $hour: '$createDateTime' }, n: { $sum: 1 } } }]);
  await expect(sums.toArray()).rejects.toMatchObject({ code: 16006 });
});

test('sums by hour and by day in a time zone', async () => {
  const deals = await openDeals();
  const period = { createDateTime: { $gte: new Date('2026-05-14T00:00:00Z'), $lt: new Date('2026-05-16T00:00:00Z') } };
  const sumBy = (unit: string) =>
    deals
      .aggregate([
        { $match: { ...match.$match, ...period } },
        {
          $group: {
            _id: { $dateTrunc: { date: '$createDateTime', unit, timezone: 'Asia/Tokyo' } },
            amountWh: { $sum: '$cumulateAmountWh' },
          },
        },
        { $sort: { _id: 1 } },
        { $project: { _id: 0, from: '$_id', amountWh: 1 } },
      ])
      .toArray();
  expect(await sumBy('hour')).toEqual([
    { from: new Date('2026-05-14T20:00:00Z'), amountWh: 60.5 },
    { from: new Date('2026-05-14T23:00:00Z'), amountWh: 0 },
    { from: new Date('2026-05-15T20:00:00Z'), amountWh: 1 },
  ]);
  expect(await sumBy('day')).toEqual([
    { from: new Date('2026-05-14T15:00:00Z'), amountWh: 60.5 },
    { from: new Date('2026-05-15T15:00:00Z'), amountWh: 1 },
  ]);
});

test('finds the range of dates, and null when there is none', async () => {
  const deals = await openDeals();
  const range = { $group: { _id: null, min: { $min: '$createDateTime' }, max: { $max: '$createDateTime' } } };
  expect(await deals.aggregate([match, range]).toArray()).toEqual([
    { _id: null, min: new Date('2026-05-14T20:15:00Z'), max: new Date('2026-05-15T20:59:59Z') },
  ]);
  expect(await deals.aggregate([{ $match: { dealId: { $in: ['4', '5'] } } }, range]).toArray()).toEqual([
    { _id: null, min: null, max: null },
  ]);
  expect(await deals.aggregate([{ $match: { dealId: 'none' } }, range]).toArray()).toEqual([]);
});

test('tells live deals from others', async () => {
  const deals = await openDeals();
  await deals.updateOne({ dealId: '1' }, { $set: { deactivateDateTime: new Date() } });
  await deals.updateOne({ dealId: '2' }, { $set: { deactivateDateTime: null } });
  await deals.updateOne({ dealId: '3' }, { $set: { reportTime: Long.fromNumber(1) } });
  const live = { ...match.$match, deactivateDateTime: null, reportTime: { $gt: 1_747_212_045 } };
  const ofUnit = { $or: [{ chargeUnitId: 'E002' }, { dischargeUnitId: 'E002' }] };
  expect((await deals.find(live).toArray()).map(({ dealId }) => dealId).sort()).toEqual(['2', '4', '5', '6']);
  expect((await deals.find({ ...live, ...ofUnit }).toArray()).map(({ dealId }) => dealId).sort()).toEqual(['2', '6']);
});

test('takes the last of each group in order, whole', async () => {
  const deals = await openDeals();
  const rows = await deals
    .aggregate([
      { $match: { ...match.$match, createDateTime: { $gte: new Date(0) } } },
      { $sort: { createDateTime: 1 } },
      { $group: { _id: '$chargeUnitId', last: { $last: '$$ROOT' } } },
      { $replaceRoot: { newRoot: '$last' } },
      { $sort: { dealId: 1 } },
      { $project: { dealId: 1, _id: 0, reportTime: 1 } },
    ])
    .toArray();
  expect(rows).toEqual([
    { dealId: '3', reportTime: 1_747_212_345 },
    { dealId: '6', reportTime: 1_747_212_345 },
  ]);
});

test('counts, also where there is nothing', async () => {
  const deals = await openDeals();
  expect(await deals.aggregate([match, { $count: 'n' }]).toArray()).toEqual([{ n: 6 }]);
  expect(await deals.aggregate([{ $match: { dealId: 'x' } }, { $count: 'n' }]).toArray()).toEqual([]);
  expect(await deals.aggregate([match, { $group: { _id: null, n: { $sum: 2 } } }]).toArray()).toEqual([
    { _id: null, n: 12 },
  ]);
  expect(
    await deals
      .aggregate([{ $match: { dealId: '1' } }, { $project: { _id: 0, half: { $divide: ['$cumulateAmountWh', 2] } } }])
      .toArray(),
  ).toEqual([{ half: 25.25 }]);
});

test('reads long results in batches', async () => {
  const collection = await openCollection();
  await collection.insertMany(Array.from({ length: 2000 }, (_, n) => ({ n })));
  const doubled = collection.aggregate(
    [{ $addFields: { twice: { $multiply: ['$n', 2] } } }, { $match: { twice: { $gte: 1000 } } }],
    { batchSize: 100 },
  );
  expect(await doubled.toArray()).toHaveLength(1500);
  const limited = collection.aggregate([
    { $match: { n: { $gte: 10 } } },
    { $project: { n: 1 } },
    { $skip: 5 },
    { $limit: 3 },
    { $match: { n: { $ne: 16 } } },
  ]);
  expect((await limited.toArray()).map(({ n }) => n)).toEqual([15, 17]);
});
