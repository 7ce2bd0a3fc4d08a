import { describe, expect, test } from 'vitest';
import { failureMail, type Incident } from './failure-message.ts';
import { type ClusterEvidence, judgeCluster } from './judge-cluster.ts';
import type { FailureChange, OpenFailure } from './life-cycle.ts';
import { heartbeatOf, type LogLine, severeTypeOf } from './log-line.ts';
import type { MonitorType } from './monitor-types.ts';
import { describeSevere } from './severe-description.ts';
import { type Heartbeat, newWatch, type Watch } from './watch.ts';

// The acceptance vectors of monitoring, V-60 … V-71, by name; and what is around them.

const startMs = Date.UTC(2026, 5, 9, 5, 32);
const on = { windowMs: 60_000, confirmMs: 0 };
const settingsFor = (...types: MonitorType[]) => Object.fromEntries(types.map((type) => [type, on]));

function evidence(parts: Partial<ClusterEvidence> & { nowMs: number }): ClusterEvidence {
  return {
    readAtMs: parts.nowMs - 3_000,
    timeZone: 'Asia/Tokyo',
    unitIds: ['E001', 'E002'],
    settings: settingsFor('apis_main_alive'),
    threadBlockingLimitMs: 300_000,
    watch: newWatch,
    heartbeats: [],
    blockedLines: [],
    severeLines: [],
    areReportsArriving: false,
    open: [],
    ...parts,
  };
}

function beat(unitId: string | null, atMs: number, message = 'uri : /x', programId = 'apis-main'): Heartbeat {
  return { programId, unitId, message, newestMs: atMs, stampedMs: atMs, storedMs: 0 };
}

/** A watch that has judged for longer than a window. */
const watching: Watch = {
  ...newWatch,
  judgeFromMs: {
    apis_main_alive: startMs - 3_600_000,
    apis_ccc_alive: startMs - 3_600_000,
    grid_master_alive: startMs - 3_600_000,
  },
};

function opened(change: FailureChange | undefined, id: number): OpenFailure {
  if (change?.act !== 'detect') throw new Error('nothing was detected');
  const { key, description, lineCount } = change;
  return { id, ...key, description, lineCount, detectedMs: startMs, lastLineMs: lineCount > 0 ? startMs : null };
}

function line(parts: Partial<LogLine>): LogLine {
  return { key: 'k', programId: 'apis-main', unitId: 'E001', atMs: startMs, logger: 'x', message: 'm', ...parts };
}

function incident(parts: Partial<Incident>): Incident {
  return {
    failureId: 7,
    type: 'apis_main_alive',
    communityId: 'oss_community',
    clusterId: 'oss_cluster',
    programId: 'apis-main',
    unitId: 'E002',
    detectedMs: startMs,
    closedMs: null,
    description: 'The program may not be running.',
    closeReason: null,
    timeZone: 'Asia/Tokyo',
    ...parts,
  };
}

test('V-60: without a monitor that is switched on nothing is checked', () => {
  const { changes } = judgeCluster(evidence({ nowMs: startMs, settings: {}, watch: watching }));
  expect(changes).toEqual([]);
});

