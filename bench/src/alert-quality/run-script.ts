import { createDatabase, type Database } from '@commonwatt/database/client';
import { activateMonitor, deactivateMonitor } from '@commonwatt/database/monitor-settings';
import { createRecipient } from '@commonwatt/database/notification-recipients';
import { registerCluster } from '@commonwatt/database/registration';
import { aliveTypes } from '@commonwatt/domain/monitoring/log-line';
import { type Subject, subjectOfUnit } from '@commonwatt/domain/monitoring/watch';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Random } from '@commonwatt/simulator/random';
import { openTelemetry, type Telemetry } from '@commonwatt/telemetry/telemetry';
import { findJob } from '@commonwatt/worker/jobs';
import { pauseMsAfter } from '@commonwatt/worker/loops';
import { testDeps } from '@commonwatt/worker/testing';
import type { RaisedAlert } from '../alerts/compare-alerts.ts';
import { type SignOfLife, storeReport, storeSignsOfLife } from '../alerts/signs-of-life.ts';
import type { Absence, FaultScript } from './fault-script.ts';
import { isWithin, periodMsOf, signsOfLife } from './program-life.ts';

export type Stores = { database: Database; telemetry: Telemetry };

/** What came of a script. Times are ms since it began. */
export type Observation = {
  alerts: RaisedAlert[];
  /** Letters that tell of a beginning; a digest is one. */
  letterCount: number;
  /** How long (ms, by a real clock) each round of the monitors took, and the messages after it. */
  roundsMs: number[];
};

const recipient = 'staff@example.org';

/**
 * Plays a script: stores what its programs say, and lets the worker's own rounds of monitoring and delivery follow each
 * other as they do in production, by a clock that does not wait. The cluster is `cluster`, new to the stores.
 */
export async function runScript(
  { database, telemetry }: Stores,
  script: FaultScript,
  { cluster, startMs, random }: { cluster: ClusterRef; startMs: number; random: Random },
): Promise<Observation> {
  let nowMs = startMs;
  const now = () => new Date(nowMs);
  const deps = testDeps({ database, telemetry, now });
  const units = script.unitIds.map((unitId) => ({ unitId, name: unitId }));
  await registerCluster(database, { ref: cluster, communityName: 'x', name: 'x', timeZone: 'Asia/Tokyo', units });
  const { digestMs } = script;
  await createRecipient(database, {
    communityCode: cluster.communityId,
    channel: 'email',
    address: recipient,
    digestMs,
  });
  const switchChecks = createSwitch(database, cluster);
  const nowhere = openNowhere();
  const world = createWorld(telemetry, { script, cluster, startMs, random });
  const { runMonitors, deliverMessages } = {
    runMonitors: findJob('runMonitors'),
    deliverMessages: findJob('deliverMessages'),
  };
  const roundsMs: number[] = [];
  let failures = 0;
  while (nowMs < startMs + script.durationMs) {
    nowMs += Math.max(runMonitors.everyMs, pauseMsAfter(failures, runMonitors.everyMs));
    const sinceMs = nowMs - startMs;
    const away = (part: Absence['part']) => isWithin(absencesOf(script, part), sinceMs);
    await world.goOnUntil(sinceMs);
    await switchChecks(!isWithin(script.pauses, sinceMs), now());
    if (away('worker')) continue;
    const round = {
      ...deps,
      ...(away('PostgreSQL') && { database: nowhere.database }),
      ...(away('MongoDB') && { telemetry: nowhere.telemetry }),
    };
    const beganMs = performance.now();
    failures = await runMonitors.run(round).then(
      () => 0,
      () => failures + 1,
    );
    if (!away('PostgreSQL')) await deliverMessages.run(round);
    if (failures === 0) roundsMs.push(performance.now() - beganMs);
  }
  const alerts = await listAlerts(database, cluster, startMs);
  await forgetMonitors(database);
  await nowhere.close();
  const letters = deps.mails.filter(({ subject }) => !subject.includes('failure closed'));
  return { alerts, letterCount: letters.length, roundsMs };
}

