import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseFault } from './fault-text.ts';
import { dealsOf, logsOf, unitDataOf } from './store.ts';
import { givingAndTaking } from './testing.ts';
import { liveStartMs, startLive, startTestStore } from './testing-live.ts';

let store: Awaited<ReturnType<typeof startTestStore>>;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.close());

/** A cluster of its own for each test, one deal at a time, told to misbehave; `here` in a fault is its place. */
function misbehaving(communityId: string, ...faults: string[]) {
  const pair = givingAndTaking();
  const policy = { ...pair.policy, gridCurrentCapacityA: 1 };
  const cluster = { ...pair, policy, ref: { communityId, clusterId: 'k' } };
  const parsed = faults.map((fault) => parseFault(fault.replace('here', `${communityId}/k`), liveStartMs));
  const { db } = store;
  const unitData = (filter: object = {}) =>
    unitDataOf(db)
      .find({ 'oesunit.communityId': communityId, ...filter }, { sort: { datasetId: 1 } })
      .toArray();
  const lines = (filter: object = {}) =>
    logsOf(db)
      .find({ communityId, ...filter }, { sort: { datetime: 1 } })
      .toArray();
  const deals = (filter: object = {}) =>
    dealsOf(db)
      .find({ communityId, ...filter })
      .toArray();
  return { ...startLive(db, cluster, { faults: parsed }), unitData, lines, deals };
}

const duringMs = (fromS: number, toS: number) => ({ $gt: liveStartMs + fromS * 1000, $lt: liveStartMs + toS * 1000 });

test('a silent unit is missing in reports and logs, and its deal is aborted', async () => {
  const { pass, unitData, lines, deals } = misbehaving('silent_unit', 'silentUnit:here/E001@+300s..+600s');
  await pass(900);
  const meanwhile = { datasetId: duringMs(300, 600) };
  expect(await unitData({ ...meanwhile, 'oesunit.id': 'E001' })).toHaveLength(0);
  expect(await unitData({ ...meanwhile, 'oesunit.id': 'E002' })).toHaveLength(9);
  expect(await unitData({ datasetId: duringMs(600, 901), 'oesunit.id': 'E001' })).toHaveLength(10);
  const times = { $gt: new Date(liveStartMs + 301_000), $lt: new Date(liveStartMs + 600_000) };
  expect(await lines({ unitId: 'E001', message: /^uri : /, datetime: times })).toHaveLength(0);
  const [warning] = await lines({ loglevel: 'WARNING', message: /illegal member list/, datetime: times });
  expect(warning?.message).toContain('illegal member list : [E002], POLICY.memberUnitIds : [E001, E002]');
  const aborted = await deals({ abortReason: { $exists: true } });
  expect(aborted[0]?.abortReason).toBe('invalid slave side unit status ; unit : E001, mode : WAIT');
  expect(aborted[0]?.deactivateDateTime).toBeInstanceOf(Date);
});

test('a silent apis-ccc writes nothing, and a deal that ends meanwhile stays without its end', async () => {
  const { pass, unitData, lines, deals } = misbehaving('silent_ccc', 'silentReporter:here@+300s..+900s');
  await pass(1200);
  expect(await unitData({ datasetId: duringMs(300, 900) })).toHaveLength(0);
  expect((await unitData({ datasetId: duringMs(900, 1201) })).length).toBeGreaterThan(0);
  const times = { $gt: new Date(liveStartMs + 301_000), $lt: new Date(liveStartMs + 900_000) };
  expect(await lines({ programId: 'apis-ccc', datetime: times })).toHaveLength(0);
  expect((await lines({ programId: 'apis-main', datetime: times })).length).toBeGreaterThan(0);
  const lost = await deals({ deactivateDateTime: { $exists: false }, startDateTime: { $exists: true } });
  const lastReportS = lost.map(({ reportTime }) => Number(reportTime) - liveStartMs / 1000);
  expect(lastReportS.filter((second) => second <= 300)).toHaveLength(1);
});

test('an error of a unit is a SEVERE line each 30 s, ends its deal and keeps it from trading', async () => {
  const { pass, lines, deals } = misbehaving('severe', 'severeLine:here/E002@+300s..+390s');
  await pass(420);
  const severe = await lines({ loglevel: 'SEVERE' });
  expect(severe).toHaveLength(3);
  expect(severe[0]).toMatchObject({
    programId: 'apis-main',
    unitId: 'E002',
    loggername: 'jp.co.sony.csl.dcoes.apis.main.app.user.ErrorCollection',
    message: expect.stringMatching(
      /^\(HARDWARE:LOCAL:ERROR:E002\) invalid dcdc.status.alarmState value : Heavy alarm \[.*\]$/,
    ),
  });
  const [deal] = await deals();
  expect(JSON.parse(String(deal?.abortReason))).toEqual([expect.stringContaining('Heavy alarm')]);
});

test('an error of the whole cluster ends all deals at once', async () => {
  const text = '(HARDWARE:GLOBAL:ERROR:E001) sum of dcdc.meter.ig, all units : 0.6';
  const { pass, deals } = misbehaving('scram', `severeLine:here/E001@+300s..+330s,text=${text}`);
  await pass(360);
  const [deal] = await deals({ scramReason: { $exists: true } });
  expect(deal).toMatchObject({ scramReason: JSON.stringify([text]), isMaster: true });
  expect(deal?.stopDateTime).toEqual(deal?.scramDateTime);
  expect(deal?.deactivateDateTime).toEqual(deal?.scramDateTime);
});

