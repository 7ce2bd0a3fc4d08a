import { expect, test } from 'vitest';
import { estimateReportPeriodMs } from './freshness.ts';
import { applyLiveMessage, type LiveMessage, type LiveUnit, type LiveView, shownFreshness } from './live.ts';
import { emptyLiveCluster, liveUnits, withReports } from './live-cluster.ts';
import { estimateServerNowMs, syncAtConnect, syncAtMessage, unknownServerClock } from './server-clock.ts';
import { readUnitData, type UnitSample } from './unit-data.ts';
import { allValues, createVersioned, patchSince, replaceAll } from './versioned.ts';

// The whole path from device to screen on a fake clock. Units report with losses, delays, repetitions and dead drivers;
// the reporting clock is skewed and drifts; a hub ticks; messages travel slowly; the viewer loses its connection and
// resumes. The oracle alone knows when each shown value was really taken.

const startMs = Date.UTC(2026, 5, 9, 5);
const stepsPerRun = 500;
const runs = 20;

type Dice = (max: number) => number;

function createDice(seed: number): Dice {
  let state = seed >>> 0;
  return (max) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * max);
  };
}

/** Things on their way that arrive at a given instant, in any order. */
function createRoute<T>() {
  let onTheWay: { thing: T; arrivesAtMs: number }[] = [];
  return {
    send: (thing: T, arrivesAtMs: number) => onTheWay.push({ thing, arrivesAtMs }),
    arrivals(nowMs: number): T[] {
      const arrived = onTheWay.filter((one) => one.arrivesAtMs <= nowMs);
      onTheWay = onTheWay.filter((one) => one.arrivesAtMs > nowMs);
      return arrived.map((one) => one.thing);
    },
    lose() {
      onTheWay = [];
    },
  };
}

/** A sample whose solar power carries the truth: when the device really took it. */
function sampleTakenAt(unitId: string, takenAtMs: number, stampedAtMs: number): UnitSample {
  const oesunit = { communityId: 'c', clusterId: 'k', id: unitId };
  const emu = { pvc_charge_power: takenAtMs - startMs };
  const result = readUnitData({ oesunit, datasetId: stampedAtMs, time: new Date(takenAtMs), emu });
  if (!result.ok) throw new Error(result.problem);
  return result.sample;
}

/** Units that report every `periodMs` by a clock that is wrong by `skewMs`, over a lossy and slow way. */
function createUnits(dice: Dice, periodMs: number) {
  const route = createRoute<UnitSample>();
  const units = ['E001', 'E002', 'E003'].map((unitId) => ({
    unitId,
    dueAtMs: startMs + dice(periodMs),
    takenAtMs: 0,
    deadUntilMs: 0,
    hasReported: false,
  }));
  let skewMs = dice(3) === 0 ? 0 : dice(240_000) - 120_000;
  return (nowMs: number): UnitSample[] => {
    skewMs += dice(5) - 2;
    for (const unit of units.filter((one) => one.dueAtMs <= nowMs)) {
      unit.dueAtMs += periodMs;
      if (nowMs >= unit.deadUntilMs) unit.takenAtMs = nowMs;
      if (dice(10) === 0) continue;
      const isDying = dice(40) === 0;
      if (isDying) unit.deadUntilMs = nowMs + dice(20 * periodMs);
      const sample = sampleTakenAt(unit.unitId, unit.takenAtMs, nowMs + skewMs);
      // Two reports are prompt, since no receiver could know better: the first of all (its delay cannot be told from a
      // leading clock) and the last before a driver dies (from its cached repetitions alone the age is unknowable).
      const isPrompt = !unit.hasReported || isDying || dice(8) > 0;
      route.send(sample, nowMs + (isPrompt ? 0 : dice(40_000)));
      unit.hasReported = true;
      if (dice(20) === 0) route.send(sample, nowMs + dice(10_000));
    }
    return route.arrivals(nowMs);
  };
}

/** The server: takes reports in at once, judges twice a second, sends what is new since the version sent last. */
function createHub() {
  let cluster = emptyLiveCluster;
  const versioned = createVersioned<LiveUnit>();
  return {
    take(samples: UnitSample[], receivedAtMs: number) {
      cluster = withReports(
        cluster,
        samples.map((sample) => ({ sample, receivedAtMs })),
      );
    },
    tick(nowMs: number) {
      replaceAll(versioned, liveUnits(cluster, new Date(nowMs)), (unit) => unit.unitId);
    },
    messageSince(version: number | null, serverNowMs: number): { message: LiveMessage; version: number } {
      const envelope = { serverNowMs, sourceLostAtMs: null, reporterLeadMs: null };
      const patch = version === null ? null : patchSince(versioned, version);
      const message: LiveMessage = patch
        ? { ...envelope, kind: 'patch', units: patch.changed, goneUnitIds: patch.gone, deals: [], goneDealIds: [] }
        : { ...envelope, kind: 'snapshot', units: allValues(versioned), deals: [] };
      return { message, version: versioned.version };
    },
  };
}

