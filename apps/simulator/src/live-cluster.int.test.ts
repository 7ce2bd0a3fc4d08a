import { Double, Int32, Long, ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dealsOf, logsOf, unitDataOf } from './store.ts';
import { givingAndTaking, testCluster, testHome } from './testing.ts';
import { startLive, startTestStore } from './testing-live.ts';

let store: Awaited<ReturnType<typeof startTestStore>>;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.close());

const placed = (communityId: string) => ({ ...givingAndTaking(), ref: { communityId, clusterId: 'k' } });

/** The BSON type of every value, by path; elements of arrays share one path. */
function bsonTypes(value: unknown, path = ''): Record<string, string> {
  const type = bsonType(value);
  if (type === 'array') return Object.assign({}, ...(value as unknown[]).map((one) => bsonTypes(one, `${path}[]`)));
  if (type !== 'object') return { [path]: type };
  return Object.assign(
    {},
    ...Object.entries(value as object).map(([key, part]) => bsonTypes(part, path === '' ? key : `${path}.${key}`)),
  );
}

function bsonType(value: unknown): string {
  if (value === null) return 'null';
  if (value instanceof Double) return 'double';
  if (value instanceof Int32) return 'int';
  if (value instanceof Long) return 'long';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Date) return 'date';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

const asStored = { promoteValues: false } as const;

const unitDataTypes = {
  _id: 'string',
  'dcdc.status.status': 'string',
  'dcdc.status.alarmState': 'string',
  'dcdc.status.statusName': 'string',
  'dcdc.status.alarm': 'string',
  'dcdc.status.runningState': 'string',
  'dcdc.status.operationMode': 'string',
  'dcdc.powermeter.p1': 'int',
  'dcdc.powermeter.p2': 'number',
  'dcdc.powermeter.v1': 'double',
  'dcdc.powermeter.i1': 'number',
  'dcdc.powermeter.kwh1': 'int',
  'dcdc.powermeter.kwh2': 'number',
  'dcdc.meter.wg': 'double',
  'dcdc.meter.tmp': 'double',
  'dcdc.meter.vb': 'double',
  'dcdc.meter.wb': 'double',
  'dcdc.meter.vg': 'number',
  'dcdc.meter.ib': 'double',
  'dcdc.meter.ig': 'number',
  'dcdc.vdis.dvg': 'double',
  'dcdc.vdis.drg': 'double',
  'dcdc.param.cib': 'double',
  'dcdc.param.ubv': 'int',
  'dcdc.param.dig': 'double',
  'dcdc.param.ogv': 'int',
  'dcdc.param.obv': 'int',
  'dcdc.param.ugv': 'int',
  'emu.system_time.year': 'int',
  'emu.system_time.month': 'int',
  'emu.system_time.day': 'int',
  'emu.system_time.hour': 'int',
  'emu.system_time.minute': 'int',
  'emu.rsoc': 'double',
  'emu.dischargeable_time.hour': 'int',
  'emu.dischargeable_time.minute': 'int',
  'emu.battery_voltage': 'double',
  'emu.battery_current': 'double',
  'emu.battery_rsoc': 'double',
  'emu.battery_status': 'int',
  'emu.battery_warning': 'int',
  'emu.battery_operation_status': 'int',
  'emu.battery_comm_err': 'int',
  'emu.charge_discharge_power': 'double',
  'emu.pvc_charge_power': 'number',
  'emu.pvc_charge_voltage': 'double',
  'emu.pvc_charge_current': 'number',
  'emu.ups_output_power': 'double',
  'emu.ups_output_voltage': 'double',
  'emu.ups_output_current': 'double',
  'emu.ups_output_frequency': 'int',
  'emu.ups_input_voltage': 'double',
  'emu.ups_operation_schedule': 'int',
  'emu.ups_operation_mode.mode': 'int',
  'emu.ups_operation_mode.parameter': 'int',
  'emu.ups_operation_mode.stop_mode': 'int',
  'battery.rsoc': 'double',
  'battery.battery_operation_status': 'int',
  time: 'date',
  'oesunit.communityId': 'string',
  'oesunit.clusterId': 'string',
  'oesunit.id': 'string',
  'oesunit.display': 'string',
  'oesunit.sn': 'string',
  'oesunit.budo': 'string',
  'oesunit.ip': 'string',
  'oesunit.ipv6_ll': 'string',
  'oesunit.ipv6_g': 'string',
  'oesunit.mac': 'string',
  'apis.version': 'string',
  'apis.remaining_capacity_wh': 'int',
  'apis.deal_interlock_capacity': 'int',
  'apis.is_grid_master': 'bool',
  'apis.deal_id_list[]': 'string',
  'apis.operation_mode.global': 'string',
  'apis.operation_mode.local': 'null',
  'apis.operation_mode.effective': 'string',
  datasetId: 'long',
};

