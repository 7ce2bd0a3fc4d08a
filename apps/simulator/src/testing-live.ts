import { Agent } from 'node:http';
import { startEmbeddedMongo } from '@commonwatt/embedded-mongo/server';
import { type Db, MongoClient } from 'mongodb';
import type { SimulatedCluster } from './cluster.ts';
import type { Fault } from './faults.ts';
import { createLiveCluster, type LiveCluster } from './live-cluster.ts';
import { createReporter } from './reporter.ts';
import { createWorld, type World } from './world.ts';

/** Builders for integration tests: a real store, and a live cluster whose clock the test moves by hand. */

export async function startTestStore(): Promise<{ db: Db; close: () => Promise<void> }> {
  const server = await startEmbeddedMongo({ dataDir: null, port: 0 });
  const client = await new MongoClient(server.uri).connect();
  const close = async () => {
    await client.close();
    await server.close();
  };
  return { db: client.db('simulator_test'), close };
}

export const liveStartMs = Date.parse('2026-05-14T01:00:00Z');

export type LiveTest = {
  live: LiveCluster;
  clock: { atMs: number };
  /** Lets `seconds` pass in steps of 5 s; reports every `reportEveryS`, beats every 30 s. */
  pass: (seconds: number, reportEveryS?: number) => Promise<void>;
  abort: () => void;
};

export function startLive(
  db: Db,
  cluster: SimulatedCluster,
  options: { faults?: Fault[]; scenarioUrl?: string | null; speed?: number; world?: World; atMs?: number } = {},
): LiveTest {
  const { faults = [], scenarioUrl = null, speed = 1, atMs = liveStartMs } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const now = { atMs };
  const sleepers = new Set<{ untilMs: number; wake: () => void }>();
  const clock = {
    now: () => now.atMs,
    sleep: (ms: number) => new Promise<void>((wake) => sleepers.add({ untilMs: now.atMs + ms, wake })),
  };
  const reporter = createReporter({ db, cluster, seed: 1, clock, faults, signal });
  const world = options.world ?? createWorld({ cluster, seed: 1, atMs });
  const live = createLiveCluster({ world, reporter, faults, clock, speed, scenarioUrl, agent: new Agent(), signal });
  const pass = async (seconds: number, reportEveryS = 30) => {
    for (let second = 5; second <= seconds; second += 5) {
      now.atMs += 5_000;
      for (const sleeper of sleepers) if (sleeper.untilMs <= now.atMs) sleeper.wake();
      await live.tick();
      if (second % 30 === 0) await live.beat();
      if (second % reportEveryS !== 0) continue;
      await live.reportUnitData();
      await live.reportDeals();
    }
  };
  return { live, clock: now, pass, abort: () => stopping.abort() };
}
