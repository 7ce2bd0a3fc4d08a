import { makeCluster } from '@commonwatt/database/testing';
import { unitDataDocument } from '@commonwatt/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, subscribe, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const urlOf = (path: string, input: unknown) =>
  `${server.url}/trpc/${path}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;

test('long answers are compressed, the stream of events is not held back', async () => {
  const unitIds = Array.from({ length: 60 }, (_, i) => `E${i}`);
  const cluster = await makeCluster(server.database, unitIds);
  const documents = unitIds.map((unitId) => unitDataDocument({ ...cluster, unitId }, new Date()));
  await server.telemetry.db.collection('unitData').insertMany(documents);
  const { username } = await makeSignInUser(server.database, { isStaff: true });
  const staff = createBrowser(server);
  await staff.signIn(username);
  const headers = { cookie: [...staff.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };

  const answer = await fetch(urlOf('communities.outline', undefined), { headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-encoding')).toBe('gzip');

  const stream = subscribe(server, staff, 'live.cluster', { cluster });
  await stream.waitFor(() => true, 5_000);
  await stream.close();
  const events = await fetch(urlOf('live.cluster', { cluster }), {
    headers: { ...headers, accept: 'text/event-stream' },
  });
  expect(events.headers.get('content-type')).toContain('text/event-stream');
  expect(events.headers.get('content-encoding')).toBeNull();
  await events.body?.cancel();
});
