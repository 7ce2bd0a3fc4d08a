import { chooseAddresses } from '../product/addresses.ts';
import { build, startCommonwatt } from '../product/checkout.ts';
import { processName } from '../product/process-name.ts';
import { waitUntilReady } from '../product/readiness.ts';
import { type RunningStores, readRunningStores } from '../product/running-stores.ts';
import type { Cleanup } from '../system/cleanup.ts';
import { killProcesses, listProcessTree } from '../system/process-tree.ts';

/** The stores of an installation, and what each of their processes is called. */
export type KillableStores = RunningStores & {
  /** Kills one of them and waits until it answers again. Returns what it was. */
  killOne(random: () => number): Promise<string>;
};

const victims = ['postgres', 'commonwatt embedded-mongo'];

/** The stores of an installation that runs its api only: no worker but those of the benchmark works on them. */
export async function startKillableStores(cleanup: Cleanup): Promise<KillableStores> {
  await build(cleanup);
  const addresses = await chooseAddresses(cleanup);
  const server = startCommonwatt(cleanup, ['start', 'api'], { ...addresses.variables, LOG_LEVEL: 'warn' });
  await waitUntilReady(addresses.url, server);
  const stores = await readRunningStores(addresses, server);
  return {
    ...stores,
    async killOne(random) {
      const victim = victims[Math.floor(random() * victims.length)] ?? '';
      const processes = (await listProcessTree(server.pid)).filter(({ command }) => processName(command) === victim);
      killProcesses(processes);
      await waitUntilReady(addresses.url, server);
      return victim;
    },
  };
}
