import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSignInUser, startTestServer, type TestServer, testPassword } from '../testing.ts';
import { createLegacyClient } from './testing/client.ts';

// Behind a proxy with TLS: cookies for TLS only, and a page of ours has to be named where a token is checked.

let server: TestServer;
let username: string;
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL: 'https://power.example' });
  username = (await makeSignInUser(server.database)).username;
});
afterAll(() => server.close());

test.for([
  ['no page', {}, false],
  ['a page of ours', { referer: 'https://power.example/static/page.html' }, true],
  ['our origin', { origin: 'https://power.example' }, true],
  ['the same without TLS', { referer: 'http://power.example/' }, false],
  ['another page', { referer: 'https://elsewhere.example/' }, false],
] as const)('login from %s', async ([, headers, isAccepted]) => {
  const client = createLegacyClient(server);
  const csrfmiddlewaretoken = await client.fetchToken();
  const form = { username, password: testPassword, csrfmiddlewaretoken };
  const answer = await client.send('POST', '/api/core/login', form, { ...headers });
  expect(answer.status).toBe(isAccepted ? 200 : 403);
  for (const line of answer.headers.getSetCookie()) expect(line).toContain('; Secure');
  expect(answer.headers.getSetCookie().length > 0).toBe(isAccepted);
});
