import type { OperationMode } from './operation-mode.ts';

/** What one stored sample says about its unit. `atMs` is the unit's own clock (epoch ms). */
export type ModeSample = { atMs: number; isDown: boolean };

/** Why a unit counts as down: its samples stopped, or it said that it does not trade freely. */
export type DowntimeCause = 'loss' | 'mode';

/** One time of being down, from `downMs` (included) to `recoveryMs` (excluded; null: still down). Epoch ms. */
export type Downtime = { downMs: number; recoveryMs: number | null; cause: DowntimeCause };

/** All that has to be remembered of a unit between two samples; null: none so far. */
export type DowntimeState = { lastMs: number | null; open: { downMs: number; cause: DowntimeCause } | null };

export const unknownUnit: DowntimeState = { lastMs: null, open: null };

/** A gap of this length between two samples is a loss, unless configured otherwise. */
export const defaultLossToleranceMs = 600_000;

/** Every mode but `autonomous` counts as down, also the deliberate ones, and so does a mode that was not reported. */
export function isDownMode(effective: OperationMode | null): boolean {
  return effective !== 'autonomous';
}

/**
 * One sample later: the new state and the downtime that ended with it. The rules are those of the old service center: a
 * gap of `toleranceMs` or more is down from the sample before it; a unit that says it is down is so from that sample; one
 * that says it is well ends both. A sample that is not newer than the last one changes nothing.
 */
export function stepDowntime(
  state: DowntimeState,
  sample: ModeSample,
  toleranceMs: number,
): { state: DowntimeState; ended: Downtime | null } {
  const { lastMs } = state;
  if (lastMs !== null && sample.atMs <= lastMs) return { state, ended: null };
  const isLoss = lastMs !== null && sample.atMs - lastMs >= toleranceMs;
  let { open } = state;
  if (isLoss) open ??= { downMs: lastMs, cause: 'loss' };
  else if (sample.isDown) open ??= { downMs: sample.atMs, cause: 'mode' };
  const next = { lastMs: sample.atMs, open: sample.isDown ? open : null };
  const ended = open && !sample.isDown ? { ...open, recoveryMs: sample.atMs } : null;
  return { state: next, ended };
}

/**
 * Samples in the order in which they must be judged: by time, one for each instant. When two samples of one instant
 * differ, the unit counts as down, so that the order in which they came does not matter.
 */
function orderSamples(samples: readonly ModeSample[]): ModeSample[] {
  const byTime = new Map<number, boolean>();
  for (const { atMs, isDown } of samples) byTime.set(atMs, isDown || (byTime.get(atMs) ?? false));
  return [...byTime].map(([atMs, isDown]) => ({ atMs, isDown })).sort((a, b) => a.atMs - b.atMs);
}

/** Judges samples one after another, beginning with `state`; returns the state behind them and the downtimes that ended. */
export function replayDowntimes(
  state: DowntimeState,
  samples: readonly ModeSample[],
  toleranceMs: number,
): { state: DowntimeState; ended: Downtime[] } {
  let current = state;
  const ended: Downtime[] = [];
  for (const sample of orderSamples(samples)) {
    const step = stepDowntime(current, sample, toleranceMs);
    current = step.state;
    if (step.ended) ended.push(step.ended);
  }
  return { state: current, ended };
}

/**
 * The downtime that is going on at `nowMs`; null when there is none. Unlike the old service center, which saw a silence
 * only once it was over, a silence of `toleranceMs` is down already, from the last sample; when the unit returns, both
 * hold the same downtime.
 */
export function openDowntime({ lastMs, open }: DowntimeState, nowMs: number, toleranceMs: number): Downtime | null {
  if (open) return { ...open, recoveryMs: null };
  const isSilent = lastMs !== null && nowMs - lastMs >= toleranceMs;
  return isSilent ? { downMs: lastMs, recoveryMs: null, cause: 'loss' } : null;
}

/**
 * True when a downtime that was not over yet at the sample of `atMs` goes on behind it. A loss that begins with that very
 * sample is a mere silence: the next sample decides anew whether there is one.
 */
export function isRunningAt({ downMs, cause }: Pick<Downtime, 'downMs' | 'cause'>, atMs: number): boolean {
  return downMs < atMs || (downMs === atMs && cause === 'mode');
}
