import {
  type Downtime,
  type DowntimeState,
  isRunningAt,
  openDowntime,
  replayDowntimes,
  stepDowntime,
  unknownUnit,
} from '@commonwatt/domain/downtime';
import type { UnitRef } from '@commonwatt/domain/refs';
import type { UnitProgress } from '@commonwatt/telemetry/downtime-progress';
import { listDowntimesEndingAfter, replaceDowntimes } from '@commonwatt/telemetry/downtimes';
import { findSampleTimeBefore, streamModeSamples, type UnitModeSample } from '@commonwatt/telemetry/mode-samples';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';

export type JudgeDeps = { telemetry: Telemetry; toleranceMs: number; nowMs: number };

/**
 * Judges samples of a unit that are all newer than its last one. Only a downtime that begins or ends is written; what was
 * written before a crash is written again, with the same result.
 */
export async function judgeNewSamples(
  deps: JudgeDeps,
  unit: UnitRef,
  progress: UnitProgress,
  samples: readonly UnitModeSample[],
): Promise<UnitProgress> {
  // A sample that is reported again and again, as of a dead driver, is no news.
  const news = samples.filter(({ atMs }) => progress.lastMs === null || atMs > progress.lastMs);
  const reportedMs = Math.max(progress.reportedMs, ...news.map((sample) => reportTimeMs(sample, deps)));
  const { lastMs, open: stored } = progress;
  const before = { lastMs, open: stored && isRunningAt(stored, lastMs ?? 0) ? stored : null };
  const { state, ended } = replayDowntimes(before, news, deps.toleranceMs);
  const open = openNow(state, reportedMs, deps);
  if (ended.length > 0 || open?.downMs !== progress.open?.downMs) {
    const wanted = open ? [...ended, open] : ended;
    await replaceDowntimes(deps.telemetry, { unit, afterMs: progress.lastMs ?? 0, wanted });
  }
  return { ...progress, lastMs: state.lastMs, reportedMs, open };
}

/**
 * Judges everything of a unit from `fromMs` on anew, whatever order it came in; null when it never reported. It begins at
 * the sample before, with the downtime that was stored for that instant.
 */
export async function judgeAgain(deps: JudgeDeps, unit: UnitRef, fromMs: number): Promise<UnitProgress | null> {
  const { telemetry, toleranceMs } = deps;
  const lastMs = await findSampleTimeBefore(telemetry, { unit, atMs: fromMs });
  let state: DowntimeState | null = null;
  let afterMs = 0;
  let reportedMs = 0;
  let firstMs: number | null = null;
  const ended: Downtime[] = [];
  for await (const sample of inOrder(streamModeSamples(telemetry, { unit, fromMs }))) {
    if (!state) {
      if (lastMs === null) firstMs = sample.atMs;
      afterMs = lastMs ?? sample.atMs - 1;
      state = { ...unknownUnit, lastMs, open: await findRunning(telemetry, unit, afterMs) };
    }
    const step = stepDowntime(state, sample, toleranceMs);
    state = step.state;
    reportedMs = Math.max(reportedMs, reportTimeMs(sample, deps));
    if (step.ended) ended.push(step.ended);
  }
  if (!state) return null;
  const open = openNow(state, reportedMs, deps);
  await replaceDowntimes(telemetry, { unit, afterMs, wanted: open ? [...ended, open] : ended });
  return { unitId: unit.unitId, firstMs, lastMs: state.lastMs, reportedMs, open };
}

/** Samples of one instant as one, first reported then, and down if any of them is: their order must not matter. */
async function* inOrder(samples: AsyncIterable<UnitModeSample>): AsyncGenerator<UnitModeSample> {
  let waiting: UnitModeSample | null = null;
  for await (const sample of samples) {
    if (waiting && waiting.atMs === sample.atMs) {
      const reportedMs = Math.min(waiting.reportedMs, sample.reportedMs);
      waiting = { ...sample, isDown: waiting.isDown || sample.isDown, reportedMs };
      continue;
    }
    if (waiting) yield waiting;
    waiting = sample;
  }
  if (waiting) yield waiting;
}

/** When a sample was reported, by the unit's own clock where the reporting one runs far ahead: it would hide a silence. */
function reportTimeMs({ reportedMs, atMs }: UnitModeSample, { nowMs, toleranceMs }: JudgeDeps): number {
  return reportedMs - nowMs < toleranceMs ? reportedMs : Math.min(atMs, nowMs);
}

/** Silence is judged by the reporting clock: the unit's own may be simulated, and runs on while nothing is reported. */
function openNow(state: DowntimeState, reportedMs: number, { nowMs, toleranceMs }: JudgeDeps) {
  const silentForMs = nowMs - reportedMs;
  const open = openDowntime(state, (state.lastMs ?? 0) + silentForMs, toleranceMs);
  return open && { downMs: open.downMs, recoveryMs: null, cause: open.cause };
}

async function findRunning(telemetry: Telemetry, unit: UnitRef, atMs: number): Promise<DowntimeState['open']> {
  const stored = await listDowntimesEndingAfter(telemetry, { unit, afterMs: atMs });
  const running = stored.find((downtime) => isRunningAt(downtime, atMs));
  return running ? { downMs: running.downMs, cause: running.cause } : null;
}
