import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { type Db, MongoClient } from 'mongodb';
import { offer } from '../system/helper-process.ts';
import { logLines, samples } from './reports-of-a-second.ts';

// A process that writes what apis-ccc and apis-log write for many clusters: each unit a sample every 30 s and a line of
// its log every 5 s, each cluster the lines of apis-ccc and of its grid master. In batches of a second, so that the writer itself is cheap.

export type CommunityOptions = {
  mongodbUri: string;
  database: string;
  clusters: readonly ClusterRef[];
  unitIds: readonly string[];
};

export type Written = {
  samples: number;
  lines: number;
  /** How far the writer was behind its own time at worst (ms): the store took no more. */
  mostBehindMs: number;
};

let isStopping = false;
let writing: Promise<void> = Promise.resolve();
const silent = new Set<string>();
const written: Written = { samples: 0, lines: 0, mostBehindMs: 0 };

async function start(options: CommunityOptions): Promise<void> {
  const client = new MongoClient(options.mongodbUri, { maxPoolSize: 4 });
  await client.connect();
  writing = write(client.db(options.database), options).finally(() => client.close());
}

async function write(db: Db, { clusters, unitIds }: CommunityOptions): Promise<void> {
  const beginMs = Math.ceil(Date.now() / 1_000) * 1_000;
  for (let second = 0; !isStopping; second += 1) {
    const atMs = beginMs + second * 1_000;
    if (atMs > Date.now()) await sleep(atMs - Date.now());
    written.mostBehindMs = Math.max(written.mostBehindMs, Date.now() - atMs);
    const isHeard = ({ clusterId }: ClusterRef, unitId: string) => !silent.has(`${clusterId} ${unitId}`);
    const newSamples = samples({ clusters, unitIds, isHeard }, { second, atMs });
    const newLines = logLines({ clusters, unitIds, isHeard }, { second, atMs });
    await Promise.all([
      newSamples.length > 0 && db.collection('unitData').insertMany(newSamples, { ordered: false }),
      newLines.length > 0 && db.collection('apisLog').insertMany(newLines, { ordered: false }),
    ]);
    written.samples += newSamples.length;
    written.lines += newLines.length;
  }
}

/** Nothing more is heard of a unit from now on. */
function silence({ clusterId, unitId }: { clusterId: string; unitId: string }): void {
  silent.add(`${clusterId} ${unitId}`);
}

/** What was written since the last call; fails when something could not be. */
async function take(): Promise<Written> {
  const taken = { ...written };
  Object.assign(written, { samples: 0, lines: 0, mostBehindMs: 0 });
  await Promise.race([writing, sleep(0)]);
  return taken;
}

async function stop(): Promise<void> {
  isStopping = true;
  await writing;
}

const offers = { start, silence, take, stop };
export type CommunityOffers = typeof offers;
offer(offers);
