import type { Database } from '@commonwatt/database/client';
import { listDeadMessages, readMessageQueue, retryDeadMessages } from '@commonwatt/database/message-delivery';
import { createRecipient, type RecipientToStore } from '@commonwatt/database/notification-recipients';
import { enqueueIncident } from '@commonwatt/database/outgoing-messages';
import { openOwnTestDatabase, uniqueName } from '@commonwatt/database/testing';
import { mostAttempts } from '@commonwatt/domain/monitoring/delivery-plan';
import { openTestTelemetry } from '@commonwatt/telemetry/testing';
import { pino } from 'pino';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { dieAt } from '../monitoring/testing.ts';
import { testDeps } from '../testing.ts';
import { deliverMessages } from './deliver-messages.ts';
import { createMailer, type Mail } from './mailer.ts';
import { startMailServer, startWebhookServer } from './testing.ts';
import { signWebhook } from './webhook.ts';

const { database, dispose } = await openOwnTestDatabase();
const telemetry = await openTestTelemetry();
const startMs = Date.UTC(2026, 5, 9, 5, 30);
let nowMs = startMs;
const deps = testDeps({ database, telemetry, now: () => new Date(nowMs) });
let communityCode = '';

beforeEach(async () => {
  nowMs = startMs;
  deps.mails.length = 0;
  communityCode = uniqueName('community');
  await database.failure.deleteMany();
  await database.notificationRecipient.deleteMany();
});
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});
afterAll(() => Promise.all([telemetry.close(), dispose()]));

const common = { timeZone: 'Asia/Tokyo', defaultAddress: 'default@example.org' };

async function detect(parts: object = {}): Promise<number> {
  return database.$transaction(async (tx) => {
    const data = { type: 'apis_main_alive', communityCode, clusterCode: 'k', programId: 'apis-main', unitCode: 'E1' };
    const now = new Date(nowMs);
    const failure = await tx.failure.create({ data: { ...data, detectedAt: now, description: 'gone', ...parts } });
    await enqueueIncident(tx, { failure, now, ...common });
    return failure.id;
  });
}

async function close(id: number): Promise<void> {
  await database.$transaction(async (tx) => {
    const now = new Date(nowMs);
    const failure = await tx.failure.update({ where: { id }, data: { closedAt: now } });
    await enqueueIncident(tx, { failure, now, ...common });
  });
}

function addRecipient(parts: Partial<RecipientToStore> = {}) {
  return createRecipient(database, {
    communityCode,
    channel: 'email',
    address: 'someone@example.org',
    ...parts,
  } as RecipientToStore);
}

const sent = (mails: readonly Mail[] = deps.mails) => mails.map(({ to, subject }) => `${to} ${subject}`);
const subject = (event: string, unit = 'E1') =>
  `[apis_main_alive] failure ${event} : ${communityCode} > k > apis-main > ${unit}`;

/** A mail server behind a switch, and what sends to it. */
function failingMailer() {
  const state = { isDown: true, attempts: 0 };
  const send = async (mail: Mail) => {
    state.attempts += 1;
    if (state.isDown) throw Object.assign(new Error(`no connection for ${mail.to}`), { code: 'ECONNREFUSED' });
    return deps.notifications.mailer.send(mail);
  };
  return { state, deps: { ...deps, notifications: { ...deps.notifications, mailer: { send } } } };
}

test('without any recipient the address of the community is told, without that the configured one', async () => {
  await detect();
  await database.communitySetting.create({ data: { communityCode, notifyTo: 'community@example.org' } });
  await detect({ unitCode: 'E2' });
  await deliverMessages(deps);
  expect(sent().sort()).toEqual([
    `community@example.org ${subject('detected', 'E2')}`,
    `default@example.org ${subject('detected')}`,
  ]);
  expect(deps.mails[0]?.html).toContain(`https://power.example.org/admin/${communityCode}/k/monitoring?failure=`);
});

test('every recipient gets the types it wants, in its language', async () => {
  await addRecipient({ address: 'all@example.org' });
  await addRecipient({ address: 'ja@example.org', language: 'ja', types: ['apis_main_alive'] });
  await addRecipient({ address: 'errors@example.org', types: ['apis_main_severe'] });
  await addRecipient({ address: 'off@example.org', isActive: false });
  await detect();
  await deliverMessages(deps);
  expect(sent().sort()).toEqual([
    `all@example.org ${subject('detected')}`,
    `ja@example.org [apis_main_alive] 障害検出 : ${communityCode} > k > apis-main > E1`,
  ]);
});

