import { activateMonitor } from '@commonwatt/database/monitor-settings';
import { makeCluster, openOwnTestDatabase } from '@commonwatt/database/testing';
import { type MonitorType, monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { logCollection } from '@commonwatt/telemetry/logs';
import { logDocument, openTestTelemetry } from '@commonwatt/telemetry/testing';
import { testDeps } from '../testing.ts';

export const startMs = Date.UTC(2026, 5, 9, 5, 32);

type LineParts = Omit<Parameters<typeof logDocument>[1], 'atMs' | 'programId'> & { programId?: string };

/** A database of its own, a clock that stands until it is moved, and clusters whose programs say what they are told to. */
export async function openMonitoring() {
  const { database, dispose } = await openOwnTestDatabase();
  const telemetry = await openTestTelemetry();
  const clock = { nowMs: startMs };
  const deps = testDeps({ database, telemetry, now: () => new Date(clock.nowMs) });

  async function makeMonitored(unitIds: readonly string[], types: readonly MonitorType[] = monitorTypes) {
    const cluster = await makeCluster(database, unitIds);
    for (const type of types) await activateMonitor(database, cluster, { type, at: new Date(clock.nowMs) });
    return cluster;
  }

  async function say(cluster: ClusterRef, parts: LineParts, atMs = clock.nowMs): Promise<void> {
    const line = logDocument(cluster, { programId: 'apis-main', ...parts, atMs });
    await logCollection(telemetry).insertOne(line as never);
  }

  /** Signs of life of the given units, of apis-ccc and of the grid master. */
  async function live(cluster: ClusterRef, unitIds: readonly string[], atMs = clock.nowMs - 1_000): Promise<void> {
    const lines = [
      ...unitIds.map((unitId) => ({ programId: 'apis-main', unitId, atMs, message: 'uri : /x' })),
      { programId: 'apis-ccc', atMs, message: 'reporting unit data ...' },
      { programId: 'apis-main', unitId: 'x', atMs, message: 'gridMasterUnitId : x' },
    ].map((line) => logDocument(cluster, line));
    await logCollection(telemetry).insertMany(lines as never[]);
  }

  /** The time, the monitors and the failures of the beginning again. */
  async function reset(): Promise<void> {
    clock.nowMs = startMs;
    await database.monitorSetting.deleteMany();
    await database.monitorProgress.deleteMany();
    await database.failure.deleteMany();
  }

  const failuresOf = ({ communityId }: ClusterRef) =>
    database.failure.findMany({ where: { communityCode: communityId }, orderBy: { id: 'asc' } });
  const messagesOf = ({ communityId }: ClusterRef) =>
    database.outgoingMessage.findMany({
      where: { failure: { communityCode: communityId } },
      orderBy: { id: 'asc' },
    });

  return {
    database,
    telemetry,
    clock,
    deps,
    makeMonitored,
    say,
    live,
    reset,
    failuresOf,
    messagesOf,
    async close() {
      await telemetry.close();
      await dispose();
    },
  };
}

/** What `say` needs for an error of apis-main. */
export const severe = (unitId: string, message: string) => ({ unitId, level: 'SEVERE', message });

/** Throws at the given call and at every later one: a process that died there does nothing more. */
export function dieAt(step: number): { keepTurn: () => void; hasDied: () => boolean } {
  let count = 0;
  return {
    keepTurn() {
      count += 1;
      if (count >= step) throw new Error('killed');
    },
    hasDied: () => count >= step,
  };
}