test('unit data have the shape and the BSON types of a dcdc_v1 site, one dataset for all units', async () => {
  const cluster = { ...placed('shape') };
  const panels = { peakW: 4000, tilt: 20, azimuth: 180 };
  const homes = cluster.homes.map((home) => ({ ...home, panels }));
  await startLive(store.db, { ...cluster, homes }).pass(300);
  const documents = await unitDataOf(store.db).find({ 'oesunit.communityId': 'shape' }, asStored).toArray();
  expect(documents.length).toBe(20);
  const found: Record<string, string> = {};
  for (const document of documents) {
    for (const [path, type] of Object.entries(bsonTypes(document))) {
      const before = found[path] ?? type;
      found[path] = before === type ? type : 'number';
    }
  }
  const numeric = (types: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(types).map(([path, type]) => [
        path,
        unitDataTypes[path as keyof typeof unitDataTypes] === 'number' && (type === 'int' || type === 'double')
          ? 'number'
          : type,
      ]),
    );
  expect(numeric(found)).toEqual(unitDataTypes);
  expect(new Set(documents.map(({ datasetId }) => String(datasetId))).size).toBe(10);
  for (const { _id } of documents) expect(_id).toMatch(/^[0-9a-f]{24}$/);
});

const lifeOrder = [
  'createDateTime',
  'activateDateTime',
  'rampUpDateTime',
  'warmUpDateTime',
  'startDateTime',
  'cumulateDateTime',
  'stopDateTime',
  'deactivateDateTime',
];

test('a deal is stored once it is energised, then replaced through its life until its final document', async () => {
  const { pass } = startLive(store.db, placed('life'));
  const seen = new Map<string, string[]>();
  let firstId: unknown;
  let firstDealId: unknown;
  for (let reports = 0; reports < 30; reports++) {
    await pass(30);
    const [deal] = await dealsOf(store.db).find({ communityId: 'life' }).toArray();
    if (!deal) continue;
    firstId ??= deal._id;
    firstDealId ??= deal.dealId;
    expect(deal.dealId).toBe(firstDealId);
    expect(deal._id).toEqual(firstId);
    const steps = lifeOrder.filter((name) => name in deal);
    expect(steps).toEqual(lifeOrder.slice(0, steps.length));
    seen.set(steps.at(-1) ?? '', steps);
  }
  expect([...seen.keys()]).toEqual(lifeOrder.filter((name) => seen.has(name)));
  for (const name of ['activateDateTime', 'cumulateDateTime', 'deactivateDateTime']) expect(seen.has(name)).toBe(true);
  expect(await dealsOf(store.db).countDocuments({ communityId: 'life', activateDateTime: { $exists: false } })).toBe(0);
});

