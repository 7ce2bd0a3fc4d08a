import { randomBytes } from 'node:crypto';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Child } from '../system/child.ts';
import type { Cleanup } from '../system/cleanup.ts';
import { type Addresses, chooseAddresses } from './addresses.ts';
import { build, runCommonwatt, startCommonwatt } from './checkout.ts';
import { waitUntilReady } from './readiness.ts';

/** Who may sign in to the staff app. */
export type Staff = { username: string; password: string };

/** A real installation that runs, with one staff user. */
export type Installation = Addresses & { server: Child; staff: Staff };

/** Starts an empty installation of this checkout with its embedded stores. */
export async function startInstallation(cleanup: Cleanup): Promise<Installation> {
  await build(cleanup);
  const addresses = await chooseAddresses(cleanup);
  const server = startCommonwatt(cleanup, ['start'], { ...addresses.variables, LOG_LEVEL: 'warn' });
  await waitUntilReady(addresses.url, server);
  return { ...addresses, server, staff: await addStaff(cleanup, addresses) };
}

/** Adds a staff user to an installation that runs. */
export async function addStaff(cleanup: Cleanup, { variables }: Addresses): Promise<Staff> {
  const staff = { username: 'watcher', password: randomBytes(12).toString('hex') };
  await runCommonwatt(cleanup, ['user', 'add', staff.username, '--staff'], { variables, input: staff.password });
  return staff;
}

/** Makes a cluster and its units known to an installation. */
export async function registerUnits(
  cleanup: Cleanup,
  { variables }: Addresses,
  { communityId, clusterId }: ClusterRef,
  unitIds: readonly string[],
): Promise<void> {
  await runCommonwatt(cleanup, ['register', communityId, clusterId, ...unitIds], { variables });
}

/** The database that an installation uses unless it is told otherwise. */
export const telemetryDatabase = 'apis_service_center';
