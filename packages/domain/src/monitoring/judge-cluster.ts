import { groupBy } from '../group-by.ts';
import type { AliveSetting } from './aliveness.ts';
import { judgeAliveness } from './judge-aliveness.ts';
import {
  closeAbandoned,
  type FailureChange,
  type FailureKey,
  judgeMonitor,
  keyText,
  type OpenFailure,
  stillOpen,
} from './life-cycle.ts';
import { aliveTypes, type LogLine, programOf, type SevereType, severeTypeOf, severeTypes } from './log-line.ts';
import type { MonitorType } from './monitor-types.ts';
import { appendSevere, describeSevere } from './severe-description.ts';
import { beginJudging, forgetOthers, type Heartbeat, hear, newWatch, type Watch } from './watch.ts';

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
