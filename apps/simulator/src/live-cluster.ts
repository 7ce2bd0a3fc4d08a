import type { Agent } from 'node:http';
import { defaultRefreshingPeriodMs } from '@commonwatt/domain/scenario';
import type { Clock } from './clock.ts';
import type { SimulatedHome } from './cluster.ts';
import type { Conditions } from './conditions.ts';
import { faultLines } from './fault-lines.ts';
import { type Fault, faultConditions, isActiveFault } from './faults.ts';
import { eventLines, heartbeatLines, noScenarioServiceLines, scenarioFailureLines } from './log-lines.ts';
import type { Reporter } from './reporter.ts';
import { requestScenario } from './scenario-request.ts';
import { mainLoopMs, stepWorld, type World, type WorldEvent, withScenario } from './world.ts';

export type LiveOptions = {
  /** As it was last reported; the first tick brings it up to now. */
  world: World;
  reporter: Reporter;
  /** Of this cluster. */
  faults: readonly Fault[];
  clock: Clock;
  /** Simulated seconds in a real one. */
  speed: number;
  scenarioUrl: string | null;
  agent: Agent;
  signal: AbortSignal;
};

/** One cluster as it lives on: its world, kept at the time of the clock, and what its homes and programs do. */
export type LiveCluster = {
  /** Brings the world up to now and reports what happened; to be called at least every few seconds. */
  tick: () => Promise<void>;
  beat: () => Promise<void>;
  reportUnitData: () => Promise<void>;
  reportDeals: () => Promise<void>;
  /** Asks for a home's scenario. Returns after how many ms it is to be asked for again. */
  askScenario: (home: SimulatedHome) => Promise<number>;
};

/** After a pause (a laptop that slept) the time that was missed passes in longer beats. */
const longPauseMs = 900_000;
const longBeatMs = 20_000;
const shortestRefreshMs = 1_000;

export function createLiveCluster(options: LiveOptions): LiveCluster {
  const { reporter, faults, clock, speed, scenarioUrl, agent, signal } = options;
  let { world } = options;
  const startMs = clock.now();
  let toldUntilMs = startMs - 1;
  const refreshing = new Map<string, number>();

  const conditions = (): Conditions => faultConditions(faults, clock.now());
  const isReporterSilent = () =>
    faults.some((fault) => fault.kind === 'silentReporter' && isActiveFault(fault, clock.now()));

  async function tick(): Promise<void> {
    const nowMs = clock.now();
    const targetMs = startMs + (nowMs - startMs) * speed;
    const beatMs = targetMs - world.atMs > longPauseMs * speed ? longBeatMs : mainLoopMs;
    const step = stepWorld(world, targetMs, { conditions: conditions(), beatMs });
    world = step.world;
    const lines = faultLines(faults, toldUntilMs, nowMs);
    toldUntilMs = nowMs;
    for (const event of withoutOvertaken(step.events)) {
      lines.push(...eventLines(event, world.gridMasterId, nowMs));
      if (isRemoval(event)) await reporter.disposeDeal(event.deal);
    }
    await reporter.writeLines(lines);
  }

  async function beat(): Promise<void> {
    await reporter.writeLines(heartbeatLines(world, conditions(), clock.now()));
  }

  async function askScenario(home: SimulatedHome): Promise<number> {
    const { unitId } = home;
    const period = () => refreshing.get(unitId) ?? defaultRefreshingPeriodMs;
    if (scenarioUrl === null || conditions().silentUnits.has(unitId)) return period();
    if (isReporterSilent()) {
      await reporter.writeLines(noScenarioServiceLines(unitId, clock.now()));
      return period();
    }
    const answer = await requestScenario(scenarioUrl, home, world.cluster.ref, { agent, signal });
    if (signal.aborted) return period();
    if (answer.type === 'failed') {
      await reporter.writeLines(scenarioFailureLines(unitId, answer.cause, clock.now()));
      return period();
    }
    const scenario = answer.type === 'scenario' ? answer.scenario : null;
    world = withScenario(world, unitId, scenario);
    // A period that apis-main could not wait for (0 or less) would end its asking; here the usual one applies.
    const wantedMs = scenario?.refreshingPeriodMs ?? defaultRefreshingPeriodMs;
    refreshing.set(unitId, wantedMs > 0 ? Math.max(shortestRefreshMs, wantedMs) : defaultRefreshingPeriodMs);
    return period();
  }

  return {
    tick,
    beat,
    reportUnitData: () => reporter.reportUnitData(world, conditions()),
    reportDeals: () => reporter.reportDeals(() => world),
    askScenario,
  };
}

/** Of several counts of one deal only the last is told: at a high speed there are many in one tick. */
function withoutOvertaken(events: readonly WorldEvent[]): WorldEvent[] {
  const lastCounts = new Map<string, WorldEvent>();
  for (const event of events) if (isCount(event)) lastCounts.set(event.deal.dealId, event);
  return events.filter((event) => !isCount(event) || lastCounts.get(event.deal.dealId) === event);
}

function isCount(event: WorldEvent): event is WorldEvent & { type: 'deal' } {
  return event.type === 'deal' && event.step === 'cumulated';
}

function isRemoval(event: WorldEvent): event is WorldEvent & { type: 'deal' } {
  return event.type === 'deal' && (event.step === 'discarded' || event.deal.deactivateAtMs !== null);
}
