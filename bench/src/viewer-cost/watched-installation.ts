import { chooseAddresses } from '../product/addresses.ts';
import { build, startCommonwatt } from '../product/checkout.ts';
import { addStaff, type Installation } from '../product/installation.ts';
import { waitUntilReady } from '../product/readiness.ts';
import { readRunningStores } from '../product/running-stores.ts';
import type { Cleanup } from '../system/cleanup.ts';
import { startProxy } from '../system/tcp-proxy.ts';
import { readMongoCommands } from './mongo-commands.ts';
import { readPostgresQueries } from './postgres-queries.ts';

/** What the api has sent to its stores so far, by the name of the command or the first word of the query. */
export type Sent = { mongoCommands: Map<string, number>; postgresQueries: Map<string, number> };

/**
 * An installation in two processes, each a part that `commonwatt start` names: the worker, which also runs the embedded
 * stores, and the api (`server`), which reaches them through proxies that count. Load and commands take no proxy.
 */
export async function startWatchedInstallation(cleanup: Cleanup): Promise<Installation & { sent: Sent }> {
  await build(cleanup);
  const addresses = await chooseAddresses(cleanup);
  const environment = { ...addresses.variables, LOG_LEVEL: 'warn' };
  const worker = startCommonwatt(cleanup, ['start', 'worker'], environment);
  const stores = await readRunningStores(addresses, worker);
  const sent: Sent = { mongoCommands: new Map(), postgresQueries: new Map() };
  const through = await watchStores(cleanup, stores, sent);
  const staff = await addStaff(cleanup, addresses);
  const server = startCommonwatt(cleanup, ['start', 'api'], { ...environment, ...through });
  await waitUntilReady(addresses.url, server);
  return { ...addresses, server, staff, sent };
}

async function watchStores(cleanup: Cleanup, stores: { mongodbUri: string; databaseUrl: string }, sent: Sent) {
  const mongoPort = await startProxy(cleanup, {
    targetPort: Number(new URL(stores.mongodbUri).port),
    watchClient: () => readMongoCommands((name) => count(sent.mongoCommands, name)),
  });
  const postgresPort = await startProxy(cleanup, {
    targetPort: Number(new URL(stores.databaseUrl).port),
    watchClient: () => readPostgresQueries((sql) => count(sent.postgresQueries, firstWord(sql))),
  });
  return {
    MONGODB_URI: withPort(stores.mongodbUri, mongoPort),
    DATABASE_URL: withPort(stores.databaseUrl, postgresPort),
  };
}

function withPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}

function firstWord(sql: string): string {
  return /[a-z]+/i.exec(sql)?.[0].toUpperCase() ?? '';
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
