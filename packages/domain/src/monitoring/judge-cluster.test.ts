import { describe, expect, test } from 'vitest';
import { judgeCluster } from './judge-cluster.ts';
import type { FailureChange, OpenFailure } from './life-cycle.ts';
import type { LogLine } from './log-line.ts';
import { appendSevere, describeSevere } from './severe-description.ts';
import { deathMs, homes, on, roundMs, watchCluster } from './testing.ts';
import { type Heartbeat, newWatch, type Watch } from './watch.ts';

test('a healthy cluster raises nothing', () => {
  const cluster = watchCluster({ unitIds: homes(5), speaks: () => true });
  cluster.run(0, 1_200_000);
  expect(cluster.events).toEqual([]);
});

test('a silent unit is told within 65 s, whenever it fell silent, and told again when it is back', () => {
  for (let diesMs = deathMs; diesMs < deathMs + 8_000; diesMs += 500) {
    const speaks = (subject: string, ms: number) => subject !== 'H002' || ms < diesMs || ms >= diesMs + 200_000;
    const cluster = watchCluster({ unitIds: homes(5), speaks });
    cluster.run(0, diesMs + 300_000);
    expect(cluster.events.map(([, act, key]) => [act, key])).toEqual([
      ['detected', 'apis_main_alive H002'],
      ['closed', 'apis_main_alive H002'],
    ]);
    const delayMs = (cluster.events[0]?.[0] ?? 0) * 1000 - diesMs;
    expect(delayMs).toBeGreaterThan(50_000);
    expect(delayMs).toBeLessThanOrEqual(65_000);
  }
});

describe('200 units behind one dead gateway', () => {
  const unitIds = homes(200);
  test.for([0, 7_300, 14_900, 29_999])(
    'with apis-ccc: one alert, that lists them all (%i ms into a report)',
    (offset) => {
      const diesMs = deathMs + offset;
      const cluster = watchCluster({ unitIds, speaks: (_, ms) => ms < diesMs || ms >= diesMs + 600_000 });
      cluster.run(0, diesMs + 550_000);
      expect(cluster.events.map(([, act, key]) => [act, key])).toEqual([['detected', 'apis_ccc_alive']]);
      const description = cluster.descriptionOf('apis_ccc_alive') ?? '';
      expect(description).toMatch(/^The program may not be running\.\n\n/);
      expect(unitIds.every((id) => description.includes(id))).toBe(true);
      expect(description).toContain('GridMaster');
      expect(cluster.listedOf('apis_ccc_alive')?.silent).toEqual(unitIds);
      cluster.run(Math.ceil((diesMs + 553_000) / roundMs) * roundMs, diesMs + 900_000);
      expect(cluster.events.map(([, act, key]) => [act, key])).toEqual([
        ['detected', 'apis_ccc_alive'],
        ['closed', 'apis_ccc_alive'],
      ]);
    },
  );

  test('apis-ccc lives elsewhere: one alert for all units', () => {
    const speaks = (subject: string, ms: number) => subject === 'ccc' || ms < deathMs || ms >= deathMs + 600_000;
    const cluster = watchCluster({ unitIds, speaks });
    cluster.run(0, deathMs + 900_000);
    expect(cluster.events.map(([, act, key]) => [act, key])).toEqual([
      ['detected', 'apis_main_alive'],
      ['closed', 'apis_main_alive'],
    ]);
  });

  test('of the units in the alert of apis-ccc, those that are heard again are told apart', () => {
    const backMs = deathMs + 300_000;
    const speaks = (subject: string, ms: number) => ms < deathMs || (subject === 'H007' && ms >= backMs);
    const cluster = watchCluster({ unitIds, speaks });
    cluster.run(0, backMs);
    expect(cluster.listedOf('apis_ccc_alive')).toEqual({ silent: unitIds, back: [] });
    cluster.run(backMs + roundMs, backMs + 60_000);
    expect(cluster.listedOf('apis_ccc_alive')).toEqual({
      silent: unitIds.filter((id) => id !== 'H007'),
      back: ['H007'],
    });
  });

  test('one that does not come back with the others gets its own alarm', () => {
    const speaks = (subject: string, ms: number) => ms < deathMs || (subject !== 'H007' && ms >= deathMs + 600_000);
    const cluster = watchCluster({ unitIds, speaks });
    cluster.run(0, deathMs + 900_000);
    expect(cluster.events.map(([, act, key]) => [act, key])).toEqual([
      ['detected', 'apis_ccc_alive'],
      ['closed', 'apis_ccc_alive'],
      ['detected', 'apis_main_alive H007'],
    ]);
  });
});

test('a single home that is silent is told once, as itself', () => {
  const cluster = watchCluster({ unitIds: ['H001'], speaks: (subject, ms) => subject === 'ccc' || ms < deathMs });
  cluster.run(0, deathMs + 300_000);
  expect(cluster.events.map(([, act, key]) => [act, key])).toEqual([['detected', 'apis_main_alive H001']]);
});

