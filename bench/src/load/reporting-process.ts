import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { allWell } from '@commonwatt/simulator/conditions';
import { createDocumentIds } from '@commonwatt/simulator/document-id';
import { generatedCluster } from '@commonwatt/simulator/generated-cluster';
import { type UnitDataDocument, unitDataDocuments } from '@commonwatt/simulator/unit-data-document';
import { createWorld, stepWorld, type World } from '@commonwatt/simulator/world';
import { type Collection, Long, MongoClient } from 'mongodb';
import { offer } from '../system/helper-process.ts';
import { firstMark, mostReports, preciseNow, type Write } from './reports.ts';

// A process that writes what apis-ccc writes for a simulated cluster, and keeps account of each write.

export type ReportingOptions = {
  mongodbUri: string;
  database: string;
  cluster: ClusterRef;
  unitCount: number;
  periodMs: number;
};

const seed = 1;
/** So long the cluster has lived before the first report, so that deals are in progress. */
const warmUpMs = 10 * 60_000;

let writing: Promise<void> = Promise.resolve();
let isStopping = false;
const writes: Write[] = [];
const failures: string[] = [];

async function start(options: ReportingOptions): Promise<{ unitIds: string[] }> {
  const { cluster: ref, unitCount, mongodbUri, database } = options;
  const cluster = generatedCluster({ ref, timeZone: 'Asia/Tokyo', homeCount: unitCount });
  const atMs = Date.now() - warmUpMs;
  const { world } = stepWorld(createWorld({ cluster, seed, atMs }), Date.now());
  const client = new MongoClient(mongodbUri, { maxPoolSize: 10 });
  await client.connect();
  writing = report(world, client.db(database).collection('unitData'), options).finally(() => client.close());
  return { unitIds: cluster.homes.map(({ unitId }) => unitId) };
}

/** Every unit once in each period, each at its own moment, whether or not earlier writes have been answered. */
async function report(world: World, collection: Collection<UnitDataDocument>, options: ReportingOptions) {
  const { communityId, clusterId } = options.cluster;
  const nextId = createDocumentIds(seed, `bench ${communityId}/${clusterId} ${Date.now()}`);
  const beginMs = Date.now();
  let current = world;
  const pending = new Set<Promise<void>>();
  for (let round = 0; !isStopping && round < mostReports; round += 1) {
    const roundMs = beginMs + round * options.periodMs;
    current = stepWorld(current, roundMs).world;
    const report = { world: current, conditions: allWell, datasetId: roundMs, clockSkewMs: () => 0, nextId };
    const documents = unitDataDocuments(report);
    for (const [i, document] of documents.entries()) {
      const waitMs = roundMs + (i * options.periodMs) / documents.length - Date.now();
      if (waitMs > 0) await sleep(waitMs);
      if (isStopping) break;
      const sent = write(collection, document, firstMark + round).finally(() => pending.delete(sent));
      pending.add(sent);
    }
  }
  await Promise.all(pending);
}

async function write(collection: Collection<UnitDataDocument>, document: UnitDataDocument, mark: number) {
  const emu = { ...(document.emu as object), ups_output_power: mark };
  const { id: unitId } = document.oesunit as { id: string };
  const sentAtMs = preciseNow();
  try {
    await collection.insertOne({ ...document, emu, datasetId: Long.fromNumber(Math.floor(sentAtMs)) });
    writes.push({ unitId, mark, sentAtMs, acknowledgedAtMs: preciseNow() });
  } catch (error) {
    failures.push(String(error));
  }
}

/** Ends the writing. Returns all writes that were acknowledged, oldest first; fails when one was refused. */
async function stop(): Promise<Write[]> {
  isStopping = true;
  await writing;
  if (failures.length > 0) throw new Error(`${failures.length} writes failed, the first with ${failures[0]}`);
  return writes;
}

const offers = { start, stop };
export type ReportingOffers = typeof offers;
offer(offers);
