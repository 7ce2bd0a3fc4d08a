import { setUserActive } from '@commonwatt/database/users';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestServer } from '../testing.ts';
import { createLegacyClient, fromOwnPage, type LegacyClient } from './testing/client.ts';
import { type Caller, callers, conformanceRequests, html, type Request } from './testing/conformance-table.ts';
import { startExampleServer } from './testing/example-server.ts';

// Every endpoint of staff and residents with every method, kind of caller and fault of its parameters.

let server: TestServer;
const clients = new Map<Caller, { client: LegacyClient; token: string }>();

beforeAll(async () => {
  server = await startExampleServer();
  for (const caller of callers) {
    const client = createLegacyClient(server);
    if (caller !== 'anonymous') expect((await client.logIn(caller)).status).toBe(200);
    clients.set(caller, { client, token: await client.fetchToken() });
  }
  // Not by setUserActive, which also ends the sessions: a flag that was changed elsewhere has to be enough.
  const user = await server.database.user.findUniqueOrThrow({ where: { username: 'deactivated' } });
  await server.database.user.update({ where: { id: user.id }, data: { isActive: false } });
});
afterAll(() => server.close());

const requests = conformanceRequests();

test('is a suite of some size', () => {
  expect(requests.length).toBeGreaterThanOrEqual(250);
});

test.for(requests.map((request): [string, Request] => [`${request.path} ${request.what}`, request]))(
  '%s',
  async ([, request]) => {
    const { client, token } = clients.get(request.caller) ?? expect.fail('no such caller');
    const path = `${request.path}?${new URLSearchParams(request.query)}`;
    const headers = { ...fromOwnPage, ...(request.withToken ? { 'x-csrftoken': token } : {}) };
    const answer = await client.send(request.method, path, undefined, headers);
    expect(answer.status, answer.text).toBe(request.status);
    if (typeof request.body === 'string') expect(answer.text).toBe(request.body);
    else if (request.method !== 'HEAD') expect(answer.text).toMatch(request.body);
    expect(answer.headers.get('content-type')).toBe(
      request.status === 403 || request.status === 405 ? html : request.type,
    );
    expect(answer.headers.get('allow')).toBe(request.allow);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(answer.text)));
    expect(answer.headers.get('cache-control')).toContain('max-age=0, no-cache, no-store, must-revalidate');
    expect(Math.abs(Date.parse(answer.headers.get('expires') ?? '') - Date.now())).toBeLessThan(60_000);
    const hasLookedAtSession = request.method === 'GET';
    expect(answer.headers.get('vary')).toBe(hasLookedAtSession ? 'Cookie' : null);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.getSetCookie()).toEqual([]);
  },
);

test('a user who is deactivated is anonymous from the next request on', async () => {
  const client = createLegacyClient(server);
  await client.logIn('e004');
  expect((await client.get('/api/core/session')).status).toBe(200);
  await setUserActive(server.database, 6, false);
  expect(await client.get('/api/core/session')).toMatchObject({ status: 403, text: 'login required' });
  expect(await client.logIn('e004')).toMatchObject({ status: 403, text: 'login failed' });
});
