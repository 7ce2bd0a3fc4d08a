import process from 'node:process';
import { createDatabase } from '@commonwatt/database/client';
import { openTelemetry } from '@commonwatt/telemetry/telemetry';
import { testDeps } from '../testing.ts';
import { listMonitoredClusters } from './list-clusters.ts';
import { monitorCluster } from './monitor-cluster.ts';

// A worker of its own for a test: one round over every cluster, in which it stops itself (SIGSTOP) before the given write.
const [databaseUrl = '', mongodbUri = '', mongodbDatabase = '', nowMs, freezeAt] = process.argv.slice(2);

const database = createDatabase(databaseUrl);
const telemetry = openTelemetry({ uri: mongodbUri, database: mongodbDatabase });
const deps = testDeps({ database, telemetry, now: () => new Date(Number(nowMs)) });
let step = 0;
const keepTurn = () => {
  step += 1;
  if (step !== Number(freezeAt)) return;
  process.stdout.write('frozen\n');
  process.kill(process.pid, 'SIGSTOP');
};
const { defaultAddress } = deps.notifications;
const round = { database, telemetry, threadBlockingLimitMs: 300_000, defaultAddress, now: deps.now, keepTurn };
for (const cluster of await listMonitoredClusters(deps)) {
  const changed = await monitorCluster(round, cluster).catch(() => 'refused');
  process.stdout.write(`${changed === null ? 'refused' : changed}\n`);
}
await Promise.all([database.$disconnect(), telemetry.close()]);
