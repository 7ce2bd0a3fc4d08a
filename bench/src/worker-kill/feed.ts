import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@commonwatt/database/client';
import { activateMonitor } from '@commonwatt/database/monitor-settings';
import { registerCluster } from '@commonwatt/database/registration';
import { groupBy } from '@commonwatt/domain/group-by';
import { monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import { type Subject, subjectOfUnit } from '@commonwatt/domain/monitoring/watch';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Db } from 'mongodb';
import type { ExpectedAlert } from '../alerts/compare-alerts.ts';
import { storeError, storeReport, storeSignsOfLife } from '../alerts/signs-of-life.ts';
import { type HurriedClock, readClock } from './hurried-clock.ts';
import { createStory, patienceMs, type Story } from './story.ts';

export type Feed = {
  /** Lets no new trouble begin, and waits until the last one is over. The homes go on living. */
  end(): Promise<void>;
  /** Falls silent. */
  stop(): Promise<void>;
  /** What went wrong, by community. */
  troubles(): ReadonlyMap<string, readonly ExpectedAlert[]>;
};

type Scene = { cluster: ClusterRef; story: Story; nextCccMs: number };

const unitIds = ['E001', 'E002', 'E003', 'E004', 'E005', 'E006'];
const signEveryMs = 5_000;
const cccEveryMs = 30_000;
/** A unit that fails logs an error at every so-manieth of its signs of life. */
const errorsPerSign = 1 / 4;

/** Clusters in which one thing after another goes wrong, each with what its programs say while the stores take it. */
export async function startFeed(
  { database, db }: { database: Database; db: Db },
  { clusterCount, clock }: { clusterCount: number; clock: HurriedClock },
): Promise<Feed> {
  const scenes: Scene[] = [];
  for (let i = 1; i <= clusterCount; i += 1) scenes.push(await createScene(database, `community-${i}`, clock));
  let isStopping = false;
  let knownMs = Number.NEGATIVE_INFINITY;
  const every = async (act: () => Promise<void>) => {
    while (!isStopping) {
      const dueMs = readClock(clock) + signEveryMs;
      // While a store is away, what should be stored is lost, and nobody knows of which troubles was told.
      await act().catch(() => {});
      await sleep(Math.max(1, (dueMs - readClock(clock)) / clock.speed));
    }
  };
  // Homes do not wait for the database of those who look at them.
  const running = Promise.all([
    every(async () => {
      const nowMs = readClock(clock);
      await goOn(database, scenes, nowMs);
      knownMs = nowMs;
    }),
    every(async () => {
      const nowMs = readClock(clock);
      const isKnown = nowMs - knownMs < 2 * signEveryMs;
      await Promise.allSettled(scenes.map((scene) => speak(db, scene, { nowMs, isKnown })));
    }),
  ]);
  return {
    async end() {
      for (const { story } of scenes) story.end(readClock(clock));
      while (!scenes.every(({ story }) => story.hasEnded())) await sleep(100);
    },
    async stop() {
      isStopping = true;
      await running;
    },
    troubles: () => new Map(scenes.map(({ cluster, story }) => [cluster.communityId, story.troubles()])),
  };
}

async function createScene(database: Database, communityId: string, clock: HurriedClock): Promise<Scene> {
  const cluster = { communityId, clusterId: 'cluster' };
  const units = unitIds.map((unitId) => ({ unitId, name: unitId }));
  const names = { communityName: communityId, name: 'cluster', timeZone: 'Asia/Tokyo' };
  await registerCluster(database, { ref: cluster, ...names, units });
  for (const type of monitorTypes) await activateMonitor(database, cluster, { type, at: new Date(readClock(clock)) });
  return { cluster, story: createStory(unitIds, readClock(clock), Math.random), nextCccMs: 0 };
}

async function goOn(database: Database, scenes: readonly Scene[], nowMs: number): Promise<void> {
  const lately = { detectedAt: { gte: new Date(nowMs - patienceMs) } };
  const failures = await database.failure.findMany({ where: { OR: [{ closedAt: null }, lately] } });
  const failuresOf = groupBy(failures, (one) => one.communityCode);
  for (const { cluster, story } of scenes) {
    const told = (failuresOf.get(cluster.communityId) ?? []).map(({ type, unitCode, detectedAt, closedAt }) => ({
      type,
      unitId: unitCode,
      detectedMs: detectedAt.getTime(),
      isOpen: closedAt === null,
    }));
    story.goOn(nowMs, told);
  }
}

/**
 * Everything that the programs of a cluster say at this moment. While it is not known of which troubles was told, none
 * logs an error: one after the alert would be a trouble of its own.
 */
async function speak(db: Db, scene: Scene, { nowMs, isKnown }: { nowMs: number; isKnown: boolean }): Promise<void> {
  const { cluster, story } = scene;
  const isCccDue = nowMs >= scene.nextCccMs;
  if (isCccDue) scene.nextCccMs = nowMs + cccEveryMs;
  const silent = story.silent();
  const all: Subject[] = [...unitIds.map(subjectOfUnit), 'gridMaster', ...(isCccDue ? (['apis-ccc'] as const) : [])];
  const signs = all
    .filter((subject) => !silent.has(subject))
    .map((subject) => ({ subject, stampedMs: nowMs, storedMs: nowMs }));
  const failing = isKnown ? story.failing() : null;
  await Promise.all([
    storeSignsOfLife(db, cluster, signs),
    isCccDue && !silent.has('apis-ccc') && storeReport(db, cluster, nowMs),
    failing !== null && Math.random() < errorsPerSign && storeError(db, cluster, failing, nowMs),
  ]);
}