test('a grid master that is gone while units live is told', () => {
  const cluster = watchCluster({
    unitIds: homes(3),
    speaks: (subject, ms) => subject !== 'gridMaster' || ms < deathMs,
  });
  cluster.run(0, deathMs + 100_000);
  expect(cluster.events.map(([, act, key]) => [act, key])).toEqual([['detected', 'grid_master_alive']]);
});

test('a lost line of apis-ccc is no alarm while its reports come in; a longer silence is', () => {
  const speaks = (subject: string, ms: number) => subject !== 'ccc' || ms < deathMs || ms > deathMs + 60_000;
  const lost = watchCluster({ unitIds: homes(3), speaks }, { areReportsArriving: true });
  lost.run(0, deathMs + 600_000);
  expect(lost.events).toEqual([]);
  const silent = (subject: string, ms: number) => subject !== 'ccc' || ms < deathMs;
  const gone = watchCluster({ unitIds: homes(3), speaks: silent }, { areReportsArriving: true });
  gone.run(0, deathMs + 600_000);
  expect(gone.events.map(([, act, key]) => [act, key])).toEqual([['detected', 'apis_ccc_alive']]);
});

test('nothing is told of a time in which we did not look, and what is still silent afterwards is', () => {
  const speaks = (subject: string, ms: number) => (ms < deathMs || ms > deathMs + 3_600_000) && subject !== 'H009';
  const cluster = watchCluster({ unitIds: homes(3), speaks });
  cluster.run(0, deathMs);
  // We, and the store, come back at the same instant.
  cluster.run(deathMs + 3_600_000, deathMs + 3_900_000);
  expect(cluster.events).toEqual([]);

  const halfDead = (subject: string, ms: number) => ms < deathMs || (ms > deathMs + 3_600_000 && subject !== 'H002');
  const other = watchCluster({ unitIds: homes(3), speaks: halfDead });
  other.run(0, deathMs);
  other.run(deathMs + 3_600_000, deathMs + 3_900_000);
  expect(other.events.map(([second, act, key]) => [act, key, second * 1000 - deathMs - 3_600_000 >= 60_000])).toEqual([
    ['detected', 'apis_main_alive H002', true],
  ]);
});

test('with a confirmation an alarm waits for it, and short silences raise none', () => {
  const settings = { apis_main_alive: { windowMs: 60_000, confirmMs: 30_000 } };
  const short = (subject: string, ms: number) => subject !== 'H002' || ms < deathMs || ms > deathMs + 80_000;
  const brief = watchCluster({ unitIds: homes(3), speaks: short }, { settings });
  brief.run(0, deathMs + 300_000);
  expect(brief.events).toEqual([]);
  const cluster = watchCluster({ unitIds: homes(3), speaks: (s, ms) => s !== 'H002' || ms < deathMs }, { settings });
  cluster.run(0, deathMs + 300_000);
  expect(cluster.events).toHaveLength(1);
  expect((cluster.events[0]?.[0] ?? 0) * 1000 - deathMs).toBeGreaterThanOrEqual(85_000);
});

test('lines that are stored a little late are no silence', () => {
  const cluster = watchCluster({ unitIds: homes(3), speaks: () => true }, {}, 8_000);
  cluster.run(0, 600_000);
  expect(cluster.events).toEqual([]);
});

