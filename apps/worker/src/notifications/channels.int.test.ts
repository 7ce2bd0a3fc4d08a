import type { lookup } from 'node:dns';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAddressGuard } from './address-guard.ts';
import { createMailer } from './mailer.ts';
import { sendTestMessage } from './send-test-message.ts';
import { startMailServer, startWebhookServer } from './testing.ts';
import { testCertificate } from './testing-certificate.ts';
import { createWebhookSender, signWebhook } from './webhook.ts';

const mail = {
  to: 'someone@example.org',
  subject: '障害 [x] failure detected : c > k',
  text: 'failure detected\n\ntype: x',
  html: '<p>x</p>',
  key: 'f1-detected-1-r0',
};
const now = new Date('2026-06-09T05:32:00Z');

let hook: Awaited<ReturnType<typeof startWebhookServer>>;
beforeAll(async () => {
  hook = await startWebhookServer();
});
afterAll(() => hook.close());
beforeEach(() => {
  hook.calls.length = 0;
  hook.state.status = 204;
});

const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function mailServer(...options: Parameters<typeof startMailServer>) {
  const server = await startMailServer(...options);
  servers.push(server);
  return server;
}

test('a mail has text, a readable part and the same id in each attempt', async () => {
  const server = await mailServer();
  const mailer = createMailer({ url: server.url, from: 'power@example.org' });
  expect(await mailer.send(mail)).toMatch(/^250/);
  await mailer.send(mail);
  const sources = server.mails.map(({ source }) => source);
  for (const source of sources) {
    expect(source).toContain('Message-ID: <f1-detected-1-r0@example.org>');
    expect(source).toContain('From: power@example.org');
    expect(source).toContain('Content-Type: text/plain');
    expect(source).toContain('Content-Type: text/html');
    expect(source).toContain('failure detected\r\n\r\ntype: x');
  }
  expect(server.mails[0]?.to).toEqual(['someone@example.org']);
});

test('an address is one address, whatever is in it', async () => {
  const server = await mailServer();
  const mailer = createMailer({ url: server.url, from: 'power@example.org' });
  await mailer.send({ ...mail, to: 'a@example.org,b@example.org' }).catch(() => {});
  expect(server.mails.flatMap(({ to }) => to)).not.toContain('b@example.org');
});

const tls = { key: testCertificate.key, cert: testCertificate.cert };
const auth: Parameters<typeof startMailServer>[0] = {
  authOptional: false,
  onAuth: ({ username, password }, _session, done) =>
    username === 'me' && password === 'p@ss' ? done(null, { user: 'me' }) : done(new Error('wrong password')),
};

test.for([
  ['smtp', false],
  ['smtps', true],
] as const)('%s: signs in, and over TLS', async ([protocol, secure]) => {
  const server = await mailServer({ ...tls, ...auth, secure });
  const url = `${protocol}://me:p%40ss@localhost:${server.port}`;
  const mailer = createMailer({ url, from: 'power@example.org', ca: testCertificate.cert });
  await mailer.send(mail);
  expect(server.mails).toMatchObject([{ isSecure: true, user: 'me' }]);
});

test('a certificate that nobody vouches for, and a wrong password, are refused', async () => {
  const server = await mailServer({ ...tls, ...auth });
  const send = (password: string, ca?: string) => {
    const url = `smtp://me:${password}@localhost:${server.port}`;
    return createMailer({ url, from: 'p@example.org', ...(ca !== undefined && { ca }) }).send(mail);
  };
  await expect(send('p%40ss')).rejects.toThrow(/certificate/);
  await expect(send('wrong', testCertificate.cert)).rejects.toThrow(/wrong password|Invalid login/);
});

const local = createAddressGuard(['127.0.0.0/8']);
const call = { secret: 'a secret of some length', key: 'k1', body: '{"id":"k1"}', now };

test('a webhook call is signed with its time', async () => {
  await createWebhookSender(local).send({ ...call, url: `${hook.url}/in?x=1` });
  const [received] = hook.calls;
  expect(received).toMatchObject({ path: '/in?x=1', body: call.body });
  const timestamp = String(now.getTime() / 1000);
  expect(received?.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'idempotency-key': 'k1',
    'x-commonwatt-timestamp': timestamp,
    'x-commonwatt-signature': `v1=${signWebhook(call.secret, timestamp, call.body)}`,
  });
});

test.for([301, 404, 500])('%i is no acceptance, and redirects are not followed', async (status) => {
  hook.state.status = status;
  hook.state.location = `${hook.url}/elsewhere`;
  await expect(createWebhookSender(local).send({ ...call, url: `${hook.url}/in` })).rejects.toThrow(`${status}`);
  expect(hook.calls).toHaveLength(1);
});

/** A name service that says something else each time. */
function resolving(...answers: string[]): typeof lookup {
  let count = 0;
  const resolve = (_name: string, _options: object, done: (error: null, found: object[]) => void) => {
    const address = answers[Math.min(count, answers.length - 1)] ?? '';
    count += 1;
    done(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
  };
  return resolve as never;
}

test('addresses inside are refused: as they are, in other clothes, behind a name, behind a name that changes', async () => {
  const strict = createAddressGuard([]);
  const { port } = hook;
  for (const host of [
    '127.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f.1',
    '0',
    '169.254.169.254',
    '10.0.0.1',
  ])
    await expect(createWebhookSender(strict).send({ ...call, url: `http://${host}:${port}/` })).rejects.toThrow(
      'WEBHOOK_ALLOWED_NETWORKS',
    );
  await expect(createWebhookSender(strict).send({ ...call, url: `http://localhost:${port}/` })).rejects.toThrow(
    'WEBHOOK_ALLOWED_NETWORKS',
  );
  const rebinding = createWebhookSender(strict, resolving('127.0.0.1', '8.8.8.8'));
  await expect(rebinding.send({ ...call, url: `http://rebind.example:${port}/` })).rejects.toThrow(
    'WEBHOOK_ALLOWED_NETWORKS',
  );
  expect(hook.calls).toEqual([]);
  await createWebhookSender(local, resolving('127.0.0.1')).send({ ...call, url: `http://inner.example:${port}/` });
  expect(hook.calls).toHaveLength(1);
});

test('a test message tells what the server answered, be it good or bad', async () => {
  const server = await mailServer();
  const settings = {
    mailer: createMailer({ url: server.url, from: 'power@example.org' }),
    webhooks: createWebhookSender(local),
    publicUrl: null,
    defaultAddress: 'x@example.org',
  };
  const email = { channel: 'email', address: 'me@example.org', secret: null, language: 'ja' };
  expect(await sendTestMessage(settings, email, now)).toEqual({ isAccepted: true, answer: '250 kept' });
  server.state.refuse = 'mailbox is full';
  const refused = await sendTestMessage(settings, email, now);
  expect(refused.isAccepted).toBe(false);
  expect(refused.answer).toContain('451 mailbox is full');
  hook.state.status = 403;
  const webhook = { channel: 'webhook', address: hook.url, secret: 'a secret of some length', language: 'en' };
  const outcome = await sendTestMessage(settings, webhook, now);
  expect(outcome).toEqual({ isAccepted: false, answer: 'the server answered 403 status 403' });
});
