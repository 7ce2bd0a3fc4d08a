import { createHash } from 'node:crypto';
import type { UnitRef } from '@commonwatt/domain/refs';
import type { DatabaseOrTransaction } from './client.ts';

/** A text that a home's program was given: since when it gets this one, and when it asked last. */
export type ScenarioFetch = { unit: UnitRef; dataHash: string; since: Date; lastAt: Date };

/** What tells one text from another; null: none was chosen. */
export function hashScenario(data: string | null): string {
  return createHash('sha256')
    .update(data ?? '')
    .digest('hex');
}

/**
 * Notes what homes were given, in one statement. Several servers may note the same homes: of one text the earliest `since`
 * counts, of several the one that was given last.
 */
export async function saveScenarioFetches(db: DatabaseOrTransaction, fetches: readonly ScenarioFetch[]): Promise<void> {
  const column = <Value>(read: (fetch: ScenarioFetch) => Value) => fetches.map(read);
  await db.$executeRaw`
    INSERT INTO scenario_fetches AS f (community_code, cluster_code, unit_code, data_hash, since, last_at)
    SELECT * FROM unnest(
      ${column(({ unit }) => unit.communityId)}::text[], ${column(({ unit }) => unit.clusterId)}::text[],
      ${column(({ unit }) => unit.unitId)}::text[], ${column(({ dataHash }) => dataHash)}::text[],
      ${column(({ since }) => since)}::timestamptz[], ${column(({ lastAt }) => lastAt)}::timestamptz[])
    ON CONFLICT (community_code, cluster_code, unit_code) DO UPDATE SET
      since = CASE WHEN f.data_hash = EXCLUDED.data_hash THEN LEAST(f.since, EXCLUDED.since) ELSE EXCLUDED.since END,
      data_hash = EXCLUDED.data_hash, last_at = EXCLUDED.last_at
    WHERE f.last_at <= EXCLUDED.last_at`;
}

/** What a home was given last; null when it never asked. Served by the key. */
export async function findScenarioFetch(
  db: DatabaseOrTransaction,
  { communityId: communityCode, clusterId: clusterCode, unitId: unitCode }: UnitRef,
): Promise<Omit<ScenarioFetch, 'unit'> | null> {
  return db.scenarioFetch.findUnique({
    where: { communityCode_clusterCode_unitCode: { communityCode, clusterCode, unitCode } },
    select: { dataHash: true, since: true, lastAt: true },
  });
}