test('an outage of the mail server loses nothing, and the end is never told before the beginning', async () => {
  const outage = failingMailer();
  const ids = [await detect(), await detect({ unitCode: 'E2' })];
  await deliverMessages(outage.deps);
  for (const id of ids) await close(id);
  // Hours of outage: attempts become fewer, the ends wait behind the beginnings.
  for (let minute = 0; minute < 300; minute += 1) {
    nowMs += 60_000;
    await deliverMessages(outage.deps);
  }
  expect(outage.state.attempts).toBeLessThan(30);
  expect(await readMessageQueue(database, new Date(nowMs))).toMatchObject({ waiting: 4, dead: 0 });
  outage.state.isDown = false;
  for (let hour = 0; hour < 7; hour += 1) {
    nowMs += 3_600_000;
    await deliverMessages(outage.deps);
  }
  for (const unit of ['E1', 'E2']) {
    const subjects = deps.mails.map((mail) => mail.subject).filter((text) => text.endsWith(unit));
    expect(subjects).toEqual([subject('detected', unit), subject('closed', unit)]);
  }
  expect(await readMessageQueue(database, new Date(nowMs))).toEqual({ waiting: 0, overdueSince: null, dead: 0 });
});

test('what is given up is a dead letter, with what waited for it, until staff has it tried again', async () => {
  const outage = failingMailer();
  const id = await detect();
  await close(id);
  for (let attempt = 0; attempt < mostAttempts + 2; attempt += 1) {
    await deliverMessages(outage.deps);
    nowMs += 6 * 3_600_000;
  }
  expect(outage.state.attempts).toBe(mostAttempts);
  const dead = await listDeadMessages(database, { communityCode });
  expect(dead.map(({ event, lastError }) => [event, lastError])).toEqual([
    ['closed', 'the message before it could not be delivered'],
    ['detected', 'no connection for default@example.org'],
  ]);
  outage.state.isDown = false;
  expect(await retryDeadMessages(database, 'all', { ids: [dead[1]?.id ?? 0], now: new Date(nowMs) })).toBe(2);
  await deliverMessages(outage.deps);
  expect(deps.mails.map((mail) => mail.subject)).toEqual([subject('detected'), subject('closed')]);
});

test('several workers at once send everything once', async () => {
  for (let i = 0; i < 40; i += 1) await close(await detect({ unitCode: `E${i}` }));
  await Promise.all(Array.from({ length: 4 }, () => deliverMessages(deps)));
  expect(sent()).toHaveLength(80);
  expect(new Set(sent()).size).toBe(80);
});

test('a sender that dies at any step: every message arrives, in order, and rarely twice, with one key', async () => {
  for (let step = 1; ; step += 1) {
    deps.mails.length = 0;
    const id = await detect({ unitCode: `E${step}` });
    await close(id);
    const dying = dieAt(step);
    await deliverMessages({ ...deps, keepTurn: dying.keepTurn }).catch(() => {});
    if (!dying.hasDied()) {
      expect(step).toBeGreaterThan(6);
      break;
    }
    // What it had claimed is free again after a while.
    for (let round = 0; round < 3; round += 1) {
      nowMs += 121_000;
      await deliverMessages(deps);
    }
    const keys = deps.mails.map(({ key }) => key);
    const first = (event: string) => keys.findIndex((key) => key.startsWith(`f${id}-${event}`));
    expect(new Set(keys).size).toBe(2);
    expect(keys.length).toBeLessThanOrEqual(3);
    expect(first('detected')).toBeLessThan(first('closed'));
    expect(first('detected')).toBe(0);
  }
});

test('a mail that was accepted while the database was away is noted when it is back, and not sent again', async () => {
  const id = await detect();
  let failures = 3;
  const shaky = database.$extends({
    query: {
      $executeRaw({ args, query }) {
        if (deps.mails.length > 0 && failures > 0) {
          failures -= 1;
          throw new Error('the database is away');
        }
        return query(args);
      },
    },
  }) as unknown as Database;
  await deliverMessages({ ...deps, database: shaky });
  expect(failures).toBe(0);
  nowMs += 121_000;
  await deliverMessages(deps);
  expect(deps.mails.map(({ key }) => key.split('-')[0])).toEqual([`f${id}`]);
});

