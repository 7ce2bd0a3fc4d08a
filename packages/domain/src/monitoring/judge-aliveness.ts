import { groupBy } from '../group-by.ts';
import { type AliveFindings, findAliveness, notRunning } from './aliveness.ts';
import type { ClusterEvidence, ClusterJudgement } from './judge-cluster.ts';
import {
  type FailureChange,
  type FailureKey,
  type Finding,
  judgeMonitor,
  keyText,
  type ListedUnits,
  type OpenFailure,
  stillOpen,
} from './life-cycle.ts';
import { type AliveType, blockedForMs, programOf } from './log-line.ts';
import { nobodyTogether, type Together } from './together.ts';
import { type Subject, subjectOfUnit, type Watch } from './watch.ts';

const cccKey = aliveKey('apis_ccc_alive');
/** The failure that stands for many units has none of its own. */
const togetherKey = aliveKey('apis_main_alive');

/** What the checks of who is alive change, and what of them to know in the next round. */
export function judgeAliveness(evidence: ClusterEvidence): ClusterJudgement {
  const { nowMs, watch, settings, open } = evidence;
  const openByKey = groupBy(open, keyText);
  const openOf = (key: FailureKey) => openByKey.get(keyText(key)) ?? [];
  const toldUnitIds = open.flatMap(({ type, unitId }) =>
    type === 'apis_main_alive' && unitId !== null ? [unitId] : [],
  );
  const findings = findAliveness({
    ...evidence,
    blocked: blockedSubjects(evidence),
    isCccOpen: openOf(cccKey).length > 0,
    isTogetherOpen: openOf(togetherKey).length > 0,
    toldUnitIds: new Set(toldUnitIds),
  });
  const pendingMs: Record<string, number> = {};
  const covered = [...new Set([...watch.covered, ...findings.covered])];
  /** An alarm waits for its confirmation. */
  const confirm = (key: FailureKey): boolean => {
    const text = keyText(key);
    const sinceMs = watch.pendingMs[text] ?? nowMs;
    const isConfirmed = nowMs - sinceMs >= (settings[key.type]?.confirmMs ?? 0);
    if (!isConfirmed) pendingMs[text] = sinceMs;
    return isConfirmed;
  };
  const coveredBack = unitsOf(covered).filter((id) => !findings.quiet.has(id));
  // First who is heard again: what closes below is then over for the others only because nobody tells of them any more.
  const changes = list(openOf(cccKey), listedOf(covered, coveredBack), listedOf(watch.covered, watch.coveredBack));
  const found = listFindings(findings, covered).flatMap(([key, finding]) => {
    const isNew = finding.outcome === 'failed' && openOf(key).length === 0;
    return judgeMonitor(key, openOf(key), isNew && !confirm(key) ? { outcome: 'unknown' } : finding);
  });
  changes.push(...found);
  const isCccOpen = isOpenAfter(cccKey, open, changes);
  if (isCccOpen && covered.length > watch.covered.length)
    changes.push(...describe(openOf(cccKey), describeSilence(covered)));

  const together = judgeTogether(findings, { open: openOf(togetherKey), before: watch.together, confirm });
  changes.push(...together.changes);
  const next = {
    ...watch,
    pendingMs,
    together: together.next,
    ...(isCccOpen ? { covered, coveredBack } : { covered: [], coveredBack: [] }),
  };
  const unitJudgeFromMs = excuse(evidence, together.excused);
  return { watch: { ...restartCovered(next, { findings, isCccOpen, nowMs }), unitJudgeFromMs }, changes };
}

type TogetherJudgement = {
  changes: FailureChange[];
  next: Together;
  /** They are silent still, and their failure is over. */
  excused: readonly string[];
};

