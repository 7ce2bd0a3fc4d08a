import { request } from 'node:http';
import { makeCluster } from '@commonwatt/database/testing';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { dealDocument } from '@commonwatt/telemetry/testing';
import { parse } from 'csv-parse/sync';
import type { CommandStartedEvent } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from '../testing.ts';

let server: TestServer;
let staff: TestBrowser;
let resident: TestBrowser;
let cluster: ClusterRef;

// The clusters of tests are in Asia/Tokyo.
const created = new Date('2026-06-09T00:00:00Z');
const day = { fromDay: '2026-06-09', toDay: '2026-06-09' };
const dealCount = 6_000;

beforeAll(async () => {
  server = await startTestServer();
  cluster = await makeCluster(server.database, ['E001', 'E002']);
  const units = { dischargeUnitId: 'E001', chargeUnitId: 'E002' };
  const odd = dealDocument(
    cluster,
    { dealId: '=cmd|1', ...units, at: created },
    { createDateTime: created, stopDateTime: created, abortDateTime: created, abortReason: 'E001 : a,"b"' },
  );
  // Another day, and long: whoever takes only its beginning must not make us read it all.
  const many = Array.from({ length: dealCount }, (_, i) =>
    dealDocument(
      cluster,
      { dealId: `deal-${i}`, ...units, at: created },
      { createDateTime: new Date(created.getTime() - 86_400_000 + i), abortReason: 'x'.repeat(2_000) },
    ),
  );
  await server.telemetry.db.collection('deal').insertMany([odd, ...many]);
  staff = createBrowser(server);
  await staff.signIn((await makeSignInUser(server.database, { isStaff: true })).username);
  resident = createBrowser(server);
  const home = { ...cluster, unitId: 'E001' };
  await resident.signIn((await makeSignInUser(server.database, {}, [home])).username, 'resident');
});
afterAll(() => server.close());

const cookieOf = ({ cookies }: TestBrowser) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

function load(what: string, query: Record<string, string>, browser: TestBrowser | null = staff): Promise<Response> {
  const url = `${server.url}/export/${what}?${new URLSearchParams({ ...cluster, ...query })}`;
  return fetch(url, { headers: browser ? { cookie: cookieOf(browser) } : {} });
}

test('deals as CSV: local times, numbers, nothing that a spreadsheet would run', async () => {
  const response = await load('deals', day);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/csv; charset=utf-8; header=present',
  ]);
  const name = `deals_${cluster.communityId}_${cluster.clusterId}_2026-06-09_2026-06-09.csv`;
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
  expect(response.headers.get('x-total-count')).toBe('1');
  const rows = parse(await response.text(), { columns: true, bom: true });
  expect(rows).toEqual([
    {
      deal_id: "'=cmd|1",
      created: '2026-06-09 09:00:00+09:00',
      started: '2026-06-09 08:58:20+09:00',
      stopped: '2026-06-09 09:00:00+09:00',
      closed: '',
      gave: 'E001',
      received: 'E002',
      asked_by: 'E002',
      asked_to: 'charge',
      requested_wh: '',
      agreed_wh: '50',
      moved_wh: '12.5',
      shared_s: '100',
      status: 'aborted',
      reason: 'E001 : a,"b"',
    },
  ]);
});

test('deals as JSON: every field, also of very many and of none', async () => {
  const [one] = (await (await load('deals', { ...day, format: 'json' })).json()) as Record<string, unknown>[];
  expect(one).toMatchObject({ dealId: '=cmd|1', dealGridCurrentA: 1, createDateTime: created.toISOString() });
  const response = await load('deals', { fromDay: '2026-06-08', toDay: '2026-06-08', format: 'json' });
  expect(response.headers.get('x-total-count')).toBe(String(dealCount));
  expect(await response.json()).toHaveLength(dealCount);
  expect(await (await load('deals', { ...day, format: 'json', status: 'complete' })).json()).toEqual([]);
});

test('whoever goes away ends the reading', async () => {
  const commands: string[] = [];
  const note = ({ commandName }: CommandStartedEvent) => commands.push(commandName);
  server.telemetry.db.client.on('commandStarted', note);
  const query = new URLSearchParams({ ...cluster, fromDay: '2026-06-08', toDay: '2026-06-08', format: 'json' });
  await new Promise<void>((resolve, reject) => {
    const sent = request(
      `${server.url}/export/deals?${query}`,
      { headers: { cookie: cookieOf(staff) } },
      (response) => {
        response.once('data', () => {
          response.destroy();
          resolve();
        });
      },
    );
    sent.once('error', reject);
    sent.end();
  });
  await expect.poll(() => commands).toContain('killCursors');
  server.telemetry.db.client.off('commandStarted', note);
  expect(commands.filter((name) => name === 'getMore').length).toBeLessThan(dealCount / 1_000);
});

test('availability as CSV, one row for each unit', async () => {
  const response = await load('availability', day);
  const rows = parse(await response.text(), { columns: true, bom: true }) as Record<string, string>[];
  expect(rows.map(({ unit, unknown_s, outages }) => [unit, unknown_s, outages])).toEqual([
    ['E001', '86400', '0'],
    ['E002', '86400', '0'],
  ]);
});

test('availability of any two instants', async () => {
  const response = await load('availability', { from: '2026-06-09T03:00:00Z', to: '2026-06-09T05:00:00Z' });
  const rows = parse(await response.text(), { columns: true, bom: true }) as Record<string, string>[];
  expect(rows.map(({ unknown_s }) => unknown_s)).toEqual(['7200', '7200']);
  expect(response.headers.get('content-disposition')).toMatch(/2026-06-09T03_00_00Z_2026-06-09T05_00_00Z\.csv/);
});

test.for(['deals', 'availability'])('%s: only for staff, only of what there is, only for days', async (what) => {
  const answer = async (response: Promise<Response>) => {
    const { status, ok, headers } = await response;
    return ok ? 200 : [status, headers.get('content-disposition')];
  };
  expect(await answer(load(what, day, null))).toEqual([401, null]);
  expect(await answer(load(what, day, resident))).toEqual([403, null]);
  expect(await answer(load(what, { ...day, clusterId: 'nowhere' }))).toEqual([404, null]);
  expect(await answer(load(what, { fromDay: '9 June', toDay: '2026-06-09' }))).toEqual([400, null]);
  expect(await answer(load(what, { fromDay: '2026-06-10', toDay: '2026-06-09' }))).toEqual([400, null]);
  const twice = await load(what, day).then(({ url }) =>
    fetch(`${url}&fromDay=2026-06-09`, { headers: { cookie: cookieOf(staff) } }),
  );
  expect(twice.status).toBe(400);
  expect((await twice.json()) as object).toMatchObject({ message: expect.stringContaining('fromDay') });
});