describe('V-61 … V-63: the life of a failure', () => {
  const first = judgeCluster(
    evidence({ nowMs: startMs, watch: watching, heartbeats: [beat('E001', startMs - 10_000)] }),
  );
  const failure = () => opened(first.changes[0], 1);

  test('V-61: one unit is heard, the other is not: one failure, with its mail', () => {
    expect(first.changes).toEqual([
      {
        act: 'detect',
        key: { type: 'apis_main_alive', programId: 'apis-main', unitId: 'E002' },
        description: 'The program may not be running.',
        lineCount: 0,
      },
    ]);
    expect(failureMail(incident({}), 'en')).toEqual({
      subject: '[apis_main_alive] failure detected : oss_community > oss_cluster > apis-main > E002',
      text: [
        'failure detected',
        '',
        'type: apis_main_alive',
        'communityId : oss_community',
        'clusterId: oss_cluster',
        'programId: apis-main',
        'unitId: E002',
        'detected: 2026-06-09 14:32:00+09:00',
        '',
        'The program may not be running.',
      ].join('\n'),
    });
  });

  test('V-62: in the next round nothing is new', () => {
    const nowMs = startMs + 3_000;
    const beats = [beat('E001', nowMs - 1_000)];
    const next = judgeCluster(evidence({ nowMs, watch: first.watch, heartbeats: beats, open: [failure()] }));
    expect(next.changes).toEqual([]);
  });

  test('V-63: it is heard again: closed, and told with its end', () => {
    const nowMs = startMs + 6_000;
    const heartbeats = [beat('E001', nowMs - 1_000), beat('E002', nowMs - 500)];
    const next = judgeCluster(evidence({ nowMs, watch: first.watch, heartbeats, open: [failure()] }));
    expect(next.changes).toEqual([{ act: 'close', failureId: 1, reason: null }]);
    const { subject, text } = failureMail(incident({ closedMs: startMs + 6_250 }), 'en');
    expect(subject).toBe('[apis_main_alive] failure closed : oss_community > oss_cluster > apis-main > E002');
    expect(text.split('\n')[0]).toBe('failure closed');
    expect(text).toContain('\nclosed: 2026-06-09 14:32:06.250000+09:00\n\nThe program');
  });
});

test.for([
  [300_000, 0],
  [300_001, 1],
] as const)('V-64: a heartbeat, and a thread blocked for %i ms: %i failures', ([blockedMs, count]) => {
  const message = `Thread Thread[x,5,main] has been blocked for ${blockedMs} ms, time limit is 2000 ms`;
  const heartbeats = [beat('E001', startMs - 1_000), beat('E002', startMs - 1_000)];
  const blockedLines = [line({ message })];
  const { changes } = judgeCluster(evidence({ nowMs: startMs, watch: watching, heartbeats, blockedLines }));
  expect(changes.map((change) => change.act === 'detect' && change.key.unitId)).toEqual(count ? ['E001'] : []);
});

test.for([
  ['apis-main', 'uri : /x', 'apis_main_alive'],
  ['apis-main', 'uri: /x', null],
  ['apis-main', ' uri : /x', null],
  ['apis-main', 'gridMasterUnitId : E001', 'grid_master_alive'],
  ['apis-main', 'locked; gridMasterUnitId : E001', null],
  ['apis-ccc', 'reporting unit data ...', 'apis_ccc_alive'],
  ['apis-ccc', 'uri : /x', null],
  ['apis-main', null, null],
] as const)('V-65: %s saying "%s" is a sign of %s', ([programId, message, type]) => {
  expect(heartbeatOf({ programId, message })).toBe(type);
});

test.for([
  ['apis-ccc', 'x (TIMEOUT,-1) Timed out. address: a, repliedAddress: apis.GridMaster.data.all', null],
  ['apis-ccc', '(NO_HANDLERS,-1) No handlers for address apis.GridMaster.data.all', null],
  ['apis-ccc', '(TIMEOUT,-1) repliedAddress:apis.GridMaster.data.all', 'apis_ccc_severe'],
  ['apis-ccc', '(TIMEOUT,-1)\n apis.GridMaster.data.all', 'apis_ccc_severe'],
  ['apis-ccc', '(TIMEOUT,-1) repliedAddress: apis.Mediator.deals', 'apis_ccc_severe'],
  ['apis-ccc', null, 'apis_ccc_severe'],
  ['apis-main', '(TIMEOUT,-1) x apis.GridMaster.data.all', 'apis_main_severe'],
  ['apis-log', 'x', 'apis_log_severe'],
  ['apis-web', 'x', null],
] as const)('V-66: SEVERE of %s, "%s", concerns %s', ([programId, message, type]) => {
  expect(severeTypeOf({ programId, message })).toBe(type);
});

