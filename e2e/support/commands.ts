import { randomBytes } from 'node:crypto';
import { type Place, runCommand } from './installation.ts';

/** A name that nothing in the installation has yet, also when a test runs again. */
export function uniqueName(prefix: string): string {
  return `${prefix}_${randomBytes(4).toString('hex')}`;
}

/** The password of users that tests add. */
export const testPassword = 'correct horse battery';

/** Adds a user to the demo; `flags` say what for, for example `--staff` or `--home community/cluster/unit`. */
export async function addUser(place: Place, username: string, flags: string[]): Promise<void> {
  await runCommand(place, ['user', 'add', '--demo', username, ...flags], testPassword);
}

/** Makes a cluster and its units known to the demo. */
export async function register(
  place: Place,
  cluster: { communityId: string; clusterId: string; timeZone?: string },
  unitIds: string[],
): Promise<void> {
  const zone = cluster.timeZone ? ['--time-zone', cluster.timeZone] : [];
  await runCommand(place, ['register', '--demo', ...zone, cluster.communityId, cluster.clusterId, ...unitIds]);
}
