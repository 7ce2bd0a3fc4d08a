import { groupBy } from '../group-by.ts';
import { type AliveFindings, type AliveSetting, findAliveness, notRunning } from './aliveness.ts';
import {
  closeAbandoned,
  type FailureChange,
  type FailureKey,
  type Finding,
  judgeMonitor,
  keyText,
  type OpenFailure,
} from './life-cycle.ts';
import {
  type AliveType,
  aliveTypes,
  blockedForMs,
  type LogLine,
  programOf,
  type SevereType,
  severeTypeOf,
  severeTypes,
} from './log-line.ts';
import type { MonitorType } from './monitor-types.ts';
import { appendSevere, describeSevere } from './severe-description.ts';
import {
  beginJudging,
  forgetOthers,
  type Heartbeat,
  hear,
  newWatch,
  type Subject,
  subjectOfUnit,
  type Watch,
} from './watch.ts';

/** We did not look for so long: what was not heard meanwhile proves nothing. */
const pauseMs = 20_000;

/** What a round knows of a cluster. Times are epoch ms of our clock unless said otherwise. */
export type ClusterEvidence = {
  nowMs: number;
  /** When the round before was; null: there was none. */
  readAtMs: number | null;
  timeZone: string;
  /** Units in service. */
  unitIds: readonly string[];
  /** The monitors that are switched on. */
  settings: Readonly<Partial<Record<MonitorType, AliveSetting>>>;
  /** A thread that is blocked for longer fails the check of its program. */
  threadBlockingLimitMs: number;
  watch: Watch;
  heartbeats: readonly Heartbeat[];
  /** Warnings of blocked threads in the window. */
  blockedLines: readonly LogLine[];
  /** SEVERE lines that were not judged before. */
  severeLines: readonly LogLine[];
  areReportsArriving: boolean;
  open: readonly OpenFailure[];
};

export type ClusterJudgement = { watch: Watch; changes: FailureChange[] };

/** One round over one cluster: what its failures become, and what to know in the next round. */
export function judgeCluster(evidence: ClusterEvidence): ClusterJudgement {
  const { nowMs, readAtMs, unitIds, settings } = evidence;
  const activeTypes = Object.keys(settings) as MonitorType[];
  const changes = closeAbandoned(evidence.open, { activeTypes, unitIds });
  // Without a unit in service nothing is checked, and everything begins anew when one is.
  if (unitIds.length === 0) return { watch: newWatch, changes };
  const open = stillOpen(evidence.open, changes);
  const heard = hear(evidence.watch, evidence.heartbeats, { sinceMs: readAtMs ?? nowMs, nowMs });
  const wasAway = readAtMs !== null && nowMs - readAtMs > pauseMs;
  const active = aliveTypes.filter((type) => settings[type] !== undefined);
  const watch = beginJudging(forgetOthers(heard, unitIds), { active, wasAway, nowMs });
  const alive = judgeAliveness({ ...evidence, watch, open });
  return { watch: alive.watch, changes: [...changes, ...alive.changes, ...judgeSevere({ ...evidence, open })] };
}

function judgeAliveness(evidence: ClusterEvidence): ClusterJudgement {
  const { nowMs, watch, settings, open } = evidence;
  const openByKey = groupBy(open, keyText);
  const has = (key: FailureKey) => openByKey.has(keyText(key));
  const findings = findAliveness({
    ...evidence,
    blocked: blockedSubjects(evidence),
    isCccOpen: has(aliveKey('apis_ccc_alive')),
    isClusterOpen: has(aliveKey('apis_main_alive')),
  });
  const pendingMs: Record<string, number> = {};
  const changes: FailureChange[] = [];
  const covered = [...new Set([...watch.covered, ...findings.covered])];
  for (const [key, finding] of listFindings(findings)) {
    const text = keyText(key);
    const failures = openByKey.get(text) ?? [];
    let confirmed = finding;
    if (finding.outcome === 'failed' && failures.length === 0) {
      const sinceMs = watch.pendingMs[text] ?? nowMs;
      if (nowMs - sinceMs < (settings[key.type]?.confirmMs ?? 0)) {
        pendingMs[text] = sinceMs;
        confirmed = { outcome: 'unknown' };
      }
    }
    changes.push(...judgeMonitor(key, failures, withCovered(key, confirmed, covered)));
  }
  const carrier = [aliveKey('apis_ccc_alive'), aliveKey('apis_main_alive')].find((key) =>
    isOpenAfter(key, open, changes),
  );
  const next = { ...watch, pendingMs, covered: carrier ? covered : [] };
  if (carrier && next.covered.length > watch.covered.length)
    changes.push(...describeCovered(openByKey.get(keyText(carrier))?.[0] ?? null, covered));
  return { watch: restartCovered(next, { findings, hasCarrier: carrier !== undefined, nowMs }), changes };
}

/** Whoever was covered is judged anew when the alert is over: it may need a moment to be back as well. */
function restartCovered(
  watch: Watch,
  { findings, hasCarrier, nowMs }: { findings: AliveFindings; hasCarrier: boolean; nowMs: number },
): Watch {
  const judgeFromMs = { ...watch.judgeFromMs };
  if (hasCarrier && judgeFromMs.apis_main_alive !== undefined) judgeFromMs.apis_main_alive = nowMs;
  if ((hasCarrier || findings.isMasterCovered) && judgeFromMs.grid_master_alive !== undefined)
    judgeFromMs.grid_master_alive = nowMs;
  return { ...watch, judgeFromMs };
}