test('an error of apis-ccc is its own line', async () => {
  const { pass, lines } = misbehaving(
    'ccc_severe',
    'severeLine:here@+30s..+31s,text=Communication failed with MongoDB ; x',
  );
  await pass(60);
  const severe = await lines({ loglevel: 'SEVERE' });
  expect(severe).toMatchObject([{ programId: 'apis-ccc', message: 'Communication failed with MongoDB ; x' }]);
  expect(severe[0]).not.toHaveProperty('unitId');
});

test('a deal that ends before it started cannot be stored: an orphan and the SEVERE lines of apis-ccc', async () => {
  const { pass, lines, deals } = misbehaving('orphan', 'stoppedMode:here/E002@+70s..+5m');
  await pass(120);
  const [deal] = await deals();
  expect(deal).toHaveProperty('activateDateTime');
  for (const field of ['startDateTime', 'deactivateDateTime', 'abortReason']) expect(deal).not.toHaveProperty(field);
  const messages = (await lines({ programId: 'apis-ccc', loglevel: 'SEVERE' })).map(({ message }) =>
    String(message).slice(0, 40),
  );
  expect(messages.slice(-4)).toEqual([
    'Communication failed with MongoDB ; java',
    expect.stringContaining('query : {"dealId":'),
    expect.stringContaining('deal : {"dealId":'),
    'Communication failed with ServiceCenter ',
  ]);
});

test('a blocked thread is a WARNING each second with the growing time, from 5 s on with a trace', async () => {
  const { pass, lines } = misbehaving('blocked', 'blockedThread:here/E001@+10s..+18s');
  await pass(30);
  const blocked = await lines({ loglevel: 'WARNING', loggername: 'io.vertx.core.impl.BlockedThreadChecker' });
  const times = blocked.map(({ message }) => Number(/ has been blocked for (\d+) ms/.exec(String(message))?.[1]));
  expect(times).toEqual([2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000]);
  expect(blocked.map(({ message }) => String(message).includes('\n'))).toEqual([
    ...Array(4).fill(false),
    ...Array(4).fill(true),
  ]);
  expect(blocked[0]).toMatchObject({ unitId: 'E001', thread: 'vertx-blocked-thread-checker' });
});

test('a stopped unit says so, trades nothing and ends its deal', async () => {
  const { pass, unitData, lines, deals } = misbehaving('stopped', 'stoppedMode:here/E001@+300s..+600s');
  await pass(480);
  const [document] = await unitData({ datasetId: duringMs(300, 600), 'oesunit.id': 'E001' });
  expect(document).toMatchObject({
    oesunit: { budo: '0' },
    apis: { operation_mode: { global: 'autonomous', local: 'stop', effective: 'stop' } },
  });
  expect((await lines({ unitId: 'E001', message: 'operationMode is not autonomous : stop' })).length).toBeGreaterThan(
    3,
  );
  expect((await deals({ abortReason: { $exists: true } })).length).toBe(1);
  expect(await deals({ createDateTime: { $gt: new Date(liveStartMs + 300_000) } })).toHaveLength(0);
});

test('a whole cluster in soft stop lets its deals end and makes no new ones', async () => {
  const { pass, unitData, deals } = misbehaving('soft_stop', 'stoppedMode:here@+300s,mode=heteronomous');
  await pass(1200);
  const [document] = await unitData({ datasetId: duringMs(600, 631) });
  expect(document?.apis).toMatchObject({
    operation_mode: { global: 'heteronomous', local: null, effective: 'heteronomous' },
  });
  expect(await deals({ abortReason: { $exists: true } })).toHaveLength(0);
  expect(await deals({ deactivateDateTime: { $exists: false } })).toHaveLength(0);
  expect(await deals({ createDateTime: { $gt: new Date(liveStartMs + 300_000) } })).toHaveLength(0);
});

test('the clock of a unit is wrong in its data and its lines, that of apis-ccc in datasetId and reportTime', async () => {
  const { pass, clock, unitData, lines, deals } = misbehaving(
    'skew',
    'clockSkew:here/E001,by=-90s',
    'clockSkew:here,by=+1h',
  );
  await pass(120);
  const [E001, E002] = await unitData({ datasetId: clock.atMs + 3_600_000 });
  expect(E001?.time.getTime() ?? 0).toBeLessThan((E002?.time.getTime() ?? 0) - 80_000);
  const [line] = await lines({ unitId: 'E001', message: 'uri : /remote/get' });
  expect(line?.datetime).toEqual(new Date(liveStartMs + 30_000 - 90_000 + 1));
  const [deal] = await deals();
  expect(Number(deal?.reportTime)).toBe((clock.atMs + 3_600_000) / 1000);
});

test('a doubled report has the same datasetId and other ids', async () => {
  const { pass, unitData } = misbehaving('double', 'duplicateReport:here/E002@+60s..+120s');
  await pass(180);
  const doubled = await unitData({ 'oesunit.id': 'E002' });
  expect(doubled).toHaveLength(8);
  expect(new Set(doubled.map(({ datasetId }) => Number(datasetId))).size).toBe(6);
  expect(new Set(doubled.map(({ _id }) => _id)).size).toBe(8);
  expect(await unitData({ 'oesunit.id': 'E001' })).toHaveLength(6);
});

test('a late report arrives after newer ones, with its old datasetId', async () => {
  const { pass, unitData } = misbehaving('late', 'lateReport:here/E002@+30s..+31s,by=45s');
  await pass(60);
  expect((await unitData({ 'oesunit.id': 'E002' })).map(({ datasetId }) => Number(datasetId) - liveStartMs)).toEqual([
    60_000,
  ]);
  await pass(30);
  const all = (await unitData({ 'oesunit.id': 'E002' })).map(({ datasetId }) => Number(datasetId) - liveStartMs);
  expect(all).toEqual([30_000, 60_000, 90_000]);
  expect(await unitData({ 'oesunit.id': 'E001' })).toHaveLength(3);
});
