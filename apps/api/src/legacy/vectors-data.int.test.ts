import { dealDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestServer } from '../testing.ts';
import { type LegacyClient, loggedIn } from './testing/client.ts';
import { exampleCluster, startExampleServer } from './testing/example-server.ts';

// The acceptance vectors V-27 … V-36 of the contract, by their numbers: those that need stored data.

let server: TestServer;
let admin: LegacyClient;
let e001: LegacyClient;
let e002: LegacyClient;

beforeAll(async () => {
  server = await startExampleServer();
  [admin, e001, e002] = await Promise.all([
    loggedIn(server, 'admin'),
    loggedIn(server, 'e001'),
    loggedIn(server, 'e002'),
  ]);
});
afterAll(() => server.close());

const unit = (unitId: string) => ({ ...exampleCluster, unitId });

/** Some documents of one collection for the time of one test. */
async function withDocuments(collection: string, documents: object[], work: () => Promise<void>): Promise<void> {
  await server.telemetry.db.collection(collection).insertMany(documents);
  try {
    await work();
  } finally {
    await server.telemetry.db.collection(collection).deleteMany({});
    server.setNow(null);
  }
}

const newYear = new Date('2020-01-01T00:00:00Z');
const deal = (parts: object, at = newYear) =>
  dealDocument(exampleCluster, { dealId: 'd', dischargeUnitId: 'E001', chargeUnitId: 'E002', at }, parts);
const hours = '/api/staff/deal/sumOfCumulateAmountWhsByHour';

test.for([
  ['V-27', '+09:00', '{"9": 10.5}'],
  ['V-28', '-03:30', '{"20": 10.5}'],
  ['V-28', 'Z', '{"0": 10.5}'],
  ['V-28', '+09:99', '{"10": 10.5}'],
])('%s hours in %s', async ([, timezone, text]) => {
  await withDocuments('deal', [deal({ createDateTime: newYear, cumulateAmountWh: 10.5 })], async () => {
    const answer = await admin.get(hours, { ...exampleCluster, timezone: timezone as string });
    expect(answer).toMatchObject({ status: 200, text });
  });
});

test('V-29 no time zone, and the name of one', async () => {
  expect(await admin.get(hours, exampleCluster)).toMatchObject({ status: 400, text: 'no param : timezone' });
  const answer = await admin.get(hours, { ...exampleCluster, timezone: 'Asia/Tokyo' });
  expect(answer).toMatchObject({ status: 400, text: "Invalid isoformat timezone string: 'Asia/Tokyo'" });
});

test('V-30 a period that is empty', async () => {
  const datetimeFrom = '2020-01-01T00:00:00.000Z';
  const answer = await admin.get('/api/staff/deal/list', { ...exampleCluster, datetimeFrom, datetimeTo: datetimeFrom });
  expect(answer).toMatchObject({ status: 400, text: '“datetimeTo” should be greater than “datetimeFrom”' });
});

test('V-31 the ends of a period', async () => {
  const [from, to] = ['2020-01-01T00:00:00.000Z', '2020-01-02T00:00:00.000Z'];
  const deals = [
    deal({ dealId: 'at from', createDateTime: new Date(from) }),
    deal({ dealId: 'at to', createDateTime: new Date(to) }),
  ];
  await withDocuments('deal', deals, async () => {
    const query = { ...exampleCluster, datetimeFrom: from, datetimeTo: to };
    const found = JSON.parse((await admin.get('/api/staff/deal/list', query)).text);
    expect(found.map(({ dealId }: { dealId: string }) => dealId)).toEqual(['at from']);
  });
});

test('V-32 whole and broken seconds', async () => {
  const dates = {
    createDateTime: new Date('2020-01-01T15:37:40.000Z'),
    startDateTime: new Date('2020-01-01T15:37:40.123Z'),
  };
  await withDocuments('deal', [deal(dates)], async () => {
    const { text } = await admin.get('/api/staff/deal/list', exampleCluster);
    expect(text).toContain('"createDateTime": "2020-01-01T15:37:40Z"');
    expect(text).toContain('"startDateTime": "2020-01-01T15:37:40.123Z"');
  });
});

test('V-33 when a deal is live', async () => {
  const now = new Date('2020-01-01T00:10:00.900Z');
  const second = Math.floor(now.getTime() / 1000);
  const deals = [
    deal({ dealId: 'live', reportTime: second - 299 }),
    deal({ dealId: 'orphan', reportTime: second - 300 }),
    deal({ dealId: 'finished', reportTime: second, deactivateDateTime: now }),
    deal({ dealId: 'null', reportTime: second, deactivateDateTime: null }),
  ];
  const watcher = await loggedIn(server, 'admin');
  await withDocuments('deal', deals, async () => {
    await server.database.session.updateMany({ data: { lastSeenAt: now, createdAt: now } });
    server.setNow(now);
    const found = JSON.parse((await watcher.get('/api/staff/deal/liveList', exampleCluster)).text);
    expect(found.map(({ dealId }: { dealId: string }) => dealId).sort()).toEqual(['live', 'null']);
  });
  await server.database.session.updateMany({ data: { lastSeenAt: new Date() } });
});

test('V-34 what a resident sees of a live deal', async () => {
  const live = deal({ requestAmountWh: 0, isMaster: false, reportTime: Math.floor(Date.now() / 1000) });
  const { activateDateTime: _, startDateTime: __, ...document } = live;
  await withDocuments('deal', [document], async () => {
    const [found] = JSON.parse((await e001.get('/api/resident/deal/liveList', unit('E001'))).text);
    expect(Object.keys(found)).toEqual([
      'createDateTime',
      'dealId',
      'dischargeUnitId',
      'chargeUnitId',
      'type',
      'requestUnitId',
      'acceptUnitId',
      'dealAmountWh',
      'cumulateAmountWh',
    ]);
    expect(found).toMatchObject({ dischargeUnitId: 'E001', chargeUnitId: '******', requestUnitId: '******' });
  });
});

test('V-35 BUDO of a deal that says little', async () => {
  const document = { ...exampleCluster, dealId: 'd', dischargeUnitId: 'E001', chargeUnitId: 'E002' };
  await withDocuments('deal', [document], async () => {
    const { text } = await admin.get('/api/staff/deal/list', { ...exampleCluster, formatType: 'BUDO' });
    expect(text).toBe(
      '[{"id": "d", "dischargingUnit": "E001", "chargingUnit": "E002", "isMasterDeal": false, ' +
        '"request": null, "requester": null, "responder": null, "startTime": null}]',
    );
  });
});

test('V-36 the newest data of a cluster and of a unit', async () => {
  const documents = [
    unitDataDocument(unit('E001'), new Date(1000)),
    unitDataDocument(unit('E002'), new Date(1000)),
    unitDataDocument(unit('E001'), new Date(2000)),
  ];
  await withDocuments('unitData', documents, async () => {
    const staff = JSON.parse((await admin.get('/api/staff/unitData/latestSet', exampleCluster)).text);
    expect(Object.keys(staff)).toEqual(['E001']);
    expect(staff.E001.datasetId).toBe(2000);
    const resident = JSON.parse((await e002.get('/api/resident/unitData/latestSet', unit('E002'))).text);
    expect(resident.E002.datasetId).toBe(1000);
  });
});
