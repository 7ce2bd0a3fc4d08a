import { setTimeout as sleep } from 'node:timers/promises';
import { groupBy } from '@commonwatt/domain/group-by';
import type { Bench, Verdict } from '../benchmark.ts';
import { formatSeconds } from '../report/figures.ts';
import { percentiles } from '../report/percentiles.ts';
import { killProcesses } from '../system/process-tree.ts';
import { waitUntil } from '../system/wait-until.ts';
import { type Books, keepBooks } from './bookkeeping.ts';
import { type KillableInstallation, startKillableInstallation } from './killable-installation.ts';
import { mongoInserts } from './mongo-inserts.ts';
import { mongoReplacements } from './mongo-replacements.ts';
import { postgresTransactions } from './postgres-transactions.ts';
import { signIns } from './sign-ins.ts';
import { chooseVictims } from './victims.ts';

export type KillOptions = { runs: number };

/** One kill and what came of it; `durationMs` is infinite when the installation did not come back. */
type Outcome = { killed: string; durationMs: number; unaskedEnds: string[] };

/** The kill comes this long (ms) after the writing has begun, evenly spread. */
const earliestKillMs = 200;
const latestKillMs = 1_500;
/** So often is a restarting server killed once more, within this time after its start. */
const shareKilledAgain = 0.25;
const latestSecondKillMs = 2_000;

/** Whether kills lose anything that was acknowledged, and how long the installation takes to come back. */
export async function measureKills(bench: Bench, { runs }: KillOptions): Promise<Verdict[]> {
  const { cleanup, say } = bench;
  const installation = await startKillableInstallation(cleanup);
  const { mongodbUri, databaseUrl } = installation.stores;
  const books = [
    mongoInserts(mongodbUri),
    mongoReplacements(mongodbUri),
    postgresTransactions(databaseUrl),
    signIns(installation.url, installation.staff),
  ].map(keepBooks);
  const outcomes: Outcome[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const outcome = await killOnce(installation, books, run, say);
    outcomes.push(outcome);
    say(`${run}/${runs} ${outcome.killed}: ${formatSeconds(outcome.durationMs)}`);
    for (const text of outcome.unaskedEnds) say(`the server ended by itself: ${text.split('\n')[0]}`);
    await examine(books, run, say);
  }
  say('looking for everything that was ever acknowledged');
  await examine(books, 'all', say);
  return report(bench, books, outcomes);
}

async function killOnce(
  installation: KillableInstallation,
  books: readonly Books[],
  run: number,
  say: Bench['say'],
): Promise<Outcome> {
  const writings = await Promise.all(books.map((one) => one.write(run)));
  await sleep(earliestKillMs + Math.random() * (latestKillMs - earliestKillMs));
  const tree = await installation.processes();
  const victims = chooseVictims(tree, Math.random);
  let killed = victims.name;
  let killedAtMs = performance.now();
  killProcesses(victims.processes);
  const stopped = Promise.all(writings.map((writing) => writing.stop()));
  if (victims.processes[0] === tree[0]) {
    await installation.restart();
    if (Math.random() < shareKilledAgain) {
      await sleep(Math.random() * latestSecondKillMs);
      const starting = await installation.processes();
      if (starting.length > 0) {
        killed = `${killed}, then everything`;
        killedAtMs = performance.now();
        killProcesses(starting);
        await installation.restart();
      }
    }
  }
  try {
    const recovery = await installation.recover(killedAtMs);
    await stopped;
    return { killed, ...recovery };
  } catch (error) {
    say(String(error));
    await installation.endByForce();
    await installation.restart();
    const { unaskedEnds } = await installation.recover(performance.now());
    await stopped;
    return { killed, durationMs: Number.POSITIVE_INFINITY, unaskedEnds };
  }
}

async function examine(books: readonly Books[], run: number | 'all', say: Bench['say']): Promise<void> {
  for (const one of books) {
    const problems = await waitUntil(`${one.name} to answer`, () => one.examine(run), { timeoutMs: 15_000 });
    for (const problem of problems) say(problem);
  }
}

function report({ table }: Bench, books: readonly Books[], outcomes: readonly Outcome[]): Verdict[] {
  const byName = groupBy(outcomes, ({ killed }) => killed);
  const row = (name: string, some: readonly Outcome[]) => {
    const { count, p50, p95, max } = percentiles(some.map(({ durationMs }) => durationMs));
    return [name, String(count), ...[p50, p95, max].map(formatSeconds)];
  };
  table('How long the installation was away', [
    ['killed', 'times', 'p50', 'p95', 'max'],
    ...[...byName].sort().map(([name, some]) => row(name, some)),
    row('all', outcomes),
  ]);
  table('What was kept of what had been acknowledged', [
    ['', 'acknowledged', 'lost', 'repeated', 'torn', 'unasked'],
    ...books.map(({ name, acknowledgedCount, broken }) => [
      name,
      ...[acknowledgedCount(), broken.lost.size, broken.repeated.size, broken.torn.size, broken.unasked.size].map(
        String,
      ),
    ]),
  ]);
  const sum = (of: (one: Books) => number) => books.reduce((total, one) => total + of(one), 0);
  const acknowledged = sum((one) => one.acknowledgedCount());
  const lost = sum(({ broken }) => broken.lost.size);
  const wrong = sum(({ broken }) => broken.torn.size + broken.repeated.size + broken.unasked.size);
  const notBack = outcomes.filter(({ durationMs }) => durationMs === Number.POSITIVE_INFINITY).length;
  const refused = outcomes.filter(({ unaskedEnds }) => unaskedEnds.length > 0).length;
  return [
    { target: 'no acknowledged write lost', measured: `${lost} of ${acknowledged}`, isMet: lost === 0 },
    { target: 'none torn, repeated or unasked', measured: String(wrong), isMet: wrong === 0 },
    {
      target: 'back after each kill',
      measured: `${outcomes.length - notBack} of ${outcomes.length}`,
      isMet: notBack === 0,
    },
    { target: 'the server never ended by itself', measured: `${refused} runs in which it did`, isMet: refused === 0 },
  ];
}
