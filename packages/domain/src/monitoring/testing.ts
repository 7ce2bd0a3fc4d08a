import { type ClusterEvidence, judgeCluster } from './judge-cluster.ts';
import type { FailureChange, FailureKey, ListedUnits, OpenFailure } from './life-cycle.ts';
import { type Heartbeat, newWatch, readWatch, type Watch } from './watch.ts';

export const roundMs = 3_000;
export const on = { windowMs: 60_000, confirmMs: 0 };
const allAlive = { apis_main_alive: on, apis_ccc_alive: on, grid_master_alive: on };

/** When each program speaks, as in shipped configurations: every 5 s, apis-ccc every 30 s. */
export type Life = { speaks: (subject: string, atMs: number) => boolean; unitIds: string[] };

/** A cluster that is watched round by round, by a clock that begins at 0. */
export function watchCluster({ speaks, unitIds }: Life, options: Partial<ClusterEvidence> = {}, lagMs = 0) {
  let watch: Watch = newWatch;
  let readAtMs: number | null = null;
  let open: OpenFailure[] = [];
  let nextId = 1;
  const listed = new Map<number, ListedUnits>();
  const events: [second: number, act: string, key: string][] = [];
  const nameOf = ({ type, unitId }: FailureKey) => (unitId === null ? type : `${type} ${unitId}`);

  function round(nowMs: number) {
    const heartbeats: Heartbeat[] = [];
    const sinceMs = Math.max(nowMs - 60_000, (readAtMs ?? 0) - 10_000);
    const hear = (subject: string, periodMs: number, offsetMs: number, parts: object) => {
      const first = Math.ceil((sinceMs - offsetMs) / periodMs) * periodMs + offsetMs;
      const times: number[] = [];
      for (let ms = first; ms <= nowMs - lagMs; ms += periodMs) if (speaks(subject, ms)) times.push(ms);
      const newestMs = times.at(-1);
      if (newestMs !== undefined)
        heartbeats.push({ ...(parts as Heartbeat), newestMs, stampedMs: newestMs, storedMs: 0 });
    };
    for (const [i, unitId] of unitIds.entries())
      hear(unitId, 5_000, (i * 700) % 5_000, { programId: 'apis-main', unitId, message: 'uri : /x' });
    hear('gridMaster', 5_000, 300, { programId: 'apis-main', unitId: 'x', message: 'gridMasterUnitId : x' });
    hear('ccc', 30_000, 100, { programId: 'apis-ccc', unitId: null, message: 'reporting unit data ...' });
    const judged = judgeCluster({
      nowMs,
      readAtMs,
      timeZone: 'UTC',
      unitIds,
      settings: allAlive,
      threadBlockingLimitMs: 300_000,
      watch,
      heartbeats,
      blockedLines: [],
      severeLines: [],
      areReportsArriving: false,
      open,
      ...options,
    });
    // As PostgreSQL would give it back.
    watch = readWatch(JSON.parse(JSON.stringify(judged.watch)));
    readAtMs = nowMs;
    for (const change of judged.changes) apply(change, nowMs);
  }

  function apply(change: FailureChange, nowMs: number) {
    if (change.act === 'detect') {
      const { key, description, lineCount, unitIds = [] } = change;
      open.push({ id: nextId, ...key, description, lineCount, detectedMs: nowMs, lastLineMs: null });
      listed.set(nextId, { silent: unitIds, back: [] });
      nextId += 1;
      events.push([nowMs / 1000, 'detected', nameOf(key)]);
    } else if (change.act === 'describe') {
      open = open.map((one) => (one.id === change.failureId ? { ...one, description: change.description } : one));
    } else if (change.act === 'list') {
      listed.set(change.failureId, change.units);
    } else {
      const closed = open.find(({ id }) => id === change.failureId);
      open = open.filter((one) => one !== closed);
      if (closed) events.push([nowMs / 1000, 'closed', nameOf(closed)]);
    }
  }

  return {
    events,
    /** Rounds until then; `look` sees what is known after each. */
    run(
      fromMs: number,
      toMs: number,
      look?: (nowMs: number, known: { watch: Watch; open: readonly OpenFailure[]; listed: typeof listed }) => void,
    ) {
      for (let ms = fromMs; ms <= toMs; ms += roundMs) {
        round(ms);
        look?.(ms, { watch, open, listed });
      }
    },
    descriptionOf: (type: string) => open.find((one) => one.type === type)?.description,
    /** Of the open failure of a type: whom it stands for. */
    listedOf: (type: string) => listed.get(open.find((one) => one.type === type)?.id ?? 0),
  };
}

export const homes = (count: number) => Array.from({ length: count }, (_, i) => `H${String(i + 1).padStart(3, '0')}`);
export const deathMs = 300_000;