test('a finished deal has the fields and BSON types that apis-ccc stores', async () => {
  const cluster = placed('deal');
  await startLive(store.db, cluster).pass(1200);
  const filter = { communityId: 'deal', deactivateDateTime: { $exists: true } };
  const [deal] = await dealsOf(store.db)
    .find(filter, { ...asStored, sort: { createDateTime: 1 } })
    .toArray();
  expect(bsonTypes(deal)).toEqual({
    _id: 'objectId',
    unitId: 'string',
    negotiationId: 'string',
    requestUnitId: 'string',
    acceptUnitId: 'string',
    requestDateTime: 'date',
    acceptDateTime: 'date',
    requestPointPerWh: 'double',
    acceptPointPerWh: 'double',
    requestDealGridCurrentA: 'double',
    acceptDealGridCurrentA: 'double',
    type: 'string',
    chargeUnitId: 'string',
    dischargeUnitId: 'string',
    pointPerWh: 'double',
    chargeUnitEfficientGridVoltageV: 'double',
    dischargeUnitEfficientGridVoltageV: 'double',
    dealGridCurrentA: 'double',
    requestAmountWh: 'int',
    acceptAmountWh: 'int',
    dealAmountWh: 'int',
    dealId: 'string',
    createDateTime: 'date',
    compensationTargetVoltageReferenceGridCurrentA: 'double',
    activateDateTime: 'date',
    rampUpDateTime: 'date',
    warmUpDateTime: 'date',
    dischargeUnitCompensatedGridCurrentA: 'double',
    chargeUnitCompensatedGridCurrentA: 'double',
    startDateTime: 'date',
    cumulateDateTime: 'date',
    cumulateAmountWh: 'double',
    stopDateTime: 'date',
    deactivateDateTime: 'date',
    communityId: 'string',
    clusterId: 'string',
    reportTime: 'long',
  });
});

test('every line has what apis-log stores, and the programs show the signs of life that monitors look for', async () => {
  await startLive(store.db, placed('logs')).pass(120);
  const lines = await logsOf(store.db).find({ communityId: 'logs' }).toArray();
  const keys = [
    '_id',
    'address',
    'communityId',
    'clusterId',
    'programId',
    'unitname',
    'thread',
    'datetime',
    'loglevel',
    'loggername',
    'message',
  ];
  for (const line of lines) {
    const expected = line.programId === 'apis-main' ? [...keys.slice(0, 5), 'unitId', ...keys.slice(5)] : keys;
    expect(Object.keys(line)).toEqual(expected);
    expect(line._id).toMatch(/^[0-9a-f]{24}$/);
    expect(line.unitname).toBe(line.unitId ?? line.programId);
    expect(line.datetime).toBeInstanceOf(Date);
  }
  const count = (filter: object) =>
    logsOf(store.db).countDocuments({ communityId: 'logs', loglevel: 'INFO', ...filter });
  for (const unitId of ['E001', 'E002']) {
    expect(await count({ programId: 'apis-main', unitId, message: /^uri : / })).toBe(8);
  }
  expect(await count({ programId: 'apis-main', message: /^gridMasterUnitId : / })).toBe(4);
  expect(await count({ programId: 'apis-ccc', message: /^reporting unit data/ })).toBe(4);
  expect(await count({ message: 'deal activated' })).toBeGreaterThan(0);
  expect(new Set(lines.map(({ _id }) => _id)).size).toBe(lines.length);
});

test('with a speed the homes run ahead of the clock by which they are reported', async () => {
  const { pass, clock } = startLive(store.db, placed('speed'), { speed: 10 });
  await pass(60);
  const last = await unitDataOf(store.db).findOne({ 'oesunit.communityId': 'speed' }, { sort: { datasetId: -1 } });
  expect(Number(last?.datasetId)).toBe(clock.atMs);
  expect((last?.time.getTime() ?? 0) - clock.atMs).toBeGreaterThan(500_000);
});

test('a cluster without anybody to trade with is reported all the same', async () => {
  const cluster = testCluster([testHome(1)], { ref: { communityId: 'alone', clusterId: 'k' } });
  await startLive(store.db, cluster).pass(60);
  expect(await unitDataOf(store.db).countDocuments({ 'oesunit.communityId': 'alone' })).toBe(2);
  expect(await dealsOf(store.db).countDocuments({ communityId: 'alone' })).toBe(0);
});