function listFindings({ ccc, gridMaster, cluster, units }: AliveFindings): [FailureKey, Finding][] {
  return [
    ...(ccc ? [[aliveKey('apis_ccc_alive'), ccc] as [FailureKey, Finding]] : []),
    ...(cluster ? [[aliveKey('apis_main_alive'), cluster] as [FailureKey, Finding]] : []),
    ...(gridMaster ? [[aliveKey('grid_master_alive'), gridMaster] as [FailureKey, Finding]] : []),
    ...[...units].map(([unitId, finding]): [FailureKey, Finding] => [aliveKey('apis_main_alive', unitId), finding]),
  ];
}

function aliveKey(type: AliveType, unitId: string | null = null): FailureKey {
  return { type, programId: type === 'grid_master_alive' ? null : programOf[type], unitId };
}

function isOpenAfter(key: FailureKey, open: readonly OpenFailure[], changes: readonly FailureChange[]): boolean {
  const text = keyText(key);
  const isDetected = changes.some((change) => change.act === 'detect' && keyText(change.key) === text);
  return isDetected || stillOpen(open, changes).some((failure) => keyText(failure) === text);
}

function stillOpen(open: readonly OpenFailure[], changes: readonly FailureChange[]): OpenFailure[] {
  const closed = new Set(changes.flatMap((change) => (change.act === 'close' ? [change.failureId] : [])));
  return open.filter(({ id }) => !closed.has(id));
}

/** The alerts that stand for others name them. */
function withCovered(key: FailureKey, finding: Finding, covered: readonly string[]): Finding {
  const isCarrier = key.unitId === null && key.type !== 'grid_master_alive';
  if (finding.outcome !== 'failed' || !isCarrier) return finding;
  return { ...finding, description: coveredDescription(covered) };
}

function describeCovered(failure: OpenFailure | null, covered: readonly string[]): FailureChange[] {
  if (!failure) return [];
  const description = coveredDescription(covered);
  return [{ act: 'describe', failureId: failure.id, description, lineCount: failure.lineCount, hasNewLines: false }];
}

function coveredDescription(covered: readonly string[]): string {
  const units = covered.flatMap((subject) => (subject.startsWith('unit ') ? [subject.slice('unit '.length)] : []));
  const lines = [
    ...(units.length > 0 ? [`No sign of life either of ${units.length} units: ${units.join(', ')}`] : []),
    ...(covered.includes('gridMaster') ? ['No sign of life either of the GridMaster service'] : []),
  ];
  return lines.length === 0 ? notRunning : [notRunning, '', ...lines].join('\n');
}

/** Who said within the window of its monitor that a thread was blocked for too long. */
function blockedSubjects(evidence: ClusterEvidence): Set<Subject> {
  const { blockedLines, threadBlockingLimitMs, settings, nowMs } = evidence;
  return new Set(
    blockedLines.flatMap((line): Subject[] => {
      const type = line.programId === 'apis-ccc' ? 'apis_ccc_alive' : 'apis_main_alive';
      const isRecent = (line.atMs ?? 0) >= nowMs - (settings[type]?.windowMs ?? 0);
      if (!isRecent || (blockedForMs(line) ?? 0) <= threadBlockingLimitMs) return [];
      if (line.programId === 'apis-ccc') return ['apis-ccc'];
      return line.programId === 'apis-main' && line.unitId !== null ? [subjectOfUnit(line.unitId)] : [];
    }),
  );
}

function judgeSevere(evidence: ClusterEvidence): FailureChange[] {
  return severeTypes.flatMap((type) => (evidence.settings[type] ? judgeSevereType(evidence, type) : []));
}

function judgeSevereType(evidence: ClusterEvidence, type: SevereType): FailureChange[] {
  const { nowMs, timeZone, unitIds, settings, severeLines, open } = evidence;
  const lines = severeLines.filter((line) => severeTypeOf(line) === type);
  const byKey = groupBy(lines, (line) => severeKeyText(type, type === 'apis_main_severe' ? line.unitId : null));
  const openByKey = groupBy(
    open.filter((failure) => failure.type === type),
    keyText,
  );
  const keys = type === 'apis_main_severe' ? unitIds : [null];
  return keys.flatMap((unitId) => {
    const key: FailureKey = { type, programId: programOf[type], unitId };
    const failures = openByKey.get(keyText(key)) ?? [];
    const news = byKey.get(severeKeyText(type, unitId)) ?? [];
    const current = failures[0];
    if (news.length === 0) {
      const isOver = !current || nowMs - (current.lastLineMs ?? current.detectedMs) >= (settings[type]?.windowMs ?? 0);
      return judgeMonitor(key, failures, { outcome: isOver ? 'ok' : 'unknown' });
    }
    const description = describeSevere(type, news, timeZone);
    const changes = judgeMonitor(key, failures, { outcome: 'failed', description, lineCount: news.length });
    if (current) {
      const appended = appendSevere(current.description, { type, lines: news, timeZone });
      const lineCount = current.lineCount + news.length;
      changes.push({ act: 'describe', failureId: current.id, description: appended, lineCount, hasNewLines: true });
    }
    return changes;
  });
}

function severeKeyText(type: SevereType, unitId: string | null): string {
  return keyText({ type, programId: programOf[type], unitId });
}
