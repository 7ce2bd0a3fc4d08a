import { afterAll, expect, test } from 'vitest';
import { type AuditQuery, auditSubject, listAuditEvents, listLastChanges, recordAudit } from './audit.ts';
import { explainQueries, openOwnTestDatabase, uniqueName } from './testing.ts';

const { database: db, url, dispose } = await openOwnTestDatabase();
afterAll(dispose);
const newest: AuditQuery = { search: '', subject: null, beforeId: null, from: null, to: null, limit: 50 };

test('staff of few communities see what concerns these, newest first, a page at a time', async () => {
  const [own, other, foreign] = [uniqueName('own'), uniqueName('other'), uniqueName('foreign')];
  const at = new Date('2026-06-09T05:32:00Z');
  for (const [i, communityCode] of [own, foreign, other, null, own].entries()) {
    await recordAudit(db, { at, actor: null, action: `act.${i}`, target: 'x', communityCode });
  }
  const actions = async (query: Partial<AuditQuery>) =>
    (await listAuditEvents(db, { communityIds: [own, other] }, { ...newest, ...query })).map(({ action }) => action);
  expect(await actions({})).toEqual(['act.4', 'act.2', 'act.0']);
  const [first] = await listAuditEvents(db, { communityIds: [own, other] }, { ...newest, limit: 1 });
  expect(await actions({ beforeId: first?.id ?? 0 })).toEqual(['act.2', 'act.0']);
});

test('the audit trail is read by the index of communities, or from its newest end', async () => {
  // Among many, so that reading all from the newest end would cost more than the index.
  await db.$executeRaw`
    INSERT INTO audit_events (actor_name, action, target, community_code)
    SELECT 'somebody', 'act', 'x', 'many' || i % 1000 FROM generate_series(1, 20000) i`;
  await db.$executeRaw`ANALYZE audit_events`;
  const limited = await explainQueries(url, (own) =>
    listAuditEvents(own, { communityIds: ['many7', 'many8'] }, newest),
  );
  expect(limited).toMatch(/audit_events_community_code_id_idx/);
  expect(limited).toMatch(/Index Cond: \(.*community_code/);
  const all = await explainQueries(url, (own) => listAuditEvents(own, 'all', { ...newest, beforeId: 1_000_000 }));
  expect(all).toMatch(/Index Scan Backward using audit_events_pkey/);
});

test('what was done to one row, and who changed each of some rows last, are read by the index of rows', async () => {
  const [own, foreign] = [uniqueName('own'), uniqueName('foreign')];
  const [first, second] = [auditSubject('monitor setting', 70_001), auditSubject('monitor setting', 70_002)];
  const record = (subject: string, username: string, communityCode: string) =>
    recordAudit(db, { at: new Date(), actor: null, action: username, target: 'x', subject, communityCode });
  await record(first, 'a', own);
  await record(first, 'b', own);
  await record(second, 'c', foreign);
  const history = await listAuditEvents(db, 'all', { ...newest, subject: first });
  expect(history.map(({ action }) => action)).toEqual(['b', 'a']);
  const subjects = async (scope: Parameters<typeof listLastChanges>[1]) =>
    (await listLastChanges(db, scope, [first, second])).map(({ subject }) => subject);
  expect(await subjects('all')).toEqual(['monitorsetting 70001', 'monitorsetting 70002']);
  expect(await subjects({ communityIds: [own] })).toEqual([first]);
  const plans = [
    await explainQueries(url, (db) => listAuditEvents(db, 'all', { ...newest, subject: first })),
    await explainQueries(url, (db) => listLastChanges(db, 'all', [first, second])),
  ];
  for (const plan of plans) expect(plan).toMatch(/audit_events_subject_id_idx/);
});
