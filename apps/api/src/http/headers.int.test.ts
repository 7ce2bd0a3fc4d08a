import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('every answer forbids foreign and inline code, framing, and guessing of types', async () => {
  const { headers } = await fetch(`${server.url}/healthz`);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('strict-transport-security')).toBeNull();
});

test('no other site may read an answer', async () => {
  const { headers } = await fetch(`${server.url}/trpc/signIn.current`, { headers: { origin: 'https://evil.example' } });
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

test('readiness names each part', async () => {
  const response = await fetch(`${server.url}/readyz`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    status: 'ready',
    parts: [
      { part: 'postgresql', isReady: true },
      { part: 'mongodb', isReady: true },
    ],
  });
});

test('an address that does not exist is a plain 404', async () => {
  const response = await fetch(`${server.url}/api/nothing`);
  expect(response.status).toBe(404);
});

test('one address that asks too often is told to wait', async () => {
  const busy = await startTestServer({ REQUESTS_PER_MINUTE: '60' });
  const ask = () => fetch(`${busy.url}/trpc/signIn.current`);
  const answers = await Promise.all(Array.from({ length: 61 }, ask));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
  const refused = answers.find(({ status }) => status === 429);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  await busy.close();
});
