import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase, type Database } from '@commonwatt/database/client';
import type { Db } from 'mongodb';
import type { ExpectedAlert } from '../alerts/compare-alerts.ts';
import type { Bench, Verdict } from '../benchmark.ts';
import { telemetryDatabase } from '../product/installation.ts';
import { connectMongo } from '../product/mongo-connection.ts';
import { waitUntil } from '../system/wait-until.ts';
import { type AlertFindings, examineAlerts, type StoredFailure } from './alert-ledger.ts';
import { buildWorker } from './build-worker.ts';
import { type Feed, startFeed } from './feed.ts';
import { readClock } from './hurried-clock.ts';
import { type KillableStores, startKillableStores } from './killable-stores.ts';
import { type MailServer, type Mood, moods, startMailServer } from './mail-server.ts';
import { createWorkerLog } from './worker-log.ts';
import { startWorkers, type WorkerPool } from './worker-pool.ts';

/** `speed`: how many times faster than time the workers' clock runs. */
export type WorkerKillOptions = { kills: number; speed: number };

const clusterCount = 12;
const liveCount = 3;
const standbyCount = 3;
const mostRepeatedShare = 0.01;

/** How long (ms, real) it is between two disturbances of a kind, on average. Stores need 30 s to count as healthy. */
const pauseMs = { kill: 500, freeze: 20_000, store: 40_000, mail: 15_000 };
/** Longer than leases and claims last. */
const longestFreezeMs = 25_000;
const longestMoodMs = 4_000;
/** A mail server that hangs is given up by a client after so long. */
const longestHangMs = 30_000;
/** Attempts become rarer: what was refused again and again takes its time. */
const longestSettlingMs = 300_000;

type Disturbed = Map<string, number>;

/** Whether alerts get through, once and in order, while workers, stores and the mail server are taken away again and again. */
export async function measureWorkerKills(bench: Bench, { kills, speed }: WorkerKillOptions): Promise<Verdict[]> {
  const { cleanup, say } = bench;
  const stores = await startKillableStores(cleanup);
  const database = createDatabase(stores.databaseUrl, { maxConnections: 2 });
  const mongo = await connectMongo(stores.mongodbUri);
  cleanup.atEnd(async () => {
    await Promise.all([database.$disconnect(), mongo.close()]);
  });
  const db = mongo.db(telemetryDatabase);
  const mails = await startMailServer(cleanup, { hangMs: longestHangMs / speed });
  const clock = { startMs: Date.now(), speed };
  const log = createWorkerLog();
  const { databaseUrl, mongodbUri } = stores;
  const task = { databaseUrl, mongodbUri, mongodbDatabase: telemetryDatabase, mailUrl: mails.url, clock };
  const script = await buildWorker(cleanup);
  const workers = await startWorkers(cleanup, { script, task, liveCount, standbyCount, onLog: log.read });
  const feed = await startFeed({ database, db }, { clusterCount, clock });
  cleanup.atEnd(() => feed.stop());

  say(`${kills} kills`);
  const beganMs = performance.now();
  const disturbed = await disturb({ workers, stores, mails, say }, kills);
  const durationMs = performance.now() - beganMs;
  say('no more kills: the last trouble comes to its end, and the last mail is delivered');
  await feed.end();
  await settle(database);
  const findings = examineAlerts(await readRecords({ database, db, feed, mails }, readClock(clock)));
  sayWhatIsWrong(bench, findings);
  for (const one of findings.invented) say(`around it: ${JSON.stringify(troublesAround(one, feed))}`);
  const busy = {
    judging: log.busyMs('runMonitors') / durationMs,
    delivering: log.busyMs('deliverMessages') / (durationMs * liveCount),
  };
  report(bench, { disturbed, durationMs, findings, busy });
  return judge(findings, kills, disturbed);
}

type Victims = { workers: WorkerPool; stores: KillableStores; mails: MailServer; say: Bench['say'] };

