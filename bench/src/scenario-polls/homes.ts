import { hashPassword } from '@commonwatt/api/sign-in/passwords';
import type { Client } from 'pg';
import type { HomeState } from './expected-answers.ts';

// The homes of the measurement, as rows of PostgreSQL.

export const cluster = { communityId: 'bench', clusterId: 'polls' };
/** Hashing one takes long, so that homes share them; each account is asked for its own proof nevertheless. */
const passwordCount = 50;
export const scenarioIds = [1, 2, 3, 4, 5];

export type Passwords = { plain: string[]; hashes: string[] };

export const usernameOf = (home: number) => `home${home}`;
export const unitIdOf = (home: number) => `H${home}`;
export const firstState = (home: number): HomeState => ({
  password: home % passwordCount,
  isActive: true,
  isResident: true,
  scenarioId: scenarioIds[home % scenarioIds.length] ?? null,
});

/** A scenario of a usual size. */
export function scenarioData(scenarioId: number): string {
  const hours = Array.from({ length: 24 }, (_, hour) => [
    `${hour}:00:00-${hour + 1}:00:00`,
    { batteryStatus: 'neutral' },
  ]);
  return JSON.stringify({ scenario: scenarioId, acceptSelection: Object.fromEntries(hours) });
}

/** Registers the homes with an account each, and scenarios that they have chosen. */
export async function registerHomes(sql: Client, homeCount: number): Promise<Passwords> {
  const plain = Array.from({ length: passwordCount }, (_, i) => `a long password ${i}`);
  const hashes: string[] = [];
  for (const password of plain) hashes.push(await hashPassword(password));
  const { communityId, clusterId } = cluster;
  await sql.query('BEGIN');
  await sql.query('INSERT INTO communities (code, name) VALUES ($1, $1)', [communityId]);
  await sql.query(
    'INSERT INTO clusters (community_id, code, name) SELECT id, $2, $2 FROM communities WHERE code = $1',
    [communityId, clusterId],
  );
  const homes = Array.from({ length: homeCount }, (_, home) => home);
  await sql.query(
    `INSERT INTO units (cluster_id, code, name) SELECT c.id, h.code, h.code FROM clusters c, unnest($2::text[]) h(code)
     WHERE c.code = $1`,
    [clusterId, homes.map(unitIdOf)],
  );
  await sql.query(
    'INSERT INTO users (username, password_hash) SELECT * FROM unnest($1::text[], $2::text[]) AS u(username, password_hash)',
    [homes.map(usernameOf), homes.map((home) => hashes[firstState(home).password])],
  );
  await sql.query(
    `INSERT INTO unit_residents (unit_id, user_id) SELECT n.id, u.id FROM unnest($1::text[], $2::text[]) AS h(code, username)
     JOIN units n ON n.code = h.code JOIN users u ON u.username = h.username`,
    [homes.map(unitIdOf), homes.map(usernameOf)],
  );
  await sql.query(
    'INSERT INTO scenarios (id, name, data) SELECT id, id::text, data FROM unnest($1::int[], $2::text[]) AS s(id, data)',
    [scenarioIds, scenarioIds.map(scenarioData)],
  );
  await sql.query(
    `INSERT INTO choices (community_code, cluster_code, unit_code, scenario_id)
     SELECT $1, $2, * FROM unnest($3::text[], $4::int[]) AS c(unit_code, scenario_id)`,
    [communityId, clusterId, homes.map(unitIdOf), homes.map((home) => firstState(home).scenarioId)],
  );
  await sql.query('COMMIT');
  await sql.query('ANALYZE');
  return { plain, hashes };
}

/** Brings a home from one state to the next. */
export async function changeHome(
  sql: Client,
  home: number,
  { from, to, hashes }: { from: HomeState; to: HomeState; hashes: readonly string[] },
): Promise<void> {
  const [username, unitId] = [usernameOf(home), unitIdOf(home)];
  if (from.password !== to.password || from.isActive !== to.isActive) {
    const account = [username, hashes[to.password], to.isActive];
    await sql.query('UPDATE users SET password_hash = $2, is_active = $3 WHERE username = $1', account);
  }
  if (from.isResident !== to.isResident) {
    await sql.query(
      to.isResident
        ? 'INSERT INTO unit_residents (unit_id, user_id) SELECT n.id, u.id FROM units n, users u WHERE n.code = $1 AND u.username = $2'
        : 'DELETE FROM unit_residents USING units n, users u WHERE unit_id = n.id AND user_id = u.id AND n.code = $1 AND u.username = $2',
      [unitId, username],
    );
  }
  if (from.scenarioId !== to.scenarioId) {
    await sql.query(
      'INSERT INTO choices (community_code, cluster_code, unit_code, scenario_id, created_at) VALUES ($1, $2, $3, $4, clock_timestamp())',
      [cluster.communityId, cluster.clusterId, unitId, to.scenarioId],
    );
  }
}
