import { expect, test } from 'vitest';
import { rsocPercent } from './battery.ts';
import { demoClusters } from './demo-community.ts';
import { endedDeals, homeOf } from './testing.ts';
import { createWorld, stepWorld } from './world.ts';

const hourMs = 3_600_000;

/** A day of Hikari Hills' big cluster, looked at every five minutes, after half a day to get going. */
function lookAtDay(startMs: number) {
  const cluster = demoClusters(new Date(startMs)).find(({ ref }) => ref.clusterId === 'north_loop');
  if (!cluster) throw new Error('no north_loop');
  let world = createWorld({ cluster, seed: 1, atMs: startMs - 12 * hourMs });
  world = stepWorld(world, startMs, { beatMs: 60_000 }).world;
  const looks: { deals: number; levels: number[] }[] = [];
  let sharedWh = 0;
  for (let atMs = startMs; atMs < startMs + 24 * hourMs; atMs += hourMs / 12) {
    const step = stepWorld(world, atMs, { beatMs: 30_000 });
    world = step.world;
    for (const deal of endedDeals(step.events)) sharedWh += deal.cumulateWh;
    const levels = cluster.homes.map(({ unitId, battery }) => rsocPercent(battery, homeOf(world, unitId).storedWh));
    looks.push({ deals: world.deals.filter(({ activateAtMs }) => activateAtMs !== null).length, levels });
  }
  return { looks, sharedWh };
}

test.for(['2026-05-14', '2026-11-21'])('the demo looks alive all day on %s', (day) => {
  const { looks, sharedWh } = lookAtDay(Date.parse(`${day}T00:00:00+09:00`));
  const alive = looks.filter(({ deals }) => deals > 0).length / looks.length;
  expect(alive).toBeGreaterThan(0.85);
  const mean = looks.reduce((sum, { deals }) => sum + deals, 0) / looks.length;
  expect(mean).toBeGreaterThan(2);
  expect(mean).toBeLessThan(7);
  const spreads = looks.map(({ levels }) => Math.max(...levels) - Math.min(...levels));
  expect(Math.min(...spreads)).toBeGreaterThan(25);
  expect(sharedWh).toBeGreaterThan(15_000);
});