/** A browser: its clock runs from another zero, it is cut off now and then and resumes with or without a resume id. */
function createViewer(dice: Dice, hub: ReturnType<typeof createHub>) {
  const route = createRoute<{ message: LiveMessage; requestedAtMs: number | null }>();
  const monotonicMs = (nowMs: number) => nowMs - startMs + 77_000;
  let version: number | null = null;
  let lastArrivalMs = 0;
  let isConnected = false;
  let clock = unknownServerClock;
  let view: LiveView | null = null;

  function send(nowMs: number, requestedAtMs: number | null) {
    const next = hub.messageSince(version, nowMs);
    version = next.version;
    lastArrivalMs = Math.max(lastArrivalMs, nowMs + (dice(10) === 0 ? dice(5_000) : dice(100)));
    route.send({ message: next.message, requestedAtMs }, lastArrivalMs);
  }

  return {
    step(nowMs: number, isTick: boolean) {
      if (isConnected && isTick) send(nowMs, null);
      if (isConnected && dice(100) === 0) {
        isConnected = false;
        route.lose();
        // What was on its way is lost, so a resume starts from the last message that arrived: here simply from nothing.
        version = null;
      } else if (!isConnected && dice(8) === 0) {
        isConnected = true;
        send(nowMs, monotonicMs(nowMs) - dice(400));
      }
      for (const { message, requestedAtMs } of route.arrivals(nowMs)) {
        if (requestedAtMs !== null) clock = syncAtConnect(clock, message.serverNowMs, requestedAtMs);
        clock = syncAtMessage(clock, message.serverNowMs, monotonicMs(nowMs));
        view = applyLiveMessage(view, message);
      }
    },
    shown(nowMs: number) {
      const knownNowMs = estimateServerNowMs(clock, monotonicMs(nowMs));
      if (knownNowMs === null) return [];
      return [...(view?.units.values() ?? [])].map((unit) => ({ unit, verdict: shownFreshness(unit, knownNowMs) }));
    },
  };
}

function run(seed: number) {
  const dice = createDice(seed);
  const periodMs = [1_000, 5_000, 30_000][seed % 3] ?? 5_000;
  const report = createUnits(dice, periodMs);
  const hub = createHub();
  const viewer = createViewer(dice, hub);
  const counts = { fresh: 0, other: 0 };
  let nowMs = startMs;
  let tickAtMs = startMs;
  for (let step = 0; step < stepsPerRun; step += 1) {
    nowMs += dice(Math.min(2_000, periodMs));
    hub.take(report(nowMs), nowMs);
    const isTick = nowMs >= tickAtMs;
    if (isTick) {
      tickAtMs = nowMs + 500;
      hub.tick(nowMs);
    }
    viewer.step(nowMs, isTick);
    for (const { unit, verdict } of viewer.shown(nowMs)) {
      const ageMs = nowMs - startMs - (unit.values.solarW ?? 0);
      if (verdict === 'fresh') {
        expect(ageMs, `seed ${seed}, step ${step}, ${unit.unitId}`).toBeLessThanOrEqual(
          2.5 * unit.reportPeriodMs + 1_000,
        );
      }
      counts[verdict === 'fresh' ? 'fresh' : 'other'] += 1;
    }
  }
  return counts;
}

test('nothing stale is shown as fresh in 10,000 random steps: it turns late within a second after 2.5 periods', () => {
  const total = { fresh: 0, other: 0 };
  for (let seed = 1; seed <= runs; seed += 1) {
    const counts = run(seed);
    total.fresh += counts.fresh;
    total.other += counts.other;
  }
  expect(total.fresh).toBeGreaterThan(5_000);
  expect(total.other).toBeGreaterThan(2_000);
});

test('a unit on time is fresh until 2.5 of its periods and late from then on, to the millisecond', () => {
  const reports = [0, 5_000, 10_000].map((ms) => ({
    sample: sampleTakenAt('E001', startMs + ms, startMs + ms),
    receivedAtMs: startMs + ms + 40,
  }));
  const cluster = withReports(emptyLiveCluster, reports);
  const verdictAt = (ms: number) => liveUnits(cluster, new Date(startMs + ms))[0]?.freshness;
  expect(estimateReportPeriodMs([0, 5_000, 10_000])).toBe(5_000);
  expect(verdictAt(10_000 + 12_499)).toBe('fresh');
  expect(verdictAt(10_000 + 12_500)).toBe('late');
});
