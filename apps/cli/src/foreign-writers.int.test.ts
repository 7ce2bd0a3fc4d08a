import { createBrowser, makeSignInUser, startTestServer, subscribe, type TestServer } from '@commonwatt/api/testing';
import { uniqueName } from '@commonwatt/database/testing';
import { decodeLiveMessage, type EncodedLiveMessage, type LiveUnit } from '@commonwatt/domain/live';
import { type Document, Double, Int32, Long, ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from './testing.ts';

// A community that no simulator of ours made: documents as the Java programs write them, on two kinds of hardware.

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const ref = { communityId: uniqueName('foreign'), clusterId: 'k' };
const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000);
const identity = (id: string) => ({ ...ref, id, display: `House ${id}`, sn: id, budo: '1', ip: '10.0.0.1', mac: 'NA' });
const modes = { global: 'autonomous', local: null, effective: 'autonomous' };

/** A home with an energy management unit: `emu` and `dcdc` parts, integers where a value happens to be whole. */
const fullHome = (at: Date) => ({
  _id: new ObjectId().toHexString(),
  emu: { pvc_charge_power: new Int32(640), ups_output_power: 122.5, charge_discharge_power: new Double(12) },
  dcdc: {
    status: { status: '0x0000', alarm: '0000 0000 0000', alarmState: 'No alarm', operationMode: 'Waiting' },
    meter: { wg: new Int32(0), vg: 350.2, ig: new Int32(0), tmp: 29.1, wb: 0.4, vb: 51.1, ib: 0.01 },
  },
  battery: { rsoc: new Int32(71), battery_operation_status: 3 },
  time: at,
  oesunit: identity('H1'),
  apis: { version: '3.0.0', remaining_capacity_wh: 3_400, is_grid_master: true, operation_mode: modes },
  datasetId: Long.fromNumber(at.getTime()),
});

/** A home on the device emulator: its own clock starts in 2020, no `emu` part, an unknown extra one. */
const emulatedHome = (at: Date) => ({
  _id: new ObjectId(),
  dcdc: { status: { status: '0x0041', alarmState: 'Heavy alarm' }, meter: { wg: -120.4, vg: 349.8, ig: -0.3 } },
  battery: { rsoc: 33.25 },
  time: new Date(Date.UTC(2020, 0, 1) + (at.getTime() % 86_400_000) * 10),
  oesunit: identity('H2'),
  apis: { operation_mode: modes },
  wattmeter: { somebody: 'added this' },
  datasetId: Long.fromNumber(at.getTime()),
});

const strangeDocuments = [
  { oesunit: identity('H1'), datasetId: 'yesterday', time: 'today' },
  { oesunit: 'H1', datasetId: Long.fromNumber(Date.now()) },
  { oesunit: { ...ref, id: 7 }, datasetId: Long.fromNumber(Date.now()) },
];

async function liveUnits(): Promise<Map<string, LiveUnit>> {
  const user = await makeSignInUser(server.database, { isStaff: true });
  const staff = createBrowser(server);
  await staff.signIn(user.username);
  const stream = subscribe(server, staff, 'live.cluster', { cluster: ref });
  const message = decodeLiveMessage(await stream.waitFor<EncodedLiveMessage>(({ kind }) => kind === 'snapshot'));
  await stream.close();
  return new Map(message.units.map((unit) => [unit.unitId, unit]));
}

test('is registered by what it reports and judged by the rules of every other', async () => {
  const documents: Document[] = [
    ...[90, 60, 30, 1].map((seconds) => fullHome(secondsAgo(seconds))),
    ...[300, 240, 180].map((seconds) => emulatedHome(secondsAgo(seconds))),
    ...strangeDocuments,
  ];
  await server.telemetry.db.collection('unitData').insertMany(documents);
  const variables = { MONGODB_DATABASE: server.telemetry.db.databaseName };
  const registered = await runCommand(['register', ref.communityId, ref.clusterId, '--discover'], { variables });
  expect(registered).toMatchObject({ code: 0, output: expect.stringContaining('units added: 2') });

  const units = await liveUnits();
  expect([...units.keys()]).toEqual(['H1', 'H2']);
  expect(units.get('H1')).toMatchObject({
    name: 'H1',
    isRegistered: true,
    freshness: 'fresh',
    isGridMaster: true,
    alarm: 'none',
    values: { rsocPercent: 71, solarW: 640, loadW: 122.5, dcGridV: 350.2 },
  });
  // Three minutes old with a period of one: overdue, whatever the emulator's clock says.
  expect(units.get('H2')).toMatchObject({
    freshness: 'late',
    isGridMaster: false,
    alarm: 'heavy',
    values: { rsocPercent: 33.25, solarW: null, loadW: null, dcGridV: 349.8 },
  });
});
