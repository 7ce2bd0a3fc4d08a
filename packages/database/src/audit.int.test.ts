import { afterAll, expect, test } from 'vitest';
import { type AuditQuery, listAuditEvents, recordAudit } from './audit.ts';
import { explainQueries, openOwnTestDatabase, uniqueName } from './testing.ts';

const { database: db, url, dispose } = await openOwnTestDatabase();
afterAll(dispose);
const newest: AuditQuery = { search: '', beforeId: null, from: null, to: null, limit: 50 };

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
