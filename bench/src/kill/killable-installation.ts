import { setTimeout as sleep } from 'node:timers/promises';
import { type Addresses, chooseAddresses } from '../product/addresses.ts';
import { build, startCommonwatt } from '../product/checkout.ts';
import { addStaff, type Staff } from '../product/installation.ts';
import { waitUntilReady } from '../product/readiness.ts';
import { type RunningStores, readRunningStores } from '../product/running-stores.ts';
import { signIn } from '../product/sign-in.ts';
import type { Child } from '../system/child.ts';
import type { Cleanup } from '../system/cleanup.ts';
import { listProcessTree, type ProcessInfo } from '../system/process-tree.ts';

/** How an installation came back. */
export type Recovery = {
  /** From the kill until the stores answer and somebody could sign in. */
  durationMs: number;
  /** What the server said each time it ended by itself on the way; each time it was started again. */
  unaskedEnds: string[];
};

/** An installation that is killed and comes back, with one data folder and one staff user. */
export type KillableInstallation = Addresses & {
  stores: RunningStores;
  staff: Staff;
  /** Its processes, the server first; none when the server has ended. */
  processes(): Promise<ProcessInfo[]>;
  /** Waits for the end of the server that was killed, and starts it again. */
  restart(): Promise<void>;
  /**
   * Waits until it works again after a kill (epoch of `performance.now()`), and starts the server whenever it has ended.
   * @throws when it does not work within a minute.
   */
  recover(killedAtMs: number): Promise<Recovery>;
  /** Ends what is left by force, for a start from nothing. */
  endByForce(): Promise<void>;
};

const longestRecoveryMs = 60_000;
const askEveryMs = 20;
/** As long as a service manager waits before it starts a program again that could not start. */
const restartPauseMs = 100;

export async function startKillableInstallation(cleanup: Cleanup): Promise<KillableInstallation> {
  await build(cleanup);
  const addresses = await chooseAddresses(cleanup);
  const launch = () => startCommonwatt(cleanup, ['start'], { ...addresses.variables, LOG_LEVEL: 'warn' });
  let server = launch();
  const earlier: Child[] = [];
  await waitUntilReady(addresses.url, server);
  const stores = await readRunningStores(addresses, server);
  const staff = await addStaff(cleanup, addresses);

  async function restart(): Promise<void> {
    await server.ended;
    earlier.push(server);
    server = launch();
  }

  async function works(): Promise<boolean> {
    const ready = await fetch(`${addresses.url}/readyz`).catch(() => null);
    if (!ready?.ok) return false;
    const cookie = await signIn(addresses.url, staff.username, staff.password).catch(() => null);
    return cookie !== null;
  }

  return {
    ...addresses,
    stores,
    staff,
    processes: () => listProcessTree(server.pid),
    restart,
    async recover(killedAtMs) {
      const unaskedEnds: string[] = [];
      while (performance.now() - killedAtMs < longestRecoveryMs) {
        if (server.hasEnded()) {
          unaskedEnds.push(server.output());
          await sleep(restartPauseMs);
          await restart();
        }
        if (await works()) {
          const durationMs = performance.now() - killedAtMs;
          // The new server has taken over: what an earlier one left is gone, or it is a mistake to be cleaned up.
          for (const one of earlier.splice(0)) await one.stop(0);
          return { durationMs, unaskedEnds };
        }
        await sleep(askEveryMs);
      }
      throw new Error(`it did not work again within ${longestRecoveryMs / 1000} s:\n${server.output()}`);
    },
    async endByForce() {
      for (const one of [...earlier.splice(0), server]) await one.stop(0);
    },
  };
}
