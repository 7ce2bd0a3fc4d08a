import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lithiumBattery, rsocPercent } from './battery.ts';
import type { SimulatedCluster } from './cluster.ts';
import { allWell, type Conditions } from './conditions.ts';
import { convertersOf } from './converter.ts';
import { chargeUnitId, dischargeUnitId, isActive, type SimulatedDeal } from './deal.ts';
import { gridVoltageV } from './grid-master.ts';
import { endedDeals, giver, givingAndTaking, homeOf, taker, testCluster, testHome } from './testing.ts';
import { createWorld, stepWorld, type World, type WorldEvent } from './world.ts';

const startMs = Date.parse('2026-05-14T01:00:00Z');
const minuteMs = 60_000;

const anyHousehold = fc.constantFrom('family', 'couple', 'retired', 'remoteWork', 'single', 'shop', 'away');
const anyHome = fc.record({
  household: anyHousehold,
  dailyWh: fc.integer({ min: 500, max: 25_000 }),
  panels: fc.option(
    fc.record({
      peakW: fc.integer({ min: 500, max: 9000 }),
      tilt: fc.constant(25),
      azimuth: fc.integer({ min: 90, max: 270 }),
    }),
  ),
  battery: fc.constantFrom(1200, 4800, 9600).map(lithiumBattery),
  startRsocPercent: fc.integer({ min: 0, max: 100 }),
  localScenario: fc.oneof(
    fc.integer({ min: 600, max: 4000 }).map(giver),
    fc.integer({ min: 600, max: 4700 }).map(taker),
  ),
});
const anyCluster = fc
  .record({ homes: fc.array(anyHome, { minLength: 2, maxLength: 6 }), currentA: fc.constantFrom(1, 2) })
  .map(({ homes, currentA }) => {
    const cluster = testCluster(homes.map((home, index) => testHome(index + 1, home)));
    return { ...cluster, policy: { ...cluster.policy, gridCurrentA: currentA } };
  });
/** In some hours something is wrong. */
const anyTrouble = fc.array(fc.constantFrom('none', 'none', 'silent', 'stopped', 'error', 'scram'), {
  minLength: 8,
  maxLength: 8,
});

type Trouble = 'none' | 'silent' | 'stopped' | 'error' | 'scram';

function conditionsOf(trouble: Trouble): Conditions {
  switch (trouble) {
    case 'none':
      return allWell;
    case 'silent':
      return { ...allWell, silentUnits: new Set(['E001']) };
    case 'stopped':
      return { ...allWell, localModes: new Map([['E002', 'stop']]) };
    case 'error':
      return { ...allWell, unitErrors: new Map([['E001', '(HARDWARE:LOCAL:ERROR:E001) x']]) };
    case 'scram':
      return { ...allWell, globalError: '(HARDWARE:GLOBAL:ERROR:E001) x' };
  }
}

/** Runs a cluster for eight times half an hour and hands every state in between to `check`. */
function run(cluster: SimulatedCluster, troubles: readonly Trouble[], seed: number, check: (world: World) => void) {
  let world = createWorld({ cluster, seed, atMs: startMs });
  const events: WorldEvent[] = [];
  for (const [index, trouble] of troubles.entries()) {
    for (let minute = 1; minute <= 30; minute++) {
      const toMs = startMs + (index * 30 + minute) * minuteMs;
      const step = stepWorld(world, toMs, { conditions: conditionsOf(trouble), beatMs: 10_000 });
      world = step.world;
      events.push(...step.events);
      check(world);
    }
  }
  return { world, events };
}

test('what leaves batteries arrives in others or is a stated loss, and no home makes or loses energy', () => {
  fc.assert(
    fc.property(anyCluster, anyTrouble, fc.integer(), (cluster, troubles, seed) => {
      const { world } = run(cluster, troubles, seed, () => undefined);
      let [givenWh, receivedWh, lossWh] = [0, 0, 0];
      for (const home of cluster.homes) {
        const { energy, storedWh } = homeOf(world, home.unitId);
        givenWh += energy.givenWh;
        receivedWh += energy.receivedWh;
        lossWh += energy.converterLossWh;
        const inWh = energy.solarWh + energy.acGridWh + energy.receivedWh;
        const outWh = energy.loadWh + energy.givenWh + energy.ownLossWh;
        const startWh = (home.battery.capacityWh * home.startRsocPercent) / 100;
        expect(storedWh - startWh).toBeCloseTo(inWh - outWh, 6);
      }
      expect(givenWh).toBeCloseTo(receivedWh + lossWh, 6);
    }),
    { numRuns: 12 },
  );
});

test('batteries stay within their limits, one unit holds the voltage, and deals of a unit point the same way', () => {
  fc.assert(
    fc.property(anyCluster, anyTrouble, fc.integer(), (cluster, troubles, seed) => {
      run(cluster, troubles, seed, (world) => {
        for (const home of cluster.homes) {
          const rsoc = rsocPercent(home.battery, homeOf(world, home.unitId).storedWh);
          expect(rsoc).toBeGreaterThanOrEqual(0);
          expect(rsoc).toBeLessThanOrEqual(100);
        }
        const converters = convertersOf(world.deals, gridVoltageV);
        const references = [...converters.values()].filter(({ mode }) => mode === 'voltageReference');
        expect(references.length).toBe(world.deals.some(isActive) ? 1 : 0);
        const sumA = [...converters.values()].reduce((sum, { gridCurrentA }) => sum + gridCurrentA, 0);
        expect(sumA).toBeCloseTo(0, 9);
        const givers = new Set(world.deals.map(dischargeUnitId));
        for (const receiver of world.deals.map(chargeUnitId)) expect(givers.has(receiver)).toBe(false);
      });
    }),
    { numRuns: 12 },
  );
});

