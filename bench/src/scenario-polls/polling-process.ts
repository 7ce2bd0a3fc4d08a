import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { offer } from '../system/helper-process.ts';
import { type Answer, expectedAnswer, type HomeState, possibleStates, type Version } from './expected-answers.ts';
import {
  changeHome,
  cluster,
  firstState,
  type Passwords,
  scenarioData,
  scenarioIds,
  unitIdOf,
  usernameOf,
} from './homes.ts';

// A process that polls as so many homes do, each at its own moment of the period and over a connection of its own, never
// waiting for another's answer; and that changes what their answers depend on underneath.

export type PollingOptions = { url: string; homeCount: number; periodMs: number; passwords: Passwords };
export type ChangingOptions = { databaseUrl: string; changesPerS: number };

/** What came of some polls. */
export type PollReport = {
  /** From the moment a poll was due to the end of its answer, ms. */
  latenciesMs: Float64Array;
  /** How often each status was answered; 0: there was no answer. */
  statuses: Record<number, number>;
  /** Answers that fit no state that was in force. */
  wrong: string[];
  wrongCount: number;
};

type Home = { versions: Version[]; knownPassword: number; hasBeenAnswered: boolean };

let homes: Home[] = [];
let passwords: Passwords = { plain: [], hashes: [] };
let isStopping = false;
let polling: Promise<void> = Promise.resolve();
let changing: Promise<void> = Promise.resolve();
let latencies: number[] = [];
let statuses: Record<number, number> = {};
let wrong: string[] = [];
let wrongCount = 0;

const bodies = new Map(scenarioIds.map((id) => [id, scenarioData(id)]));
const bodyOf = (id: number) => bodies.get(id) ?? '';

function start(options: PollingOptions): void {
  passwords = options.passwords;
  homes = Array.from({ length: options.homeCount }, (_, home) => ({
    versions: [{ state: firstState(home), beganMs: 0, doneMs: 0 }],
    knownPassword: firstState(home).password,
    hasBeenAnswered: false,
  }));
  polling = pollAll(options);
}

async function pollAll({ url, homeCount, periodMs }: PollingOptions): Promise<void> {
  const beginMs = performance.now();
  const pending = new Set<Promise<void>>();
  for (let i = 0; !isStopping; i += 1) {
    const dueMs = beginMs + (i * periodMs) / homeCount;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    const polled = poll(url, i % homeCount, dueMs).finally(() => pending.delete(polled));
    pending.add(polled);
  }
  await Promise.all(pending);
}

async function poll(url: string, home: number, dueMs: number): Promise<void> {
  const known = homes[home];
  if (!known) return;
  const sent = known.knownPassword;
  const sentMs = performance.now();
  const answer = await ask(url, home, passwords.plain[sent] ?? '').catch((error) => ({
    status: 0,
    body: String(error),
  }));
  const receivedMs = performance.now();
  latencies.push(receivedMs - dueMs);
  statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
  if (answer.status === 200) known.hasBeenAnswered = true;
  const possible = possibleStates(known.versions, { sentMs, receivedMs }).map((state) =>
    expectedAnswer(state, sent, bodyOf),
  );
  if (possible.some(({ status, body }) => status === answer.status && body === answer.body)) return;
  wrongCount += 1;
  if (wrong.length < 20) wrong.push(`home ${home}: ${answer.status} ${answer.body.slice(0, 80)}`);
}

/** One poll as apis-ccc sends it, from an address of the home's own. */
function ask(url: string, home: number, password: string): Promise<Answer> {
  const fields = { account: usernameOf(home), password, ...cluster, unitId: unitIdOf(home), isMD5Password: 'true' };
  const form = new URLSearchParams(fields).toString();
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(form),
    'x-forwarded-for': `10.${home >> 16}.${(home >> 8) & 255}.${home & 255}`,
  };
  return new Promise((resolve, reject) => {
    const target = `${url}/api/misc/scenario/currentData`;
    const asked = request(target, { method: 'POST', headers, agent: false, timeout: 60_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.once('error', reject);
    });
    asked.once('timeout', () => asked.destroy(new Error('no answer for a minute')));
    asked.once('error', reject);
    asked.end(form);
  });
}

async function startChanges({ databaseUrl, changesPerS }: ChangingOptions): Promise<void> {
  const sql = new Client({ connectionString: databaseUrl });
  await sql.connect();
  changing = changeAll(sql, 1_000 / changesPerS).finally(() => sql.end());
}

/** Homes that something is wrong with, the oldest first: half of the changes put one of them right. */
const unwell: number[] = [];

async function changeAll(sql: Client, everyMs: number): Promise<void> {
  while (!isStopping) {
    await sleep(everyMs);
    const repaired = Math.random() < 0.5 ? unwell.shift() : undefined;
    const home = repaired ?? Math.floor(Math.random() * homes.length);
    if (repaired === undefined && unwell.includes(home)) continue;
    await change(sql, home, repaired !== undefined);
  }
}

async function change(sql: Client, home: number, isRepair: boolean): Promise<void> {
  const one = homes[home];
  const from = one?.versions.at(-1)?.state;
  if (!one || !from) return;
  const to = isRepair ? { ...from, isActive: true, isResident: true } : disturbed(from);
  const version: Version = { state: to, beganMs: performance.now(), doneMs: Number.POSITIVE_INFINITY };
  one.versions.push(version);
  await changeHome(sql, home, { from, to, hashes: passwords.hashes });
  version.doneMs = performance.now();
  // Of the homes with a new password half are told, the others are once they are put right.
  if (isRepair || from.password === to.password || Math.random() < 0.5) one.knownPassword = to.password;
  if (!to.isActive || !to.isResident || one.knownPassword !== to.password) unwell.push(home);
}

function disturbed(state: HomeState): HomeState {
  const dice = Math.random();
  if (dice < 0.4) {
    const other = scenarioIds.filter((id) => id !== state.scenarioId);
    const isNone = state.scenarioId !== null && Math.random() < 0.2;
    return { ...state, scenarioId: isNone ? null : (other[Math.floor(Math.random() * other.length)] ?? null) };
  }
  if (dice < 0.7) return { ...state, password: (state.password + 1) % passwords.plain.length };
  return dice < 0.85 ? { ...state, isActive: false } : { ...state, isResident: false };
}

/** How many homes have got a right answer at least once. */
function answeredCount(): number {
  return homes.filter(({ hasBeenAnswered }) => hasBeenAnswered).length;
}

/** All polls that were answered since this was asked last. */
function takeReport(): PollReport {
  const report = { latenciesMs: Float64Array.from(latencies), statuses, wrong, wrongCount };
  [latencies, statuses, wrong, wrongCount] = [[], {}, [], 0];
  return report;
}

async function stop(): Promise<void> {
  isStopping = true;
  await Promise.all([polling, changing]);
}

const offers = { start, startChanges, answeredCount, takeReport, stop };
export type PollingOffers = typeof offers;
offer(offers);
