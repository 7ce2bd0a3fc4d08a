import { openTestDatabase, uniqueName } from '@commonwatt/database/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createMailer } from '../notifications/mailer.ts';
import { startMailServer } from '../notifications/testing.ts';
import { createErrorMails, type ErrorMailDeps } from './error-mails.ts';

const database = openTestDatabase();
const start = new Date('2026-06-09T05:32:00Z');
let nowMs = start.getTime();
let mailServer: Awaited<ReturnType<typeof startMailServer>>;
let deps: ErrorMailDeps;

beforeAll(async () => {
  mailServer = await startMailServer();
  const mailer = createMailer({ url: mailServer.url, from: 'power@example.org' });
  deps = { database, mailer, log: pino({ level: 'silent' }), now: () => new Date(nowMs) };
});
afterAll(async () => {
  await mailServer.close();
  await database.$disconnect();
});
beforeEach(() => {
  nowMs = start.getTime();
  mailServer.mails.length = 0;
  mailServer.state.refuse = null;
});

/** A process that logs some lines and ends. */
async function run(lines: readonly object[], administrators = ['admin@example.org']): Promise<void> {
  const mails = createErrorMails(administrators);
  const log = pino({ base: null }, { write: mails.note });
  for (const line of lines) log.error(line);
  await mails.start(deps).stop();
}

const failure = (job: string) => ({ err: new Error(`no connection to postgresql://me:hunter2@db after 3 tries`), job });

test('each administrator is told, without secrets', async () => {
  const job = uniqueName('job');
  await run([failure(job)], ['one@example.org', 'two@example.org']);
  expect(mailServer.mails.map(({ to }) => to)).toEqual([['one@example.org'], ['two@example.org']]);
  const { source } = mailServer.mails[0] ?? { source: '' };
  expect(source).toContain('no connection to postgresql://***@db after 3 tries');
  expect(source).toContain(job);
  expect(source).not.toContain('hunter2');
});

test('one kind is told once an hour, whichever process meets it, and how often it came', async () => {
  const job = uniqueName('job');
  await run([failure(job), failure(job)]);
  await Promise.all([run([failure(job)]), run([failure(job)])]);
  expect(mailServer.mails).toHaveLength(1);
  expect(mailServer.mails[0]?.source).toContain('2 times');
  nowMs += 59 * 60_000;
  await run([failure(job)]);
  expect(mailServer.mails).toHaveLength(1);
  nowMs += 60_000;
  await run([failure(job)]);
  expect(mailServer.mails).toHaveLength(2);
  expect(mailServer.mails[1]?.source).toContain('4 times');
});

test('another kind is another mail, and what is no error is none', async () => {
  const [one, other] = [uniqueName('job'), uniqueName('job')];
  await run([failure(one), failure(other)]);
  expect(mailServer.mails).toHaveLength(2);
  const mails = createErrorMails(['admin@example.org']);
  pino({ base: null }, { write: mails.note }).warn('only a warning');
  await mails.start(deps).stop();
  expect(mailServer.mails).toHaveLength(2);
});

test('what a mail server does not take is told when it does again', async () => {
  const job = uniqueName('job');
  mailServer.state.refuse = 'later';
  await run([failure(job)]);
  expect(mailServer.mails).toEqual([]);
  mailServer.state.refuse = null;
  await run([failure(job)]);
  expect(mailServer.mails).toHaveLength(1);
  expect(mailServer.mails[0]?.source).toContain('2 times');
});

test('with nobody to tell nothing is kept', async () => {
  await run([failure(uniqueName('job'))], []);
  expect(mailServer.mails).toEqual([]);
});