const at = '[2026-06-09 14:32:00+09:00]';
test.for([
  [
    'V-67: the place in the source is left out',
    { message: '(USER:LOCAL:ERROR:E001) None [a.b.C.m(C.java:1)]' },
    `${at} (USER:LOCAL:ERROR:E001) None`,
  ],
  ['only the last bracket is left out', { message: 'a [b] [c]' }, `${at} a [b]`],
  [
    'V-68: two lines of clustering stay as they are',
    { logger: 'com.hazelcast.x', message: 'one\ntwo [x]' },
    `${at} Clustering Manager failure ; one\ntwo [x]`,
  ],
  ['Vert.x', { logger: 'io.vertx.core.x', message: 'm [x]' }, `${at} Vert.x failure ; m`],
  ['no message', { message: null }, `${at} None`],
  ['no time', { atMs: null }, '[] m'],
  ['a fraction of a second', { atMs: startMs + 7 }, '[2026-06-09 14:32:00.007000+09:00] m'],
] as const)('%s', ([, parts, described]) => {
  const text = describeSevere('apis_main_severe', [line(parts)], 'Asia/Tokyo');
  expect(text).toBe(`There seems to be a problem.\n\n${described}`);
});

test('lines are in the order of their time, undated ones first; apis-ccc keeps its brackets', () => {
  const lines = [line({ message: 'b [x]', atMs: startMs + 1_000 }), line({ message: 'a' }), line({ atMs: null })];
  const text = describeSevere('apis_ccc_severe', lines, 'UTC');
  expect(text.split('\n').slice(2)).toEqual([
    '[] m',
    '[2026-06-09 05:32:00+00:00] a',
    '[2026-06-09 05:32:01+00:00] b [x]',
  ]);
});

test('V-69: a failure of the grid master names neither program nor unit', () => {
  const heartbeats = [beat('E001', startMs), beat('E002', startMs)];
  const settings = settingsFor('grid_master_alive');
  const { changes } = judgeCluster(evidence({ nowMs: startMs, settings, watch: watching, heartbeats }));
  const key = { type: 'grid_master_alive', programId: null, unitId: null } as const;
  const description = 'The GridMaster service may not be running.';
  expect(changes).toEqual([{ act: 'detect', key, description, lineCount: 0 }]);
  const { subject, text } = failureMail(incident({ ...key, description }), 'en');
  expect(subject).toBe('[grid_master_alive] failure detected : oss_community > oss_cluster');
  expect(text).not.toMatch(/programId|unitId/);
});

test('V-70: only units in service are checked', () => {
  const { changes } = judgeCluster(evidence({ nowMs: startMs, watch: watching, unitIds: ['E002'] }));
  expect(changes.map((change) => change.act === 'detect' && change.key.unitId)).toEqual(['E002']);
  expect(judgeCluster(evidence({ nowMs: startMs, watch: watching, unitIds: [] })).changes).toEqual([]);
});

// The old service center left them open for ever (V-71); here they close, and say why.
test.for([
  ['V-71: the monitor was switched off', { settings: settingsFor('apis_ccc_alive') }, 'monitorOff'],
  ['the unit is not in service any more', { unitIds: ['E001'] }, 'unitLeft'],
  ['no unit of the cluster is', { unitIds: [] }, 'clusterLeft'],
] as const)('%s: its failure closes with the reason', ([, parts, reason]) => {
  const key = { type: 'apis_main_alive', programId: 'apis-main', unitId: 'E002' } as const;
  const open = [{ id: 3, ...key, description: null, lineCount: 0, detectedMs: startMs, lastLineMs: null }];
  const beats = [beat('E001', startMs), beat(null, startMs, 'reporting unit data ...', 'apis-ccc')];
  const { changes } = judgeCluster(evidence({ nowMs: startMs, watch: watching, heartbeats: beats, open, ...parts }));
  expect(changes).toEqual([{ act: 'close', failureId: 3, reason }]);
  expect(failureMail(incident({ closedMs: startMs, closeReason: reason }), 'en').text).toMatch(
    /\n\nClosed because .+\.$/,
  );
});

test('a mail never grows a header out of an id, and Japanese ones say the same', () => {
  const odd = failureMail(incident({ unitId: 'E\r\nBcc: x' }), 'en');
  expect(odd.subject).not.toMatch(/[\r\n]/);
  const { subject, text } = failureMail(incident({ closedMs: startMs }), 'ja');
  expect(subject).toBe('[apis_main_alive] 障害終了 : oss_community > oss_cluster > apis-main > E002');
  expect(text).toContain('ユニット ID: E002');
});