test('the dates of every deal are in the order of its life', () => {
  fc.assert(
    fc.property(anyCluster, anyTrouble, fc.integer(), (cluster, troubles, seed) => {
      const { events } = run(cluster, troubles, seed, () => undefined);
      for (const deal of endedDeals(events)) expect(lifeOf(deal)).toEqual(lifeOf(deal).toSorted((a, b) => a - b));
    }),
    { numRuns: 12 },
  );
});

function lifeOf(deal: SimulatedDeal): number[] {
  const { requestAtMs, createAtMs, activateAtMs, rampUpAtMs, warmUpAtMs, startAtMs, cumulateAtMs, stopAtMs } = deal;
  const end = deal.scram?.atMs ?? deal.abort?.atMs ?? null;
  const times = [requestAtMs, createAtMs, activateAtMs, rampUpAtMs, warmUpAtMs, startAtMs, cumulateAtMs];
  return [...times, stopAtMs, end, deal.deactivateAtMs].filter((atMs) => atMs !== null);
}

test('the same seed gives the same world, another seed another one', () => {
  const endOf = (seed: number) =>
    stepWorld(createWorld({ cluster: givingAndTaking(), seed, atMs: startMs }), startMs + 60 * minuteMs);
  expect(endOf(1).events).toEqual(endOf(1).events);
  expect(endOf(1).world).toEqual(endOf(1).world);
  expect(endOf(1).events).not.toEqual(endOf(2).events);
});

test('how a span is cut into steps makes no difference, and a given world is left as it is', () => {
  const begin = createWorld({ cluster: givingAndTaking(), seed: 3, atMs: startMs });
  const before = structuredClone(begin.homes);
  const whole = stepWorld(begin, startMs + 30 * minuteMs);
  let world = begin;
  const events: WorldEvent[] = [];
  for (let atMs = startMs; atMs <= startMs + 30 * minuteMs; atMs += 7_000) {
    const step = stepWorld(world, Math.min(atMs, startMs + 30 * minuteMs));
    world = step.world;
    events.push(...step.events);
  }
  const last = stepWorld(world, startMs + 30 * minuteMs);
  expect([...events, ...last.events]).toEqual(whole.events);
  expect(last.world.homes).toEqual(whole.world.homes);
  expect(begin.homes).toEqual(before);
  expect(begin.atMs).toBe(startMs);
});

test('a deal on a dead grid ramps up and is master; one on a live grid joins without', () => {
  const cluster = testCluster([
    testHome(1, { startRsocPercent: 80, localScenario: giver() }),
    testHome(2, { startRsocPercent: 40, localScenario: taker() }),
    testHome(3, { startRsocPercent: 40, localScenario: taker() }),
  ]);
  const { events, world } = stepWorld(createWorld({ cluster, seed: 5, atMs: startMs }), startMs + 10 * minuteMs);
  const steps = (dealId: string) =>
    events.flatMap((event) =>
      event.type === 'deal' && event.deal.dealId === dealId && event.step !== 'cumulated' ? [event.step] : [],
    );
  const [first, second] = events.flatMap((event) =>
    event.type === 'deal' && event.step === 'created' ? [event.deal.dealId] : [],
  );
  expect(steps(first ?? '')).toEqual(['created', 'activated', 'rampedUp', 'warmedUp', 'started']);
  expect(steps(second ?? '')).toEqual(['created', 'activated', 'warmedUp', 'started']);
  expect(world.deals.map(({ isMaster }) => isMaster)).toEqual([true, false]);
  expect(world.gridMasterId).toBe(world.deals[0]?.requestUnitId);
});

test('the master hands the voltage over to another running deal', () => {
  const cluster = testCluster([
    testHome(1, { startRsocPercent: 90, localScenario: giver() }),
    testHome(2, { startRsocPercent: 40, localScenario: taker() }),
    testHome(3, { startRsocPercent: 40, localScenario: taker() }),
  ]);
  let world = createWorld({ cluster, seed: 5, atMs: startMs });
  const masters = new Set<string>();
  for (let minute = 1; minute <= 60; minute++) {
    world = stepWorld(world, startMs + minute * minuteMs).world;
    for (const deal of world.deals) if (deal.isMaster) masters.add(deal.dealId);
  }
  expect(masters.size).toBeGreaterThan(1);
});

test('a giver at 20 % and a receiver above 95 % end a deal early, and what moved stays counted', () => {
  const cluster = testCluster([
    testHome(1, { startRsocPercent: 20.5, dailyWh: 500, localScenario: giver(0) }),
    testHome(2, { startRsocPercent: 40, localScenario: taker() }),
  ]);
  const { events } = stepWorld(createWorld({ cluster, seed: 1, atMs: startMs }), startMs + 30 * minuteMs);
  const [deal] = endedDeals(events);
  expect(deal).toMatchObject({ abort: { reason: 'E001 : dischargeUnitLowerLimitRsoc' } });
  expect(deal?.cumulateWh).toBeGreaterThan(0);
  expect(deal?.cumulateWh).toBeLessThan(50);
});

test('a deal ends with more than agreed, by one beat at most', () => {
  const { events } = stepWorld(
    createWorld({ cluster: givingAndTaking(), seed: 1, atMs: startMs }),
    startMs + 120 * minuteMs,
  );
  const deals = endedDeals(events);
  expect(deals.length).toBeGreaterThan(5);
  for (const deal of deals) {
    expect(deal.cumulateWh).toBeGreaterThan(deal.dealAmountWh);
    expect(deal.cumulateWh).toBeLessThan(deal.dealAmountWh * 1.02);
  }
});
