import type { Database } from '@commonwatt/database/client';
import { addHomes, registerCluster } from '@commonwatt/database/registration';
import { openOwnTestDatabase, uniqueName } from '@commonwatt/database/testing';
import { createUser } from '@commonwatt/database/users';
import { exampleCommunity, exampleScenarios, exampleUsers } from '@commonwatt/simulator/demo-example';
import { ensureIndexes } from '@commonwatt/telemetry/indexes';
import { openTelemetry } from '@commonwatt/telemetry/telemetry';
import { inject } from 'vitest';
import { hashPassword } from '../../sign-in/passwords.ts';
import { serveForTest, type TestServer } from '../../testing.ts';

/** Users beside those of the example; passwords equal names. Ids are prescribed, as the example's are. */
const otherUsers = [
  { id: 101, username: 'staffonly', isStaff: true },
  { id: 102, username: 'deactivated', isStaff: true },
];

export const exampleCluster = { communityId: 'oss_community', clusterId: 'oss_cluster' };

/**
 * A server that knows the example data set and nothing else, on stores of its own: its global scenarios and its ids would
 * collide with those of other tests.
 */
export async function startExampleServer(environment: Record<string, string> = {}): Promise<TestServer> {
  const { database, dispose } = await openOwnTestDatabase();
  await addExample(database);
  const telemetry = openTelemetry({ uri: inject('mongodbUri'), database: uniqueName('example') });
  await ensureIndexes(telemetry);
  const server = await serveForTest({ database, telemetry }, environment);
  return {
    ...server,
    async close() {
      await telemetry.db.dropDatabase();
      await server.close();
      await dispose();
    },
  };
}

async function addExample(database: Database): Promise<void> {
  for (const { clusterId, name, timeZone, units } of exampleCommunity.clusters) {
    await registerCluster(database, {
      ref: { communityId: exampleCommunity.communityId, clusterId },
      communityName: exampleCommunity.name,
      name,
      timeZone,
      units: units.map((unit) => ({ unitId: unit.unitId, name: unit.name })),
    });
  }
  for (const { id, username, password, isStaff, isSuperuser, homes } of exampleUsers) {
    const passwordHash = await hashPassword(password);
    await createUser(database, { id, username, passwordHash, isStaff, isSuperuser });
    await addHomes(database, id, homes);
  }
  for (const user of otherUsers) {
    await createUser(database, { ...user, passwordHash: await hashPassword(user.username) });
  }
  for (const { id, name, description, data, scope } of exampleScenarios) {
    const { communityId: communityCode, clusterId: clusterCode, unitId: unitCode } = scope;
    await database.scenario.create({ data: { id, name, description, data, communityCode, clusterCode, unitCode } });
  }
  await database.$executeRaw`SELECT setval(pg_get_serial_sequence('users', 'id'), 1000)`;
  await database.$executeRaw`SELECT setval(pg_get_serial_sequence('scenarios', 'id'), 1000)`;
}
