import { dealDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import { Decimal128, Long } from 'mongodb';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { TestServer } from '../testing.ts';
import { createLegacyClient, type LegacyClient } from './testing/client.ts';
import { exampleCluster, startExampleServer } from './testing/example-server.ts';

// What the endpoints make of stored data.

let server: TestServer;
let admin: LegacyClient;
let e001: LegacyClient;

beforeAll(async () => {
  server = await startExampleServer();
  admin = createLegacyClient(server);
  e001 = createLegacyClient(server);
  await Promise.all([admin.logIn('admin'), e001.logIn('e001')]);
});
afterAll(() => server.close());
afterEach(async () => {
  for (const name of ['deal', 'unitData', 'downtime']) await server.telemetry.db.collection(name).deleteMany({});
});

const unit = (unitId: string) => ({ ...exampleCluster, unitId });
const noon = new Date('2020-01-01T12:00:00Z');
const insert = (collection: string, documents: object[]) =>
  server.telemetry.db.collection(collection).insertMany(documents);
const deal = (dealId: string, parts: object = {}) =>
  dealDocument(exampleCluster, { dealId, dischargeUnitId: 'E001', chargeUnitId: 'E002', at: noon }, parts);
const staff = (path: string, query: object = {}) =>
  admin.get(`/api/staff/${path}`, { ...exampleCluster, ...query } as Record<string, string>);
const resident = (path: string, query: object = {}) =>
  e001.get(`/api/resident/${path}`, { ...unit('E001'), ...query } as Record<string, string>);
const idsOf = (text: string) =>
  JSON.parse(text)
    .map(({ dealId }: { dealId: string }) => dealId)
    .sort();

test('documents come with every field, whatever its type, and without their _id', async () => {
  const extra = {
    note: 'é漢',
    nested: { list: [1, null, { at: noon }], empty: {} },
    big: Long.fromString('9007199254740993'),
    exact: Decimal128.fromString('1.50'),
    ratio: Number.NaN,
  };
  await insert('unitData', [unitDataDocument(unit('E001'), noon, extra)]);
  for (const answer of [await staff('unitData/latestSet'), await resident('unitData/latestSet')]) {
    expect(answer.text).toContain('"note": "\\u00e9\\u6f22"');
    expect(answer.text).toContain('"big": 9007199254740993');
    expect(answer.text).toContain(`"datasetId": ${noon.getTime()}`);
    const { E001 } = JSON.parse(answer.text);
    expect(E001).toMatchObject({
      nested: { list: [1, null, { at: '2020-01-01T12:00:00Z' }], empty: {} },
      exact: '1.50',
      ratio: null,
      time: '2020-01-01T12:00:00Z',
    });
    expect(E001).not.toHaveProperty('_id');
  }
});

test('of doubled documents the later one counts; without a datasetId there is nothing', async () => {
  await insert('unitData', [
    unitDataDocument(unit('E001'), noon, { turn: 1 }),
    unitDataDocument(unit('E001'), noon, { turn: 2 }),
  ]);
  expect(JSON.parse((await staff('unitData/latestSet')).text).E001.turn).toBe(2);
  expect(JSON.parse((await resident('unitData/latestSet')).text).E001.turn).toBe(2);
  await server.telemetry.db.collection('unitData').updateMany({}, { $unset: { datasetId: 1 } });
  expect((await staff('unitData/latestSet')).text).toBe('{}');
  expect((await resident('unitData/latestSet')).text).toBe('{}');
});

test('ids of units that reported', async () => {
  await insert('unitData', [unitDataDocument(unit('E002'), noon), unitDataDocument(unit('E009'), noon)]);
  expect((await staff('unitData/unitIdList')).text).toBe('["E002", "E009"]');
});

test('a resident gets the deals that the unit gives or receives in, and no others', async () => {
  await insert('deal', [
    deal('gives'),
    deal('receives', { dischargeUnitId: 'E002', chargeUnitId: 'E001' }),
    deal('asks only', { dischargeUnitId: 'E003', requestUnitId: 'E001', acceptUnitId: 'E001', unitId: 'E001' }),
    deal('both', { chargeUnitId: 'E001' }),
    { ...deal('elsewhere'), clusterId: 'other' },
  ]);
  expect(idsOf((await resident('deal/list')).text)).toEqual(['both', 'gives', 'receives']);
  expect(idsOf((await staff('deal/list')).text)).toEqual(['asks only', 'both', 'gives', 'receives']);
  expect((await resident('deal/list')).text).not.toMatch(/E00[23]|pointPerWh|reportTime|communityId/);
  const budo = JSON.parse((await resident('deal/list', { formatType: 'budo' })).text);
  expect(budo.map(({ chargingUnit }: { chargingUnit: string }) => chargingUnit).sort()).toEqual([
    '******',
    'E001',
    'E001',
  ]);
});

test('an orphan is not live, whatever its fields promise', async () => {
  const now = Math.floor(Date.now() / 1000);
  const orphan = { deactivateDateTime: undefined, isMaster: true, reportTime: Long.fromNumber(now - 301) };
  await insert('deal', [deal('orphan', orphan), deal('live', { reportTime: Long.fromNumber(now) })]);
  expect(idsOf((await staff('deal/liveList')).text)).toEqual(['live']);
  expect(idsOf((await resident('deal/liveList')).text)).toEqual(['live']);
});

test('periods go by creation; a date without a zone is UTC', async () => {
  await insert('deal', [
    deal('early', { createDateTime: new Date('2019-12-31T23:59:59.999Z') }),
    deal('first', { createDateTime: new Date('2020-01-01T00:00:00Z') }),
    deal('last', { createDateTime: new Date('2020-01-01T23:59:59.999Z') }),
    deal('undated', { createDateTime: null }),
  ]);
  const list = async (query: object) => idsOf((await staff('deal/list', query)).text);
  expect(await list({ datetimeFrom: '2020-01-01', datetimeTo: '2020-01-02' })).toEqual(['first', 'last']);
  expect(await list({ datetimeFrom: '2020-01-01' })).toEqual(['first', 'last']);
  expect(await list({ datetimeTo: '2020-01-01T00:00:00Z' })).toEqual(['early']);
  expect(await list({ datetimeFrom: '', datetimeTo: '' })).toEqual(['early', 'first', 'last', 'undated']);
});

test('the range of dates, also where they are missing', async () => {
  await insert('deal', [deal('a', { createDateTime: null })]);
  expect((await staff('deal/datetimeRange')).text).toBe('{"min": null, "max": null}');
  await insert('deal', [
    deal('b', { createDateTime: new Date('2020-01-03T00:00:00.5Z') }),
    deal('c', { createDateTime: noon, dischargeUnitId: 'E003' }),
  ]);
  expect((await staff('deal/datetimeRange')).text).toBe(
    '{"min": "2020-01-01T12:00:00Z", "max": "2020-01-03T00:00:00.500Z"}',
  );
  expect((await resident('deal/datetimeRange')).text).toContain('"min": "2020-01-03T00:00:00.500Z"');
});

test('sums by hour, with those that have no date and those that have no number', async () => {
  await insert('deal', [
    deal('a', { createDateTime: noon, cumulateAmountWh: 10 }),
    deal('b', { createDateTime: new Date('2021-06-01T12:59:59Z'), cumulateAmountWh: 2.5 }),
    deal('c', { createDateTime: noon, cumulateAmountWh: 'n/a', dischargeUnitId: 'E003' }),
    deal('d', { createDateTime: new Date('2020-01-01T00:00:00Z'), cumulateAmountWh: undefined }),
    deal('e', { createDateTime: null, cumulateAmountWh: 1 }),
    deal('f', { createDateTime: 'odd', cumulateAmountWh: 1 }),
  ]);
  const sums = async (ask: typeof staff, timezone: string) =>
    JSON.parse((await ask('deal/sumOfCumulateAmountWhsByHour', { timezone })).text);
  expect(await sums(staff, 'Z')).toEqual({ 0: 0, 12: 12.5, null: 2 });
  expect(await sums(staff, '-12:01')).toEqual({ 11: 0, 23: 10, 0: 2.5, null: 2 });
  expect(await sums(resident, '+09:00')).toEqual({ 9: 0, 21: 12.5, null: 2 });
});

test('a long history arrives whole', async () => {
  const count = 4_000;
  await insert(
    'deal',
    Array.from({ length: count }, (_, i) => deal(`deal-${String(i).padStart(5, '0')}`, { note: 'x'.repeat(200) })),
  );
  const answer = await staff('deal/list');
  expect(answer.headers.get('content-length')).toBeNull();
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(answer.text.length).toBeGreaterThan(1_048_576);
  expect(new Set(idsOf(answer.text)).size).toBe(count);
});

test('downtimes of a period, those that only touch its beginning included', async () => {
  const downtime = (unitId: string, down: string, recovery: string | null) => ({
    ...unit(unitId),
    downDateTime: new Date(`2020-01-01T${down}:00Z`),
    recoveryDateTime: recovery && new Date(`2020-01-01T${recovery}:00Z`),
    cause: 'loss',
  });
  await insert('downtime', [
    downtime('E001', '06:00', '10:00'),
    downtime('E001', '12:00', null),
    downtime('E002', '08:00', '09:59'),
    downtime('E002', '14:00', '15:00'),
  ]);
  const period = { datetimeFrom: '2020-01-01T10:00:00.000Z', datetimeTo: '2020-01-01T14:00:00.000Z' };
  expect((await staff('downtime/list', period)).text).toBe(
    '[{"communityId": "oss_community", "clusterId": "oss_cluster", "unitId": "E001", ' +
      '"downDateTime": "2020-01-01T06:00:00Z", "recoveryDateTime": "2020-01-01T10:00:00Z"}, ' +
      '{"communityId": "oss_community", "clusterId": "oss_cluster", "unitId": "E001", ' +
      '"downDateTime": "2020-01-01T12:00:00Z", "recoveryDateTime": null}]',
  );
  expect(JSON.parse((await staff('downtime/list', { unitId: 'E002' })).text)).toHaveLength(2);
  expect((await staff('downtime/list', { unitId: 'zzz' })).text).toBe('[]');
});

test('ids of units whose downtime is known, whatever the period', async () => {
  await server.telemetry.db.collection('downtimeStatus').insertOne({ ...unit('E003'), lastTime: noon });
  expect((await staff('downtime/unitIdList', { datetimeFrom: 'nonsense' })).text).toBe('["E003"]');
});

test('failures in the names of their columns; a date without a zone is one of the cluster’s clocks', async () => {
  const { communityId: communityCode, clusterId: clusterCode } = exampleCluster;
  const failure = (detectedAt: string, closedAt: string | null) => ({
    type: 'apis_main_alive',
    communityCode,
    clusterCode,
    programId: 'apis-main',
    unitCode: 'E001',
    detectedAt: new Date(detectedAt),
    closedAt: closedAt && new Date(closedAt),
    description: 'line 1\n<b>',
  });
  await server.database.failure.createMany({
    data: [
      failure('2020-01-01T00:00:00.250Z', '2020-01-01T01:00:00Z'),
      failure('2020-01-02T00:00:00Z', null),
      { ...failure('2020-01-03T00:00:00Z', null), communityCode: null },
    ],
  });
  const [open, ...others] = JSON.parse((await staff('monitoring/failure/openList')).text);
  expect(others).toEqual([]);
  expect(Object.keys(open)).toEqual([
    'id',
    'type',
    'community_id',
    'cluster_id',
    'program_id',
    'unit_id',
    'detected',
    'closed',
    'description',
  ]);
  const count = async (query: object) => JSON.parse((await staff('monitoring/failure/list', query)).text).length;
  expect(await count({})).toBe(2);
  expect(await count({ datetimeFrom: '2020-01-01T01:00:00Z' })).toBe(2);
  expect(await count({ datetimeFrom: '2020-01-01T01:00:00.001Z' })).toBe(1);
  expect(await count({ datetimeTo: '2020-01-02T00:00:00Z' })).toBe(1);
  // Midnight in Tokyo is 15:00 of the day before in UTC.
  expect(await count({ datetimeTo: '2020-01-02T09:00' })).toBe(1);
  expect(await count({ datetimeTo: '2020-01-02T09:00:00.001' })).toBe(2);

  // One that stands for units behind one gateway has the program, and no unit.
  const description = 'The program may not be running.\n\nNo sign of life either of 3 units: E001, E002, E003';
  const together = { ...failure('2020-01-05T00:00:00Z', null), unitCode: null, description };
  await server.database.failure.create({ data: together });
  const [, second] = JSON.parse((await staff('monitoring/failure/openList')).text);
  expect(second).toMatchObject({ type: 'apis_main_alive', program_id: 'apis-main', unit_id: null, description });
});

test('the staff outline holds everything, the resident outline the own homes', async () => {
  await server.database.community.create({ data: { code: '10', name: 'Ten' } });
  await server.database.community.create({ data: { code: '9', name: 'Nine' } });
  const { text } = await admin.get('/api/staff/community/outline');
  expect(text).toMatch(
    /^\{"communities": \{"10": \{"id": "10", "name": "Ten", "clusters": \{\}\}, "9": .*"oss_community"/,
  );
  const own = JSON.parse((await e001.get('/api/resident/community/outline')).text);
  expect(own).toEqual({
    communities: {
      oss_community: {
        id: 'oss_community',
        name: 'OSS Community',
        clusters: {
          oss_cluster: {
            communityId: 'oss_community',
            id: 'oss_cluster',
            name: 'OSS Cluster',
            units: {
              E001: { ...exampleCluster, id: 'E001', name: 'E001', available_from: null, available_to: null },
            },
          },
        },
      },
    },
  });
});