describe('errors', () => {
  const key = { type: 'apis_main_severe', programId: 'apis-main', unitId: 'E001' } as const;
  const settings = { apis_main_severe: on };
  const line = (message: string, atMs = 0, unitId = 'E001'): LogLine => ({
    key: `${message} ${atMs}`,
    programId: 'apis-main',
    unitId,
    atMs,
    logger: 'x',
    message,
  });
  const judge = (nowMs: number, severeLines: LogLine[], open: OpenFailure[] = []) =>
    judgeCluster({
      nowMs,
      readAtMs: nowMs - roundMs,
      timeZone: 'UTC',
      unitIds: ['E001'],
      settings,
      watch: newWatch,
      threadBlockingLimitMs: 1,
      heartbeats: [],
      blockedLines: [],
      severeLines,
      areReportsArriving: false,
      open,
    }).changes;
  const open: OpenFailure = {
    id: 1,
    ...key,
    detectedMs: 0,
    lastLineMs: 0,
    lineCount: 1,
    description: describeSevere('apis_main_severe', [line('first [x]')], 'UTC'),
  };

  test('a new one is told with all its lines, one of a unit that is not in service is not', () => {
    const changes = judge(0, [line('second', 1_000), line('first'), line('other', 0, 'E404')]);
    expect(changes).toMatchObject([{ act: 'detect', key, lineCount: 2 }]);
    expect(changes[0]).toHaveProperty(
      'description',
      'There seems to be a problem.\n\n[1970-01-01 00:00:00+00:00] first\n[1970-01-01 00:00:01+00:00] second',
    );
  });

  test('while one is open each distinct line is added once, and all are counted', () => {
    const lines = [line('first [y]', 2_000), line('second', 3_000), line('second', 4_000)];
    const description =
      'There seems to be a problem.\n\n[1970-01-01 00:00:00+00:00] first\n[1970-01-01 00:00:03+00:00] second';
    expect(judge(5_000, lines, [open])).toEqual([
      { act: 'describe', failureId: 1, description, lineCount: 4, hasNewLines: true },
    ]);
  });

  test('it closes when nothing was added for its window', () => {
    expect(judge(59_999, [], [open])).toEqual([]);
    expect(judge(60_000, [], [open])).toEqual([{ act: 'close', failureId: 1, reason: null }]);
    expect(judge(60_000, [], [{ ...open, lastLineMs: 1_000 }])).toEqual([]);
  });

  test('doubled failures become one, and block nothing', () => {
    const doubled = [open, { ...open, id: 2 }, { ...open, id: 3 }];
    expect(judge(1_000, [], doubled)).toEqual([
      { act: 'close', failureId: 2, reason: 'duplicate' },
      { act: 'close', failureId: 3, reason: 'duplicate' },
    ]);
    expect(judge(60_000, [], doubled)).toContainEqual({ act: 'close', failureId: 1, reason: null });
  });

  test('a description stays bounded, and says so', () => {
    let text: string | null = null;
    for (let i = 0; i < 100; i += 1)
      text = appendSevere(text, {
        type: 'apis_main_severe',
        lines: [line(`${i} ${'x'.repeat(1_000)}`)],
        timeZone: 'UTC',
      });
    expect(text?.length).toBeLessThanOrEqual(60_000);
    expect(text?.endsWith('\n(further lines are left out)')).toBe(true);
  });
});

describe('clocks that are wrong', () => {
  const settings = { apis_main_alive: on };
  const unitIds = ['E001', 'E002'];
  const round = (watch: Watch, nowMs: number, heartbeat: Partial<Heartbeat>) => {
    const common = { programId: 'apis-main', message: 'uri : /x' };
    const heartbeats: Heartbeat[] = [
      { ...common, unitId: 'E001', newestMs: nowMs, stampedMs: nowMs, storedMs: 0 },
      { ...common, unitId: 'E002', newestMs: null, stampedMs: 0, storedMs: 0, ...heartbeat },
    ];
    return judgeCluster({
      nowMs,
      readAtMs: nowMs - roundMs,
      timeZone: 'UTC',
      unitIds,
      settings,
      watch,
      heartbeats,
      open: [],
      threadBlockingLimitMs: 1,
      blockedLines: [],
      severeLines: [],
      areReportsArriving: false,
    });
  };
  const run = (heartbeatAt: (nowMs: number) => Partial<Heartbeat>) => {
    let watch = newWatch;
    const changes: FailureChange[] = [];
    for (let nowMs = 1_000_000; nowMs < 1_300_000; nowMs += roundMs) {
      const judged = round(watch, nowMs, heartbeatAt(nowMs));
      watch = judged.watch;
      changes.push(...judged.changes);
    }
    return changes;
  };

  test('one that is behind by 90 s, and one that is ahead, are alive as long as lines come', () => {
    expect(run((nowMs) => ({ newestMs: nowMs - 90_000, stampedMs: nowMs - 90_000 }))).toEqual([]);
    expect(run((nowMs) => ({ newestMs: null, stampedMs: nowMs + 3_600_000 }))).toEqual([]);
    // It was ahead and is right again: the id still grows.
    expect(run((nowMs) => ({ newestMs: null, stampedMs: 9_999_999, storedMs: nowMs }))).toEqual([]);
  });

  test('one that was ahead and died is silent, also when the times come that its last lines bear', () => {
    const diesMs = 1_100_000;
    const leadMs = 600_000;
    const silentMs: number[] = [];
    let watch = newWatch;
    for (let nowMs = 1_000_000; nowMs < 2_000_000; nowMs += roundMs) {
      const lastMs = Math.min(nowMs, diesMs);
      const stampedMs = lastMs + leadMs;
      const heartbeat = { newestMs: Math.min(nowMs, stampedMs), stampedMs, storedMs: lastMs };
      const judged = round(watch, nowMs, heartbeat);
      watch = judged.watch;
      if (judged.changes.length > 0) silentMs.push(nowMs);
    }
    const [first = 0] = silentMs;
    expect(first - diesMs).toBeGreaterThan(50_000);
    expect(first - diesMs).toBeLessThanOrEqual(65_000);
    expect(silentMs).toHaveLength(Math.ceil((2_000_000 - first) / roundMs));
  });

  test('they are silent when no line comes', () => {
    expect(run(() => ({ newestMs: 910_000, stampedMs: 910_000 }))).toHaveLength(100 - 20);
    expect(run(() => ({ newestMs: null, stampedMs: 9_999_999 })).length).toBeGreaterThan(0);
  });
});