test('in quiet hours nothing is sent; afterwards everything is, in order', async () => {
  // 14:30 in Tokyo.
  await addRecipient({ quietFromMin: 14 * 60, quietToMin: 15 * 60 });
  const id = await detect();
  nowMs += 60_000;
  await close(id);
  await deliverMessages(deps);
  expect(sent()).toEqual([]);
  nowMs = startMs + 30 * 60_000;
  await deliverMessages(deps);
  expect(deps.mails.map((mail) => mail.subject)).toEqual([subject('detected'), subject('closed')]);
});

test('an attempt that would fall into quiet hours waits for their end, and is no attempt', async () => {
  await addRecipient({ quietFromMin: 14 * 60 + 40, quietToMin: 15 * 60 });
  await detect();
  nowMs += 11 * 60_000;
  await deliverMessages(deps);
  expect(await database.outgoingMessage.findMany()).toMatchObject([
    { attempts: 0, nextAttemptAt: new Date(startMs + 30 * 60_000) },
  ]);
});

test('what flaps comes as one message an hour to whom wants that', async () => {
  await addRecipient({ address: 'calm@example.org', digestMs: 3_600_000 });
  await addRecipient({ address: 'all@example.org' });
  for (let i = 0; i < 12; i += 1) {
    const id = await detect();
    nowMs += 60_000;
    await close(id);
    await deliverMessages(deps);
  }
  const toCalm = () => deps.mails.filter(({ to }) => to === 'calm@example.org');
  expect(toCalm()).toHaveLength(4);
  nowMs = startMs + 3_600_000;
  await deliverMessages(deps);
  expect(toCalm()).toHaveLength(5);
  expect(toCalm().at(-1)?.subject).toBe(`20 failure messages : ${communityCode} > k`);
  expect(deps.mails.filter(({ to }) => to === 'all@example.org')).toHaveLength(24);
  expect(await readMessageQueue(database, new Date(nowMs))).toMatchObject({ waiting: 0 });
});

test('a webhook gets the failure as JSON, signed, with the same key in each attempt', async () => {
  const hook = await startWebhookServer();
  cleanUps.push(hook.close);
  const secret = 'sixteen characters at least';
  await addRecipient({ channel: 'webhook', address: `${hook.url}/alerts`, secret } as Partial<RecipientToStore>);
  hook.state.status = 500;
  const id = await detect();
  await deliverMessages(deps);
  hook.state.status = 200;
  nowMs += 30_000;
  await deliverMessages(deps);
  expect(hook.calls).toHaveLength(2);
  expect(new Set(hook.calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  for (const { headers, body } of hook.calls) {
    const timestamp = String(headers['x-commonwatt-timestamp']);
    expect(headers['x-commonwatt-signature']).toBe(`v1=${signWebhook(secret, timestamp, body)}`);
    expect(JSON.parse(body)).toMatchObject({
      subject: subject('detected'),
      events: [{ event: 'failure.detected', failure: { id, unitId: 'E1', closedAt: null, description: 'gone' } }],
    });
  }
});

test('a real mail server that goes away and comes back', async () => {
  const first = await startMailServer();
  const mailer = createMailer({ url: first.url, from: 'power@example.org' });
  const real = { ...deps, notifications: { ...deps.notifications, mailer } };
  const id = await detect();
  await deliverMessages(real);
  expect(first.mails).toHaveLength(1);
  await first.close();
  await close(id);
  await deliverMessages(real);
  expect(await readMessageQueue(database, new Date(nowMs))).toMatchObject({ waiting: 1 });
  const second = await startMailServer({}, first.port);
  cleanUps.push(second.close);
  nowMs += 30_000;
  await deliverMessages(real);
  expect(second.mails.map(({ source }) => source.replace(/\r\n /g, ' ').includes(subject('closed')))).toEqual([true]);
});

test('neither addresses nor secrets are logged', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const outage = failingMailer();
  await addRecipient({ address: 'private@example.org' });
  const secret = 'sixteen characters at least';
  const address = 'http://127.0.0.1:9/private-path';
  await addRecipient({ channel: 'webhook', address, secret } as Partial<RecipientToStore>);
  await detect();
  await deliverMessages({ ...outage.deps, log });
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join()).not.toMatch(/private|sixteen|127\.0\.0\.1/);
});

test('a message that cannot be read is tried like any other, and holds up none', async () => {
  await detect();
  await database.outgoingMessage.updateMany({ data: { incident: 'nonsense' } });
  await detect({ unitCode: 'E2' });
  await deliverMessages(deps);
  expect(deps.mails.map((mail) => mail.subject)).toEqual([subject('detected', 'E2')]);
});
