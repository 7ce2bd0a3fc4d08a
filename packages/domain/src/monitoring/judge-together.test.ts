import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deathMs, homes, on, roundMs, watchCluster } from './testing.ts';

const minuteMs = 60_000;

/** The given units are dead from when they are said to die until they are said to be back. */
const dying =
  (deaths: Record<string, [diesMs: number, backMs?: number]>) =>
  (subject: string, ms: number): boolean => {
    const [diesMs, backMs] = deaths[subject] ?? [Number.POSITIVE_INFINITY];
    return ms < diesMs || (backMs !== undefined && ms >= backMs);
  };
const all = (unitIds: readonly string[], ...life: [number, number?]) =>
  Object.fromEntries(unitIds.map((id) => [id, life]));
const keysOf = (cluster: ReturnType<typeof watchCluster>) => cluster.events.map(([, act, key]) => [act, key]);

describe('a gateway of several is dead', () => {
  const unitIds = homes(20);
  const behind = unitIds.slice(0, 8);
  const backMs = deathMs + 10 * minuteMs;

  test('one alert within 65 s that lists its units, and no other; closed when they are back', () => {
    for (let diesMs = deathMs; diesMs < deathMs + 5_000; diesMs += 1_000) {
      const cluster = watchCluster({ unitIds, speaks: dying(all(behind, diesMs, backMs)) });
      cluster.run(0, backMs - 1);
      expect(keysOf(cluster)).toEqual([['detected', 'apis_main_alive']]);
      expect((cluster.events[0]?.[0] ?? 0) * 1_000 - diesMs).toBeLessThanOrEqual(65_000);
      const description = cluster.descriptionOf('apis_main_alive') ?? '';
      expect(unitIds.filter((id) => description.includes(id))).toEqual(behind);
      expect(cluster.listedOf('apis_main_alive')?.silent.toSorted()).toEqual(behind);
      cluster.run(backMs, backMs + 5 * minuteMs);
      expect(keysOf(cluster)).toEqual([
        ['detected', 'apis_main_alive'],
        ['closed', 'apis_main_alive'],
      ]);
    }
  });

  test('its alert and others: two units have their own; one that dies meanwhile too', () => {
    const deaths = { ...all(behind, deathMs), H018: [deathMs + 3 * minuteMs] as [number] };
    const cluster = watchCluster({ unitIds, speaks: dying(deaths) });
    cluster.run(0, deathMs + 10 * minuteMs);
    expect(keysOf(cluster)).toEqual([
      ['detected', 'apis_main_alive'],
      ['detected', 'apis_main_alive H018'],
    ]);
    const two = watchCluster({ unitIds, speaks: dying(all(['H001', 'H002'], deathMs)) });
    two.run(0, deathMs + 10 * minuteMs);
    expect(keysOf(two)).toEqual([
      ['detected', 'apis_main_alive H001'],
      ['detected', 'apis_main_alive H002'],
    ]);
  });

  test('three units that die a minute apart are three causes', () => {
    const deaths = { H001: [deathMs], H002: [deathMs + minuteMs], H003: [deathMs + 2 * minuteMs] } as const;
    const cluster = watchCluster({ unitIds, speaks: dying(deaths as never) });
    cluster.run(0, deathMs + 10 * minuteMs);
    expect(keysOf(cluster).map(([, key]) => key)).toEqual(
      ['H001', 'H002', 'H003'].map((id) => `apis_main_alive ${id}`),
    );
  });

  test('one that is back frees nobody; half of them do, and the others have another window', () => {
    const halfMs = deathMs + 5 * minuteMs;
    const deaths = {
      ...all(behind, deathMs, halfMs),
      ...all(behind.slice(0, 1), deathMs, deathMs + 3 * minuteMs),
      ...all(behind.slice(6), deathMs),
    };
    const cluster = watchCluster({ unitIds, speaks: dying(deaths) });
    cluster.run(0, halfMs - 1);
    expect(keysOf(cluster)).toEqual([['detected', 'apis_main_alive']]);
    expect(cluster.listedOf('apis_main_alive')).toEqual({ silent: behind.slice(1), back: behind.slice(0, 1) });
    cluster.run(halfMs, halfMs + 5 * minuteMs);
    expect(keysOf(cluster).slice(1)).toEqual([
      ['closed', 'apis_main_alive'],
      ['detected', 'apis_main_alive H007'],
      ['detected', 'apis_main_alive H008'],
    ]);
    const [, closed, single] = cluster.events.map(([second]) => second);
    expect((single ?? 0) - (closed ?? 0)).toBe(on.windowMs / 1_000);
  });

  test('a second gateway is told of as well: the alert grows into another', () => {
    const others = unitIds.slice(8, 14);
    const deaths = { ...all(behind, deathMs, backMs), ...all(others, deathMs + 3 * minuteMs, backMs) };
    const cluster = watchCluster({ unitIds, speaks: dying(deaths) });
    cluster.run(0, deathMs + 6 * minuteMs);
    expect(keysOf(cluster)).toEqual([
      ['detected', 'apis_main_alive'],
      ['closed', 'apis_main_alive'],
      ['detected', 'apis_main_alive'],
    ]);
    const description = cluster.descriptionOf('apis_main_alive') ?? '';
    expect(unitIds.filter((id) => description.includes(id))).toEqual([...behind, ...others]);
    expect(cluster.listedOf('apis_main_alive')?.silent.toSorted()).toEqual([...behind, ...others]);
  });

  test('a confirmation holds back the alert, and whoever is in it', () => {
    const settings = { apis_main_alive: { windowMs: 60_000, confirmMs: 30_000 } };
    const deaths = all(behind, deathMs, deathMs + 80_000);
    const cluster = watchCluster({ unitIds, speaks: dying(deaths) }, { settings });
    cluster.run(0, deathMs + 5 * minuteMs);
    expect(keysOf(cluster)).toEqual([]);
    const longer = watchCluster({ unitIds, speaks: dying(all(behind, deathMs)) }, { settings });
    longer.run(0, deathMs + 5 * minuteMs);
    expect(keysOf(longer)).toEqual([['detected', 'apis_main_alive']]);
    expect((longer.events[0]?.[0] ?? 0) * 1_000 - deathMs).toBeGreaterThanOrEqual(85_000);
  });
});

