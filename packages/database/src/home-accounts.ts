import type { UnitRef } from '@commonwatt/domain/refs';
import type { DatabaseOrTransaction } from './client.ts';

/** All that the answer to a home depends on, when its program asks with an account and a unit. */
export type HomeAccount = {
  userId: number;
  isActive: boolean;
  passwordHash: string;
  md5Verifier: string | null;
  /** Whether there is such a unit, and whether the user lives there. */
  isUnit: boolean;
  isResident: boolean;
  /** What the unit trades by, as text; null when nothing is chosen. */
  scenarioData: string | null;
};

/**
 * An account by its exact name, with what it may ask about a unit (null: none was named); null when there is none. One
 * read for all of it, as ten thousand homes ask each half minute. Served by the keys of users, units and residents, and
 * by (community, cluster, unit, created) of choices; of choices of one instant the one made later counts.
 */
export async function findHomeAccount(
  db: DatabaseOrTransaction,
  username: string,
  unit: UnitRef | null,
): Promise<HomeAccount | null> {
  const { communityId, clusterId, unitId } = unit ?? { communityId: null, clusterId: null, unitId: null };
  const rows = await db.$queryRaw<HomeAccount[]>`
    SELECT u.id AS "userId", u.is_active AS "isActive", u.password_hash AS "passwordHash", u.md5_verifier AS "md5Verifier",
      n.id IS NOT NULL AS "isUnit",
      EXISTS (SELECT 1 FROM unit_residents r WHERE r.unit_id = n.id AND r.user_id = u.id) AS "isResident",
      (SELECT s.data FROM scenarios s WHERE s.id = (
        SELECT c.scenario_id FROM choices c
        WHERE c.community_code = ${communityId} AND c.cluster_code = ${clusterId} AND c.unit_code = ${unitId}
        ORDER BY c.created_at DESC, c.id DESC LIMIT 1)) AS "scenarioData"
    FROM users u
    LEFT JOIN (units n
      JOIN clusters l ON l.id = n.cluster_id AND l.code = ${clusterId}
      JOIN communities m ON m.id = l.community_id AND m.code = ${communityId}) ON n.code = ${unitId}
    WHERE u.username = ${username}`;
  return rows[0] ?? null;
}
