import { setMaxListeners } from 'node:events';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Db } from 'mongodb';
import type { Clock } from './clock.ts';
import type { SimulatedCluster } from './cluster.ts';
import { type Fault, faultsOf } from './faults.ts';
import { fillHistory, resumeWorlds } from './history.ts';
import { createLiveCluster, type LiveCluster } from './live-cluster.ts';
import type { SolarYear } from './recorded-solar.ts';
import { createReporter } from './reporter.ts';

export type SimulatorOptions = {
  db: Db;
  clusters: readonly SimulatedCluster[];
  /** The same seed gives the same weather, households and chances. */
  seed: number;
  /** Pause between the end of one report and the next; apis-ccc ships with 30 000. */
  reportPeriodMs: number;
  /** Time between the signs of life of the programs; they ship with 5 000, their monitors look back 60 000. */
  heartbeatPeriodMs?: number;
  /**
   * Simulated seconds in a real one. Above 1 the homes' clocks run ahead of the real one, as an emulator's do, while
   * reports keep real time.
   */
  speed: number;
  clock: Clock;
  /** The past that is written before the present begins; without it nothing of the past is written. */
  history?: { days: number; reportPeriodMs: number };
  /** Recorded solar input (W) of every home with panels, instead of the simulated sky. */
  solar?: SolarYear | null;
  /** Where homes ask for their scenarios, in full; null: all keep to their local ones. */
  scenarioUrl?: string | null;
  faults?: readonly Fault[];
  log: (level: 'info' | 'warn', message: string) => void;
};

/** apis-ccc opens at most so many connections for scenarios. */
const connectionsPerCluster = 5;
const tickMs = 1_000;
const staggerMs = 250;

/**
 * Lets simulated clusters live: fills their history first, then reports until `stop` is called, which resolves when
 * nothing is being written any more. Rejects only when the history cannot be written; later a store or a Service
 * Center that does not answer is logged, and tried again at the next turn.
 */
export async function startSimulator(options: SimulatorOptions): Promise<{ stop(): Promise<void> }> {
  const { db, clusters, seed, clock, solar = null, log } = options;
  const nowMs = clock.now();
  const worlds = await beginningWorlds(options, nowMs);
  const stopping = new AbortController();
  const { signal } = stopping;
  // Every loop of every home waits on it.
  setMaxListeners(0, signal);
  const agents: HttpAgent[] = [];
  const loops = clusters.flatMap((cluster, index) => {
    const world = worlds[index];
    if (!world) return [];
    const faults = faultsOf(options.faults ?? [], cluster.ref);
    const reporter = createReporter({ db, cluster, seed, clock, faults, signal });
    const agent = createAgent(options.scenarioUrl ?? null);
    agents.push(agent);
    const { speed, scenarioUrl = null } = options;
    const live = createLiveCluster({
      world: { ...world, solar },
      reporter,
      faults,
      clock,
      speed,
      scenarioUrl,
      agent,
      signal,
    });
    return clusterLoops(live, cluster, options, signal);
  });
  log('info', `simulating ${clusters.length} clusters with ${clusters.flatMap(({ homes }) => homes).length} homes`);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
      for (const agent of agents) agent.destroy();
    },
  };
}

async function beginningWorlds({ history, log, ...options }: SimulatorOptions, nowMs: number) {
  if (!history) return resumeWorlds({ ...options, nowMs });
  const { worlds, unitDataCount, dealCount } = await fillHistory({ ...options, ...history, nowMs });
  if (unitDataCount > 0) log('info', `wrote a past of ${unitDataCount} unit data and ${dealCount} deals`);
  return worlds;
}

/** What goes on in a cluster, each at its own pace. */
function clusterLoops(live: LiveCluster, cluster: SimulatedCluster, options: SimulatorOptions, signal: AbortSignal) {
  const { clock, log, reportPeriodMs, heartbeatPeriodMs = 5_000, scenarioUrl = null } = options;
  const { communityId, clusterId } = cluster.ref;
  const place = `${communityId}/${clusterId}`;
  const repeat = (action: () => Promise<number>, delayMs = 0) =>
    repeatUntil(signal, clock, action, delayMs, place, log);
  const every = (periodMs: number, action: () => Promise<void>) => repeat(() => action().then(() => periodMs));
  const loops = [
    every(tickMs, live.tick),
    every(heartbeatPeriodMs, live.beat),
    every(reportPeriodMs, live.reportUnitData),
    every(reportPeriodMs, live.reportDeals),
  ];
  if (scenarioUrl === null) return loops;
  // Homes did not all start at the same moment.
  return [...loops, ...cluster.homes.map((home, index) => repeat(() => live.askScenario(home), index * staggerMs))];
}

/** Runs `action` again and again, each time after the ms that it returned, until the signal. */
async function repeatUntil(
  signal: AbortSignal,
  clock: Clock,
  action: () => Promise<number>,
  delayMs: number,
  place: string,
  log: SimulatorOptions['log'],
): Promise<void> {
  const retryMs = 5_000;
  let isFailing = false;
  await clock.sleep(delayMs, signal);
  while (!signal.aborted) {
    let waitMs = retryMs;
    try {
      waitMs = await action();
      if (isFailing) log('info', `${place}: writing works again`);
      isFailing = false;
    } catch (error) {
      if (!isFailing && !signal.aborted) log('warn', `${place}: ${error instanceof Error ? error.message : error}`);
      isFailing = true;
    }
    await clock.sleep(waitMs, signal);
  }
}

function createAgent(url: string | null): HttpAgent {
  const settings = { keepAlive: true, maxSockets: connectionsPerCluster };
  return url?.startsWith('https:') ? new HttpsAgent(settings) : new HttpAgent(settings);
}