/** Stores that do not answer, as they are while theirs are away. */
function openNowhere(): Stores & { close(): Promise<void> } {
  const database = createDatabase('postgresql://nobody@127.0.0.1:9/nothing');
  const telemetry = openTelemetry({ uri: 'mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=20', database: 'nothing' });
  return {
    database,
    telemetry,
    async close() {
      await Promise.all([database.$disconnect(), telemetry.close()]);
    },
  };
}

function absencesOf({ absences }: FaultScript, part: Absence['part']): Absence[] {
  return absences.filter((one) => one.part === part);
}

type World = { goOnUntil(sinceMs: number): Promise<void> };

/** What the programs of a script say, stored as it becomes due. */
function createWorld(
  telemetry: Telemetry,
  { script, cluster, startMs, random }: { script: FaultScript; cluster: ClusterRef; startMs: number; random: Random },
): World {
  const span = { fromMs: 0, toMs: script.durationMs };
  const silentOf = (subject: Subject) =>
    script.silences.filter(({ subjects }) => subjects.includes(subject)).map((silence) => silence.span);
  const subjects: Subject[] = [...script.unitIds.map(subjectOfUnit), 'apis-ccc', 'gridMaster'];
  const signs = subjects
    .flatMap((subject) =>
      signsOfLife(subject, { span, silent: silentOf(subject), habit: script.habitOf(subject) }, random),
    )
    .sort((a, b) => a.storedMs - b.storedMs);
  const reportingMs = periodMsOf('apis-ccc');
  const lost = absencesOf(script, 'MongoDB');
  const atStart = (sign: SignOfLife) => ({
    ...sign,
    stampedMs: startMs + sign.stampedMs,
    storedMs: startMs + sign.storedMs,
  });
  let next = 0;
  let reportMs = 0;
  return {
    async goOnUntil(sinceMs) {
      const due: SignOfLife[] = [];
      for (let sign = signs[next]; sign && sign.storedMs <= sinceMs; sign = signs[next]) {
        next += 1;
        if (!isWithin(lost, sign.storedMs)) due.push(atStart(sign));
      }
      await storeSignsOfLife(telemetry.db, cluster, due);
      for (; reportMs <= sinceMs; reportMs += reportingMs) {
        const isMade = script.doReportsGoOn || !isWithin(silentOf('apis-ccc'), reportMs);
        if (isMade && !isWithin(lost, reportMs)) await storeReport(telemetry.db, cluster, startMs + reportMs);
      }
    },
  };
}

/** Switches the checks of a cluster on and off, as staff do. */
function createSwitch(database: Database, cluster: ClusterRef): (isOn: boolean, at: Date) => Promise<void> {
  let wasOn = false;
  return async (isOn, at) => {
    if (isOn === wasOn) return;
    wasOn = isOn;
    for (const type of aliveTypes) {
      if (isOn) await activateMonitor(database, cluster, { type, at });
      else await deactivateMonitor(database, cluster, { type, at, by: 'bench', reason: 'maintenance' });
    }
  };
}

async function listAlerts(database: Database, { communityId }: ClusterRef, startMs: number): Promise<RaisedAlert[]> {
  const failures = await database.failure.findMany({ where: { communityCode: communityId }, orderBy: { id: 'asc' } });
  return failures.map(({ type, unitCode: unitId, detectedAt, closedAt }) => ({
    type,
    unitId,
    detectedMs: detectedAt.getTime() - startMs,
    closedMs: closedAt === null ? null : closedAt.getTime() - startMs,
  }));
}

/** The next script is about another cluster, and nothing is to be done for this one any more. */
async function forgetMonitors(database: Database): Promise<void> {
  await database.monitorSetting.deleteMany();
  await database.monitorProgress.deleteMany();
  await database.failure.deleteMany();
}
