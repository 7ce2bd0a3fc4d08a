import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('requests are counted by procedure and status; unknown names and batches make no series of their own', async () => {
  await fetch(`${server.url}/trpc/signIn.current`);
  await fetch(`${server.url}/trpc/communities.outline`);
  await fetch(`${server.url}/trpc/signIn.current,b?batch=1`);
  await fetch(`${server.url}/trpc/madeUp`);
  await fetch(`${server.url}/nowhere/oss_community`);
  const response = await fetch(`${server.url}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain');
  const text = await response.text();
  expect(text).toMatch(/duration_seconds_count\{route="\/trpc\/signIn.current",method="GET",status="200"\} 1/);
  expect(text).toMatch(/duration_seconds_count\{route="\/trpc\/communities.outline",method="GET",status="401"\} 1/);
  expect(text).toContain('route="/trpc/other"');
  expect(text).not.toContain('oss_community');
  expect(text).not.toContain('madeUp');
  expect(text).toMatch(/^commonwatt_live_clusters 0$/m);
});

test('with a token, only whoever has it may read', async () => {
  const guarded = await startTestServer({ METRICS_TOKEN: 'a-long-secret-token' });
  const ask = async (authorization?: string) =>
    (await fetch(`${guarded.url}/metrics`, { headers: authorization ? { authorization } : {} })).status;
  expect(await ask()).toBe(404);
  expect(await ask('Bearer a-long-secret-tokem')).toBe(404);
  expect(await ask('Bearer a-long-secret-token')).toBe(200);
  await guarded.close();
});