test('no line of anybody arrives, and reports do: one alert, that lists all units', () => {
  const unitIds = homes(7);
  for (let diesMs = deathMs; diesMs < deathMs + 30_000; diesMs += 5_000) {
    const backMs = diesMs + 5 * minuteMs;
    const speaks = (_: string, ms: number) => ms < diesMs || ms >= backMs;
    const cluster = watchCluster({ unitIds, speaks }, { areReportsArriving: true });
    cluster.run(0, backMs - 1);
    expect(keysOf(cluster)).toEqual([['detected', 'apis_ccc_alive']]);
    expect((cluster.events[0]?.[0] ?? 0) * 1_000 - diesMs).toBeLessThanOrEqual(2 * on.windowMs + 5_000);
    expect(unitIds.every((id) => cluster.descriptionOf('apis_ccc_alive')?.includes(id))).toBe(true);
    cluster.run(Math.ceil(backMs / roundMs) * roundMs, backMs + 5 * minuteMs);
    expect(keysOf(cluster).slice(1)).toEqual([['closed', 'apis_ccc_alive']]);
  }
});

/** Lines of apis-ccc are lost while gateways die one after the other, and its reports come in. */
const lostLine = {
  outages: [
    { subjects: ['ccc'], fromMs: 330_101, forMs: 30_000 },
    { subjects: ['H004', 'H003', 'H001', 'H007'], fromMs: 315_001, forMs: 109_200 },
    { subjects: ['ccc', 'H005', 'H006', 'H001', 'H002'], fromMs: 360_701, forMs: 79_300 },
  ],
  areReportsArriving: true,
};

/** A gateway dies, and half a minute later all else: its units must not wait until apis-ccc has been silent for long. */
const earlyGateway = {
  outages: [
    { subjects: ['H002', 'ccc', 'H007'], fromMs: 90_101, forMs: 90_600 },
    { subjects: ['H004', 'H001', 'H006', 'H005', 'H003'], fromMs: 60_000, forMs: 122_801 },
  ],
  areReportsArriving: true,
};

test('whatever happens, who is silent is told of within two windows, and by one failure', () => {
  const unitIds = homes(7);
  const subject = fc.constantFrom(...unitIds, 'ccc');
  const outage = fc.record({
    subjects: fc.uniqueArray(subject, { minLength: 1, maxLength: 7 }),
    fromMs: fc.integer({ min: 60_000, max: 500_000 }),
    forMs: fc.integer({ min: 5_000, max: 300_000 }),
  });
  const life = fc.record({ outages: fc.array(outage, { maxLength: 6 }), areReportsArriving: fc.boolean() });
  fc.assert(
    fc.property(life, ({ outages, areReportsArriving }) => {
      const isDown = (name: string, ms: number) =>
        outages.some(({ subjects, fromMs, forMs }) => subjects.includes(name) && ms >= fromMs && ms < fromMs + forMs);
      const knownMs = new Map<string, number>();
      const speaks = (name: string, ms: number) => {
        const isUp = !isDown(name, ms);
        if (isUp) knownMs.set(name, Math.max(ms, knownMs.get(name) ?? 0));
        return isUp;
      };
      const cluster = watchCluster({ unitIds, speaks }, { areReportsArriving });
      cluster.run(0, 900_000, (nowMs, { watch, open, listed }) => {
        const ofMain = open.filter(({ type }) => type === 'apis_main_alive');
        const ccc = open.find(({ type }) => type === 'apis_ccc_alive');
        expect(new Set(ofMain.map(({ unitId }) => unitId)).size).toBe(ofMain.length);
        const together = ofMain.find(({ unitId }) => unitId === null);
        for (const unitId of unitIds) {
          const isTold = ofMain.some((one) => one.unitId === unitId);
          const isTogether = watch.together.silent.includes(unitId);
          expect(isTold && isTogether).toBe(false);
          expect(!isTogether || together?.description?.includes(unitId)).toBe(true);
          expect(together !== undefined && listed.get(together.id)?.silent.includes(unitId)).toBe(isTogether);
          // Who is listed is in the text as well, of either kind of failure that stands for units.
          const isListed = ccc !== undefined && listed.get(ccc.id)?.silent.includes(unitId) === true;
          expect(!isListed || ccc?.description?.includes(unitId)).toBe(true);
          if (isTold || isTogether || ccc?.description?.includes(unitId)) knownMs.set(unitId, nowMs);
          expect(nowMs - (knownMs.get(unitId) ?? 0)).toBeLessThanOrEqual(2 * on.windowMs + 2 * roundMs);
        }
      });
    }),
    { numRuns: 40, examples: [[lostLine], [earlyGateway]] },
  );
}, 60_000);
