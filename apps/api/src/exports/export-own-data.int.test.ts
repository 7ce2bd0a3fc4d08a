import { makeCluster, uniqueName } from '@commonwatt/database/testing';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { dealDocument, unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from '../testing.ts';

let server: TestServer;
let cluster: ClusterRef;
let resident: TestBrowser;
let username: string;

const now = new Date('2026-06-09T05:32:00Z');
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(now);
  const { database, telemetry } = server;
  cluster = await makeCluster(database, ['E001', 'E002', 'E003']);
  ({ username } = await makeSignInUser(database, {}, [{ ...cluster, unitId: 'E001' }]));
  resident = createBrowser(server);
  await resident.signIn(username, 'resident');
  const own = dealDocument(
    cluster,
    { dealId: 'own', dischargeUnitId: 'E001', chargeUnitId: 'E002', at: before(10) },
    { abortDateTime: before(9), abortReason: 'E002 : chargeUnitUpperLimitRsoc' },
  );
  const foreign = dealDocument(cluster, {
    dealId: 'foreign',
    dischargeUnitId: 'E003',
    chargeUnitId: 'E002',
    at: before(10),
  });
  await telemetry.db.collection('deal').insertMany([own, foreign]);
  await telemetry.db
    .collection('unitData')
    .insertMany([
      unitDataDocument({ ...cluster, unitId: 'E001' }, before(31 * 24 * 60)),
      unitDataDocument({ ...cluster, unitId: 'E001' }, before(5)),
      unitDataDocument({ ...cluster, unitId: 'E002' }, before(5)),
    ]);
});
afterAll(() => server.close());

const load = (cookies: Map<string, string>) =>
  fetch(`${server.url}/export/my-data`, {
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  });

test('everything about the own account and home, as a file', async () => {
  const user = await server.database.user.findUniqueOrThrow({ where: { username } });
  const mail = { confirmedAddress: 'own@example.org', kinds: ['silent'], language: 'ja', codeHash: 'c'.repeat(64) };
  await server.database.alertMail.create({ data: { userId: user.id, unsubscribeToken: uniqueName('token'), ...mail } });
  const response = await load(resident.cookies);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="commonwatt_${username}.json"`);
  const text = await response.text();
  expect(text).not.toMatch(/cccc|unsubscribeToken/);
  const data = JSON.parse(text);
  expect(data).toMatchObject({
    exportedAt: now.toISOString(),
    account: { username, isStaff: false, hasSecondFactor: false },
    alertMails: { confirmedAddress: 'own@example.org', kinds: ['silent'], language: 'ja', quietFromMin: null },
    signedInOn: [{ lastSeenAt: now.toISOString() }],
    homes: [
      {
        ...cluster,
        unitId: 'E001',
        timeZone: 'Asia/Tokyo',
        plans: [],
        deals: [{ dealId: 'own', direction: 'gave', movedWh: 12.5, outcome: 'aborted', ownReason: null }],
        readings: [{ at: before(5).toISOString(), rsocPercent: 50.5, solarW: 1200 }],
      },
    ],
  });
  expect(data.homes[0].deals).toHaveLength(1);
  expect(data.homes[0].readings).toHaveLength(1);
});

test('nothing of a neighbour, and no secret', async () => {
  const text = await (await load(resident.cookies)).text();
  expect(text).not.toMatch(/E00[23]|argon2|hash|token|secret"/i);
});

test('nobody gets it without signing in', async () => {
  const response = await load(new Map());
  expect([response.status, response.headers.get('content-disposition')]).toEqual([401, null]);
});