/** Takes everything away, each in its own rhythm, until so many workers were killed. Returns how often what was. */
async function disturb({ workers, stores, mails, say }: Victims, kills: number): Promise<Disturbed> {
  const counts: Disturbed = new Map();
  const note = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const stopping = new AbortController();
  const again = async (meanPauseMs: number, act: () => Promise<string>) => {
    while (!stopping.signal.aborted) {
      await sleep(-Math.log(1 - Math.random()) * meanPauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (!stopping.signal.aborted) note(await act());
    }
  };
  const freezing = again(pauseMs.freeze, async () => {
    await workers.freeze(Math.random, Math.random() * longestFreezeMs);
    return 'a worker frozen and woken';
  });
  const restarting = again(pauseMs.store, async () => `${await stores.killOne(Math.random)} killed`);
  const failing = again(pauseMs.mail, async () => {
    const mood = moods[1 + Math.floor(Math.random() * (moods.length - 1))] ?? 'refuses';
    mails.setMood(mood);
    await sleep(Math.random() * longestMoodMs);
    mails.setMood('takes');
    return `the mail server ${moodTexts[mood]}`;
  });
  for (let number = 1; number <= kills; number += 1) {
    await sleep(-Math.log(1 - Math.random()) * pauseMs.kill);
    await workers.kill(Math.random);
    note('a worker killed');
    if (number % 100 === 0) say(`${number}/${kills}, ${mails.mails.length} mails so far`);
  }
  stopping.abort();
  await Promise.all([freezing, restarting, failing]);
  return counts;
}

const moodTexts: Record<Mood, string> = {
  takes: 'takes mails',
  refuses: 'refuses mails',
  hangs: 'does not answer',
  drops: 'loses mails and connections',
  forgetsToSay: 'keeps mails without saying so',
  isAway: 'is away',
};

/** Waits until every message was delivered, as far as it can be waited for. */
async function settle(database: Database): Promise<void> {
  const where = { deliveredAt: null, deadAt: null };
  const isDone = async () => (await database.outgoingMessage.count({ where })) === 0;
  await waitUntil('the last message', isDone, { timeoutMs: longestSettlingMs, everyMs: 500 }).catch(() => {});
}

async function readRecords(
  { database, db, feed, mails }: { database: Database; db: Db; feed: Feed; mails: MailServer },
  untilMs: number,
) {
  const failures = await database.failure.findMany({ orderBy: { id: 'asc' } });
  const messages = await database.outgoingMessage.findMany({ orderBy: { id: 'asc' } });
  const troubles = feed.troubles();
  const errorLines = new Map<string, number>();
  for (const communityId of troubles.keys()) {
    errorLines.set(communityId, await db.collection('apisLog').countDocuments({ communityId, loglevel: 'SEVERE' }));
  }
  return {
    troubles,
    failures: failures.map(({ id, type, communityCode, unitCode: unitId, lineCount, detectedAt, closedAt }) => ({
      id,
      type,
      communityId: communityCode ?? '',
      unitId,
      lineCount,
      detectedMs: detectedAt.getTime(),
      closedMs: closedAt?.getTime() ?? null,
    })),
    messages: messages.map(({ idempotencyKey: key, failureId, event, deliveredAt }) => ({
      key,
      failureId: failureId ?? 0,
      event,
      isDelivered: deliveredAt !== null,
    })),
    mails: mails.mails,
    errorLines,
    untilMs,
  };
}

function sayWhatIsWrong({ say }: Bench, findings: AlertFindings): void {
  const { lost, waiting, unasked, disordered, voiceless, leftOpen, untold, invented, miscounted } = findings;
  for (const [name, found] of Object.entries({
    lost,
    waiting,
    unasked,
    disordered,
    voiceless,
    leftOpen,
    untold,
    invented,
    miscounted,
  }))
    for (const one of found.slice(0, 5)) say(`${name}: ${JSON.stringify(one)}`);
}

/** What went wrong in the cluster of a failure, up to two minutes before and after it was detected. */
function troublesAround({ communityId, detectedMs }: StoredFailure, feed: Feed): ExpectedAlert[] {
  const troubles = feed.troubles().get(communityId) ?? [];
  return troubles.filter(({ fromMs, toMs }) => fromMs < detectedMs + 120_000 && toMs > detectedMs - 120_000);
}

type Results = {
  disturbed: Disturbed;
  durationMs: number;
  findings: AlertFindings;
  /** The share of the time in which a worker judged clusters, and that in which each delivered messages. */
  busy: { judging: number; delivering: number };
};

function report({ table }: Bench, { disturbed, durationMs, findings, busy }: Results): void {
  const killsPerMinute = ((disturbed.get('a worker killed') ?? 0) / durationMs) * 60_000;
  table('What was taken away', [
    ['', 'times'],
    ...[...disturbed].sort().map(([what, count]) => [what, String(count)]),
    ['kills of workers per minute', killsPerMinute.toFixed(0)],
    ['share of the time in which clusters were judged', `${Math.round(busy.judging * 100)} %`],
    ['share of the time in which a worker delivered', `${Math.round(busy.delivering * 100)} %`],
  ]);
  const { troubles, alerts, mails, lost, waiting, repeated, sentAgain, disordered, voiceless, leftOpen } = findings;
  table('What came of it', [
    ['', 'count'],
    ['troubles', String(troubles)],
    ['messages about them', String(alerts)],
    ['mails that arrived', String(mails)],
    ...Object.entries({
      'messages without a mail': lost,
      'messages not noted as delivered': waiting,
      'mails sent again although the server had said it kept one': repeated,
      'mails sent again because it had not said so': sentAgain,
      'ends told before beginnings': disordered,
      'failures without their messages': voiceless,
      'failures left open': leftOpen,
      'troubles of which nothing was told': findings.untold,
      'failures without a trouble': findings.invented,
      'mails without a message': findings.unasked,
      'clusters with an error line judged twice or never': findings.miscounted,
    }).map(([what, found]) => [what, String(found.length)]),
  ]);
}

function judge(findings: AlertFindings, kills: number, disturbed: Disturbed): Verdict[] {
  const { alerts, lost, waiting, repeated, disordered, voiceless, leftOpen, untold, invented, unasked } = findings;
  const share = repeated.length / Math.max(1, alerts);
  const killed = disturbed.get('a worker killed') ?? 0;
  const sum = (...lists: readonly unknown[][]) => lists.reduce((total, list) => total + list.length, 0);
  const none = (target: string, count: number): Verdict => ({
    target,
    measured: String(count),
    isMet: count === 0,
  });
  return [
    { target: `${kills} kills`, measured: String(killed), isMet: killed === kills },
    {
      target: 'every alert delivered at least once',
      measured: `${alerts - lost.length} of ${alerts}`,
      isMet: alerts > 0 && sum(lost, waiting) === 0,
    },
    {
      target: 'at most 1 % delivered again after the server had said it kept one',
      measured: `${repeated.length} of ${alerts} (${(share * 100).toFixed(2)} %)`,
      isMet: share <= mostRepeatedShare,
    },
    none('no end told before its beginning', disordered.length),
    none('no orphan: left open, without a message, or without a cause', sum(leftOpen, voiceless, invented, unasked)),
    none('no trouble of which nothing was told', untold.length),
    none('every error line judged once', findings.miscounted.length),
  ];
}
