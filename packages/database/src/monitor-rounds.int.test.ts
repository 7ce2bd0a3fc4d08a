import type { FailureChange } from '@commonwatt/domain/monitoring/life-cycle';
import { newWatch } from '@commonwatt/domain/monitoring/watch';
import { afterAll, expect, test } from 'vitest';
import { listOpenFailures, listUnitFailures } from './failures.ts';
import { listActiveMonitors, listMonitorProgress, listMonitorWatches, saveMonitorRound } from './monitor-rounds.ts';
import { activateMonitor, deactivateMonitor } from './monitor-settings.ts';
import { createRecipient, deleteRecipient, listRecipients, replaceRecipient } from './notification-recipients.ts';
import { explainQueries, openOwnTestDatabase, uniqueName } from './testing.ts';

const { database, url, dispose } = await openOwnTestDatabase();
afterAll(dispose);
const now = new Date('2026-06-09T05:32:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

function round(parts: Partial<Parameters<typeof saveMonitorRound>[1]> = {}) {
  return {
    cluster: { communityId: 'c', clusterId: 'k' },
    revision: null,
    now,
    timeZone: 'UTC',
    state: newWatch,
    activeTypes: ['apis_ccc_severe' as const],
    knownTypes: [],
    activeFrom: now,
    lines: [],
    forgetLinesBefore: null,
    changes: [],
    defaultAddress: 'x@example.org',
    ...parts,
  };
}

test('a round belongs to one worker: the others write nothing', async () => {
  const first = await Promise.all([1, 2, 3].map(() => saveMonitorRound(database, round())));
  expect(first.filter((isSaved) => isSaved)).toHaveLength(1);
  const key = { type: 'apis_ccc_severe', programId: 'apis-ccc', unitId: null } as const;
  const changes = [{ act: 'detect' as const, key, description: 'd', lineCount: 1 }];
  const next = round({ revision: 0, changes, lines: [{ type: 'apis_ccc_severe', key: 'line', at: now }] });
  const second = await Promise.all([1, 2, 3].map(() => saveMonitorRound(database, next)));
  expect(second.filter((isSaved) => isSaved)).toHaveLength(1);
  expect(await database.failure.count()).toBe(1);
  expect(await database.outgoingMessage.count()).toBe(1);
  expect(await database.monitorLine.count()).toBe(1);
  expect(await listMonitorWatches(database)).toMatchObject([{ revision: 1, readAt: now }]);
});

test('a round in which nothing happened belongs to one worker as well', async () => {
  const later = new Date(now.getTime() + 3_000);
  const quiet = round({ revision: 1, now: later, knownTypes: ['apis_ccc_severe'], state: { heard: { x: 1 } } });
  const saved = await Promise.all([1, 2, 3].map(() => saveMonitorRound(database, quiet)));
  expect(saved.filter((isSaved) => isSaved)).toHaveLength(1);
  const state = { heard: { x: 1 } };
  expect(await listMonitorWatches(database)).toMatchObject([{ revision: 2, readAt: later, state }]);
  expect(await listMonitorProgress(database)).toMatchObject([
    { watermark: later, lastSuccessAt: later, activeFrom: now },
  ]);
});

test('what somebody closed by hand stays as it is, and is not told of', async () => {
  const failure = await database.failure.findFirstOrThrow();
  const closedAt = new Date('2026-06-09T05:00:00Z');
  await database.failure.update({ where: { id: failure.id }, data: { closedAt } });
  const changes = [
    { act: 'close' as const, failureId: failure.id, reason: null },
    { act: 'describe' as const, failureId: failure.id, description: 'e', lineCount: 9, hasNewLines: true },
  ];
  expect(await saveMonitorRound(database, round({ revision: 2, changes }))).toBe(true);
  expect(await database.failure.findMany()).toMatchObject([{ closedAt, description: 'd' }]);
  expect(await database.outgoingMessage.count()).toBe(1);
});

test('a monitor that is not active any more is forgotten with its lines', async () => {
  expect(await saveMonitorRound(database, round({ revision: 3, activeTypes: ['apis_log_severe'] }))).toBe(true);
  expect(await listMonitorProgress(database)).toMatchObject([{ type: 'apis_log_severe', activeFrom: now }]);
  expect(await database.monitorLine.count()).toBe(0);
});

test('active monitors are those that are switched on, of a type that is known', async () => {
  const cluster = { communityId: uniqueName('c'), clusterId: 'k' };
  await activateMonitor(database, cluster, { type: 'apis_main_alive', at: now });
  await activateMonitor(database, cluster, { type: 'apis_log_severe', at: now });
  await deactivateMonitor(database, cluster, { type: 'apis_log_severe', at: now, by: 'somebody', reason: null });
  const odd = { communityCode: cluster.communityId, clusterCode: 'k', type: 'odd' };
  await database.monitorSetting.create({ data: odd });
  expect(await listActiveMonitors(database)).toEqual([
    { cluster, type: 'apis_main_alive', windowMs: null, confirmMs: null },
  ]);
});

test('recipients are checked, replaced and removed with what was to be sent to them', async () => {
  const communityCode = uniqueName('c');
  const email = { communityCode, channel: 'email', address: 'a@example.org' } as const;
  const { id } = await createRecipient(database, {
    ...email,
    types: ['apis_main_alive'],
    quietFromMin: 0,
    quietToMin: 420,
  });
  const refused: object[] = [
    { ...email, address: 'a@example.org, b@example.org' },
    { ...email, types: ['odd'] },
    { ...email, quietFromMin: 60 },
    { ...email, quietFromMin: 60, quietToMin: 1_440 },
    { ...email, timeZone: 'Mars/Olympus' },
    { ...email, language: 'fr' },
    { communityCode, channel: 'webhook', address: 'ftp://x', secret: 'sixteen characters' },
    { communityCode, channel: 'webhook', address: 'https://x.example', secret: 'short' },
    { communityCode, channel: 'webhook', address: 'https://x.example' },
  ];
  for (const one of refused) await expect(createRecipient(database, one as typeof email)).rejects.toThrow();
  const replaced = await replaceRecipient(database, id, { ...email, language: 'ja' });
  expect(replaced).toMatchObject({ types: [], language: 'ja', quietFromMin: null, secret: null });
  expect(await listRecipients(database, communityCode)).toEqual([replaced]);
  expect(await deleteRecipient(database, id)).toBe(true);
  expect(await deleteRecipient(database, id)).toBe(false);
  expect(await replaceRecipient(database, id, email)).toBeNull();
});

test('a failure of several units knows each of them, who is heard again, and who is silent after all', async () => {
  const cluster = { communityId: uniqueName('c'), clusterId: 'k' };
  const key = { type: 'apis_main_alive', programId: 'apis-main', unitId: null } as const;
  const save = (revision: number | null, seconds: number, change: FailureChange) =>
    saveMonitorRound(database, round({ cluster, revision, now: at(seconds), changes: [change] }));
  await save(null, 0, { act: 'detect', key, description: 'd', lineCount: 0, unitIds: ['E001', 'E002'] });
  const [failure] = await listOpenFailures(database, cluster);
  const failureId = failure?.id ?? 0;
  await save(0, 30, { act: 'list', failureId, units: { silent: ['E001', 'E003'], back: ['E002'] } });
  const concerning = (unitId: string) =>
    listUnitFailures(database, { ...cluster, unitId }, { types: ['apis_main_alive'], from: now, limit: 9 });
  const type = 'apis_main_alive';
  expect(await concerning('E001')).toEqual([{ type, since: now, until: null }]);
  expect(await concerning('E002')).toEqual([{ type, since: now, until: at(30) }]);
  expect(await concerning('E003')).toEqual([{ type, since: at(30), until: null }]);
  expect(await concerning('E004')).toEqual([]);
  await save(1, 60, { act: 'list', failureId, units: { silent: ['E001', 'E002'], back: ['E003'] } });
  await save(2, 90, { act: 'close', failureId, reason: null });
  await save(3, 120, { act: 'list', failureId, units: { silent: [], back: ['E001', 'E002', 'E003'] } });
  const ends = await Promise.all(['E001', 'E002', 'E003'].map(concerning));
  expect(ends.map(([one]) => one?.until)).toEqual([at(90), at(90), at(60)]);
  await database.failure.delete({ where: { id: failureId } });
  expect(await concerning('E001')).toEqual([]);
});

test('the failures of a unit are found by indexes, its own and those of several', async () => {
  const unit = { communityId: 'c', clusterId: 'k', unitId: 'E001' };
  const plans = await explainQueries(url, (db) =>
    listUnitFailures(db, unit, { types: ['apis_main_alive', 'apis_ccc_alive'], from: now, limit: 9 }),
  );
  expect(plans).toMatch(/Index Cond: \(.*community_code.*cluster_code.*type/);
  expect(plans).toMatch(/failure_units_pkey/);
  expect(plans).not.toMatch(/Seq Scan/);
});
