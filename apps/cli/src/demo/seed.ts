import { hashPassword } from '@commonwatt/api/sign-in/passwords';
import type { Database, DatabaseTransaction } from '@commonwatt/database/client';
import { activateMonitor } from '@commonwatt/database/monitor-settings';
import { addHomes, registerCluster } from '@commonwatt/database/registration';
import { chooseScenario } from '@commonwatt/database/scenarios';
import { createUser } from '@commonwatt/database/users';
import { monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import { demoChoices, demoCommunities, demoScenarios, demoUsers } from '@commonwatt/simulator/demo-community';
import { exampleCommunity } from '@commonwatt/simulator/demo-example';
import { pastFailures } from './past-failures.ts';

/** How much of its past the simulator writes for the demo. */
export const demoHistoryDays = 3;

/**
 * Fills an empty database with the demo's communities, users and scenarios; one that has been filled before stays as
 * it is. Passwords equal user names: this is called for the demo only.
 */
export async function seedDemo(database: Database, now: Date): Promise<void> {
  if ((await database.community.count()) > 0) return;
  // Homes have traded by their scenarios since the past began.
  const beganAt = new Date(now.getTime() - demoHistoryDays * 86_400_000);
  const hashes: string[] = [];
  // One after another: each takes 19 MiB while it is made.
  for (const user of demoUsers) hashes.push(await hashPassword(user.password));
  await database.$transaction(
    async (tx) => {
      for (const { communityId, name: communityName, clusters } of demoCommunities(now)) {
        for (const { clusterId, name, timeZone, units } of clusters) {
          const registered = units.map(({ unitId, name: unitName, availableFrom, availableTo }) => ({
            unitId,
            name: unitName,
            availableFrom: availableFrom === null ? null : new Date(availableFrom),
            availableTo: availableTo === null ? null : new Date(availableTo),
          }));
          await registerCluster(tx, {
            ref: { communityId, clusterId },
            communityName,
            name,
            timeZone,
            units: registered,
          });
        }
      }
      for (const [i, { id, username, isStaff, isSuperuser, homes }] of demoUsers.entries()) {
        await createUser(tx, { id, username, isStaff, isSuperuser, passwordHash: hashes[i] ?? '' });
        await addHomes(tx, id, homes);
      }
      for (const { id, name, description, data, scope } of demoScenarios) {
        const { communityId: communityCode, clusterId: clusterCode, unitId: unitCode } = scope;
        const where = { communityCode, clusterCode, unitCode };
        await tx.scenario.create({ data: { id, name, description, data, createdAt: beganAt, ...where } });
      }
      for (const { home, scenarioId } of demoChoices) {
        await chooseScenario(tx, { unit: home, scenarioId, now: beganAt });
      }
      await seedMonitoring(tx, beganAt, now);
      // Ids were given, so the counters behind them must be moved on.
      await tx.$executeRaw`SELECT setval(pg_get_serial_sequence('users', 'id'), (SELECT max(id) FROM users))`;
      await tx.$executeRaw`SELECT setval(pg_get_serial_sequence('scenarios', 'id'), (SELECT max(id) FROM scenarios))`;
    },
    { timeout: 60_000 },
  );
}

/** The monitors watch all but the example data set, which has none switched on, and have since the past began. */
async function seedMonitoring(tx: DatabaseTransaction, at: Date, now: Date): Promise<void> {
  for (const { communityId, clusters } of demoCommunities(now)) {
    if (communityId === exampleCommunity.communityId) continue;
    for (const { clusterId } of clusters) {
      for (const type of monitorTypes) await activateMonitor(tx, { communityId, clusterId }, { type, at });
    }
    await tx.failure.createMany({ data: pastFailures(communityId, at, now) });
  }
}