/** The failure that stands for units that fell silent together; one that grows is told anew, as another. */
function judgeTogether(
  { together, gridMaster, isMasterCovered }: AliveFindings,
  { open, before, confirm }: { open: readonly OpenFailure[]; before: Together; confirm: (key: FailureKey) => boolean },
): TogetherJudgement {
  if (together === null) return { changes: [], next: nobodyTogether, excused: [] };
  const { members, hasJoined, isOver, began } = together;
  const listed = list(open, members, before);
  const changes = [...listed, ...judgeMonitor(togetherKey, open, { outcome: isOver ? 'ok' : 'unknown' })];
  if (isOver) return { changes, next: nobodyTogether, excused: members.silent };
  const descriptionOf = ({ silent, back }: Together) =>
    describeSilence([
      ...[...silent, ...back].map(subjectOfUnit),
      ...(gridMaster && isMasterCovered ? (['gridMaster'] satisfies Subject[]) : []),
    ]);
  if (began && confirm(togetherKey)) {
    const grown = open.map(({ id }): FailureChange => ({ act: 'close', failureId: id, reason: 'grown' }));
    const description = descriptionOf(began);
    return {
      changes: [
        ...listed,
        ...grown,
        { act: 'detect', key: togetherKey, description, lineCount: 0, unitIds: began.silent },
      ],
      next: began,
      excused: [],
    };
  }
  if (hasJoined) changes.push(...describe(open, descriptionOf(members)));
  return { changes, next: members, excused: [] };
}

/** Whoever was covered is judged anew when the alert is over: it may need a moment to be back as well. */
function restartCovered(
  watch: Watch,
  { findings, isCccOpen, nowMs }: { findings: AliveFindings; isCccOpen: boolean; nowMs: number },
): Watch {
  const judgeFromMs = { ...watch.judgeFromMs };
  if (isCccOpen && judgeFromMs.apis_main_alive !== undefined) judgeFromMs.apis_main_alive = nowMs;
  if ((isCccOpen || findings.isMasterCovered) && judgeFromMs.grid_master_alive !== undefined)
    judgeFromMs.grid_master_alive = nowMs;
  return { ...watch, judgeFromMs };
}

/** From when on silence of single units counts, as long as that makes a difference: of the given ones, from now on. */
function excuse({ watch, settings, nowMs }: ClusterEvidence, unitIds: readonly string[]): Watch['unitJudgeFromMs'] {
  const windowMs = settings.apis_main_alive?.windowMs ?? 0;
  const lasting = Object.entries(watch.unitJudgeFromMs).filter(([, fromMs]) => nowMs - fromMs < windowMs);
  return Object.fromEntries([...lasting, ...unitIds.map((id) => [subjectOfUnit(id), nowMs] as const)]);
}

/** The checks of single programs. The alert of apis-ccc names whom it covers. */
function listFindings({ ccc, gridMaster, units }: AliveFindings, covered: readonly string[]): [FailureKey, Finding][] {
  const ofCcc: Finding | null =
    ccc?.outcome === 'failed' ? { ...ccc, description: describeSilence(covered), unitIds: unitsOf(covered) } : ccc;
  return [
    ...(ofCcc ? [[cccKey, ofCcc] as [FailureKey, Finding]] : []),
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

/** The oldest is the one that counts. */
function describe([failure]: readonly OpenFailure[], description: string): FailureChange[] {
  if (!failure) return [];
  return [{ act: 'describe', failureId: failure.id, description, lineCount: failure.lineCount, hasNewLines: false }];
}

/** Whom a failure stands for has changed, or who of them is heard again. */
function list([failure]: readonly OpenFailure[], units: ListedUnits, before: ListedUnits): FailureChange[] {
  const { silent, back } = units;
  const keyOf = (one: ListedUnits) => JSON.stringify([[...one.silent].sort(), [...one.back].sort()]);
  if (!failure || keyOf(units) === keyOf(before)) return [];
  return [{ act: 'list', failureId: failure.id, units: { silent, back } }];
}

function listedOf(covered: readonly string[], back: readonly string[]): ListedUnits {
  return { silent: unitsOf(covered).filter((id) => !back.includes(id)), back };
}

function unitsOf(covered: readonly string[]): string[] {
  return covered.flatMap((subject) => (subject.startsWith('unit ') ? [subject.slice('unit '.length)] : []));
}

/** What an alert says that stands for others. */
function describeSilence(covered: readonly string[]): string {
  const units = unitsOf(covered);
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
