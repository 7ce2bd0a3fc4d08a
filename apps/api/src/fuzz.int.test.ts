import { makeCluster } from '@commonwatt/database/testing';
import type { AnyProcedure } from '@trpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appRouter } from './app-router.ts';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from './testing.ts';

// Wrong input of every kind to every procedure and to the machine endpoints: a clear 4xx, never a 5xx.

let server: TestServer;
let staff: TestBrowser;
let resident: TestBrowser;
let valid: Record<string, unknown>;

beforeAll(async () => {
  // So many wrong passwords would be throttled, which is tested elsewhere.
  server = await startTestServer();
  const cluster = await makeCluster(server.database, ['E001']);
  const unit = { ...cluster, unitId: 'E001' };
  valid = {
    cluster,
    unit,
    home: unit,
    hours: 24,
    token: 'x'.repeat(43),
    app: 'admin',
    keepSignedIn: false,
    fromDay: '2026-06-09',
    toDay: '2026-06-10',
    dealId: 'd-1',
    kind: 'month',
    part: 'battery',
    day: '2026-06-09',
  };
  staff = createBrowser(server);
  await staff.signIn((await makeSignInUser(server.database, { isStaff: true })).username);
  resident = createBrowser(server);
  await resident.signIn((await makeSignInUser(server.database, {}, [unit])).username, 'resident');
});
afterAll(() => server.close());

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>).filter(
  ([path, procedure]) => procedure._def.type !== 'subscription' && path !== 'signIn.signOut',
);

const oddText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '\0',
    'a\0b',
    '../../etc/passwd',
    "' OR 1=1 --",
    '{"$gt":""}',
    '__proto__',
    '\ud800',
    '𝕏'.repeat(200),
    '-1',
    'null',
  ),
);
const oddValue = fc.oneof(
  oddText,
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, true, [], {}, Number.MAX_SAFE_INTEGER, -0, { $ne: null }, { communityId: { $gt: '' } }),
  fc.object({ maxDepth: 2 }),
);
const ref = fc.record({ communityId: oddValue, clusterId: oddValue, unitId: oddValue }, { requiredKeys: [] });
const fields = { cluster: fc.oneof(ref, oddValue), unit: fc.oneof(ref, oddValue), home: fc.oneof(ref, oddValue) };
const others = {
  id: oddValue,
  hours: oddValue,
  fromDay: oddValue,
  toDay: oddText,
  token: oddValue,
  code: oddValue,
  dealId: oddValue,
  kind: oddText,
  day: oddText,
  unitId: oddText,
  search: oddText,
  cursor: oddText,
  limit: oddValue,
  app: oddValue,
  username: oddText,
  password: oddText,
};
/** Either nonsense as a whole, or a valid input with some of its fields made nonsense. */
const inputs = fc.oneof(
  oddValue,
  fc.record({ ...fields, ...others }, { requiredKeys: [] }).map((odd) => ({ ...valid, ...odd })),
);

test.for(procedures)('%s', async ([path, procedure]) => {
  await fc.assert(
    fc.asyncProperty(inputs, fc.boolean(), async (input, isStaff) => {
      const browser = isStaff ? staff : resident;
      const answer =
        procedure._def.type === 'mutation' ? await browser.mutate(path, input) : await browser.query(path, input);
      expect(answer.status, JSON.stringify(answer.error)).toBeLessThan(500);
      if (answer.error) expect(answer.error.message.length).toBeGreaterThan(3);
    }),
    { numRuns: 25 },
  );
});

test('bodies and inputs that are no JSON at all', async () => {
  for (const body of ['', '{', '[]', '"', '\0', '{"json":', '{"__proto__":{"x":1}}', 'x'.repeat(10_000)]) {
    const init = { method: 'POST', headers: { origin: server.url, 'content-type': 'application/json' }, body };
    const response = await fetch(`${server.url}/trpc/signIn.signIn`, init);
    expect(response.status, body.slice(0, 20)).toBeGreaterThanOrEqual(400);
    expect(response.status, body.slice(0, 20)).toBeLessThan(500);
  }
  for (const query of [
    'input=',
    'input={',
    'input=%00',
    'input=%FF',
    'batch=1&input=[',
    'input=%7B%22json%22%3A1%7D',
  ]) {
    const response = await fetch(`${server.url}/trpc/units.document?${query}`);
    expect(response.status, query).toBeGreaterThanOrEqual(400);
    expect(response.status, query).toBeLessThan(500);
  }
  expect((await fetch(`${server.url}/trpc/no.such.procedure`)).status).toBe(404);
});

const formField = fc.constantFrom(
  'account',
  'username',
  'password',
  'communityId',
  'clusterId',
  'unitId',
  'name',
  'data',
  'x[y]',
  '__proto__',
);

test.for(['currentData', 'update'])('POST /api/misc/scenario/%s with any form', async (endpoint) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(formField, oddText), { maxLength: 12 }), async (pairs) => {
      const body = new URLSearchParams(pairs).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const response = await fetch(`${server.url}/api/misc/scenario/${endpoint}`, { method: 'POST', headers, body });
      expect([400, 403, 429]).toContain(response.status);
      expect(await response.text()).not.toBe('');
    }),
    { numRuns: 60 },
  );
});

test.for([
  ['broken percent signs', 'application/x-www-form-urlencoded', 'account=%zz&password=%'],
  ['a multipart form without a boundary', 'multipart/form-data', 'x'],
  [
    'a multipart form that breaks off',
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="account"\r\n\r\nx',
  ],
  [
    'a file in a multipart form',
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="account"; filename="f"\r\n\r\nx\r\n--b--\r\n',
  ],
  ['a type that is none', 'what', 'account=x'],
] as const)('%s', async ([, type, body]) => {
  const init = { method: 'POST', headers: { 'content-type': type }, body };
  const response = await fetch(`${server.url}/api/misc/scenario/currentData`, init);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
});
