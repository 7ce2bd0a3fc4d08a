import { makeCluster, uniqueName } from '@commonwatt/database/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createBrowser,
  makeSignInUser,
  sentCodes,
  startTestServer,
  type TestBrowser,
  type TestServer,
} from '../testing.ts';

let server: TestServer;
let browser: TestBrowser;
let user: { id: number; username: string };
let address: string;
const now = new Date('2026-06-09T05:32:00Z');
const none = { kinds: [], language: null, quietFromMin: null, quietToMin: null };
const wishes = { kinds: ['silent'], language: 'ja', quietFromMin: 1_320, quietToMin: 420 };

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.setNow(now);
  const home = { ...(await makeCluster(server.database, ['E001'])), unitId: 'E001' };
  user = await makeSignInUser(server.database, {}, [home]);
  address = `${uniqueName('someone')}@example.org`;
  browser = createBrowser(server);
  await browser.signIn(user.username, 'resident');
});

const current = async () => (await browser.query('alertMails.current')).data;
const sendCode = (to = address) => browser.mutate('alertMails.sendCode', { address: to, language: 'en' });
const confirm = (code: string | undefined) => browser.mutate('alertMails.confirm', { code });
const audited = () =>
  server.database.auditEvent.findMany({
    where: { target: `user ${user.username}`, action: { not: 'user.signIn' } },
    orderBy: { id: 'asc' },
  });
const unsubscribe = (token: string, init: RequestInit = {}) =>
  fetch(`${server.url}/unsubscribe?token=${token}`, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    ...init,
  });
const tokenOf = async () =>
  (await server.database.alertMail.findUniqueOrThrow({ where: { userId: user.id } })).unsubscribeToken;

test('nothing is wanted at first; an address counts only once its owner has typed the code that came there', async () => {
  expect(await current()).toEqual({ address: '', isConfirmed: false, pendingAddress: null, ...none });
  expect((await sendCode()).data).toEqual({ isSent: true });
  expect(await current()).toMatchObject({ address: '', isConfirmed: false, pendingAddress: address });
  expect(await confirm('0000-0000')).toMatchObject({
    status: 400,
    error: { message: expect.stringContaining('code') },
  });
  const code = sentCodes.get(address);
  expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  expect((await confirm(` ${code?.toLowerCase().replace('-', '')} `)).error).toBeNull();
  expect(await current()).toMatchObject({ address, isConfirmed: true, pendingAddress: null });
  expect(await server.database.user.findUnique({ where: { id: user.id } })).toMatchObject({ email: address });
  expect(await confirm(code)).toMatchObject({ status: 400 });
  expect(await audited()).toMatchObject([
    { action: 'user.confirmAddress', actorId: user.id, before: { email: '' }, after: { email: address } },
  ]);
});

test('a code is for the address that it was sent to last, for an hour, and of its own account only', async () => {
  await sendCode();
  const first = sentCodes.get(address);
  const other = `${uniqueName('other')}@example.org`;
  await sendCode(other);
  expect(await confirm(first)).toMatchObject({ status: 400 });
  const stranger = createBrowser(server);
  const home = { ...(await makeCluster(server.database, ['E001'])), unitId: 'E001' };
  await stranger.signIn((await makeSignInUser(server.database, {}, [home])).username, 'resident');
  expect(await stranger.mutate('alertMails.confirm', { code: sentCodes.get(other) })).toMatchObject({ status: 400 });
  server.setNow(new Date(now.getTime() + 3_600_000));
  expect(await current()).toMatchObject({ pendingAddress: null });
  expect(await confirm(sentCodes.get(other))).toMatchObject({ status: 400 });
});

test('an address that staff have changed is not confirmed any more', async () => {
  await sendCode();
  await confirm(sentCodes.get(address));
  await server.database.user.update({ where: { id: user.id }, data: { email: 'changed@example.org' } });
  expect(await current()).toMatchObject({ address: 'changed@example.org', isConfirmed: false });
});

test('a mail server that does not take the code is told of; codes cannot be sent, or tried, without end', async () => {
  expect((await sendCode(`refused-${address}`)).data).toEqual({ isSent: false });
  for (let i = 0; i < 4; i += 1) expect((await sendCode()).error).toBeNull();
  expect(await sendCode()).toMatchObject({ status: 429 });
  for (let i = 0; i < 10; i += 1) expect(await confirm('wrong')).toMatchObject({ status: 400 });
  expect(await confirm(sentCodes.get(address))).toMatchObject({ status: 429 });
});

test('wishes are kept, checked and audited; what is not wanted any more is not sent', async () => {
  expect((await browser.mutate('alertMails.save', wishes)).error).toBeNull();
  expect(await current()).toMatchObject(wishes);
  for (const odd of [{ kinds: ['everything'] }, { quietToMin: null }, { quietFromMin: 1_440 }, { language: 'xx' }]) {
    expect(await browser.mutate('alertMails.save', { ...wishes, ...odd })).toMatchObject({ status: 400 });
  }
  const message = { userId: user.id, createdAt: now, nextAttemptAt: now, event: 'begun', channel: 'email' };
  const waiting = (kind: string) => ({ ...message, address, language: 'en', incident: { kind } });
  await server.database.outgoingMessage.create({ data: { ...waiting('silent'), idempotencyKey: uniqueName('key') } });
  await server.database.outgoingMessage.create({ data: { ...waiting('trouble'), idempotencyKey: uniqueName('key') } });
  const left = async () =>
    (await server.database.outgoingMessage.findMany({ where: { userId: user.id } })).map(({ incident }) => incident);
  await browser.mutate('alertMails.save', { ...wishes, quietFromMin: null, quietToMin: null });
  expect(await left()).toEqual([{ kind: 'silent' }]);
  await browser.mutate('alertMails.save', { ...wishes, kinds: [] });
  expect(await left()).toEqual([]);
  expect((await audited()).at(-1)).toMatchObject({
    action: 'user.changeAlertMails',
    actorId: user.id,
    before: { kinds: ['silent'], quietFromMin: null },
    after: { kinds: [] },
  });
});

test('one POST of a mail program ends the mails, without a session and in either form; nothing else does', async () => {
  await browser.mutate('alertMails.save', wishes);
  const token = await tokenOf();
  const stillWanted = async () => ((await current()) as { kinds: string[] }).kinds;
  expect((await unsubscribe(token, { body: new URLSearchParams({ x: '1' }) })).status).toBe(400);
  expect((await fetch(`${server.url}/unsubscribe?token=${token}`)).status).toBe(404); // as no app is served here
  expect(await stillWanted()).toEqual(['silent']);
  expect((await unsubscribe('x'.repeat(43))).status).toBe(200);
  expect(await stillWanted()).toEqual(['silent']);
  expect((await unsubscribe(token)).status).toBe(200);
  expect(await stillWanted()).toEqual([]);
  await browser.mutate('alertMails.save', wishes);
  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  expect((await unsubscribe(token, { body: form })).status).toBe(200);
  expect(await stillWanted()).toEqual([]);
  expect((await audited()).filter(({ action }) => action === 'user.endAlertMails')).toHaveLength(2);
});

test('the page behind the link of a mail ends them by its button, for whoever has the mail', async () => {
  await browser.mutate('alertMails.save', wishes);
  const anybody = createBrowser(server);
  expect((await anybody.mutate('alertMails.end', { token: 'x'.repeat(43) })).data).toEqual({ isKnown: false });
  expect((await anybody.mutate('alertMails.end', { token: await tokenOf() })).data).toEqual({ isKnown: true });
  expect(await current()).toMatchObject({ kinds: [] });
});
