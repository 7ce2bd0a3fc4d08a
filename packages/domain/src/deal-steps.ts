import { z } from 'zod';
import type { Deal } from './deal.ts';
import { instant, text } from './document.ts';

/** A step in the life of a deal, in the words of the field. */
export type DealStepKind =
  | 'asked'
  | 'accepted'
  | 'made'
  | 'activated'
  | 'rampedUp'
  | 'warmedUp'
  | 'started'
  | 'stopped'
  | 'closed'
  | 'reset'
  | 'aborted'
  | 'emergencyStop';

/** `reasons`: why, in the words of the programs; empty when nothing was said. */
export type DealStep = { kind: DealStepKind; atMs: number; reasons: string[] };

type Life = Pick<
  Deal,
  | 'requestAt'
  | 'acceptAt'
  | 'createAt'
  | 'activateAt'
  | 'rampUpAt'
  | 'warmUpAt'
  | 'startAt'
  | 'stopAt'
  | 'deactivateAt'
  | 'abortAt'
  | 'abortReason'
  | 'scramAt'
  | 'scramReason'
>;

/** Trouble on the way: each time the deal was set back to its beginning, and each abort. */
export type DealTrouble = { at: Date; reason: string | null };

const troubleSchema = z.object({ dateTime: instant, reason: text });

/** Reads the lists `reset` and `abort` of a deal document; entries without an instant are left out. */
export function readTroubles(list: unknown): DealTrouble[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item) => {
    const { success, data } = troubleSchema.safeParse(item);
    return success && data.dateTime ? [{ at: data.dateTime, reason: data.reason }] : [];
  });
}

/**
 * The life of a deal as it went. What has not happened is left out. The regular steps keep their order whatever the clocks
 * of the two units say (an answer may bear an earlier time than its request); resets, aborts and an emergency stop stand
 * behind the last regular step that is not later.
 */
export function dealSteps(
  deal: Life,
  { resets, aborts }: { resets: readonly DealTrouble[]; aborts: readonly DealTrouble[] },
): DealStep[] {
  const steps: DealStep[] = [];
  const regular: [DealStepKind, Date | null][] = [
    ['asked', deal.requestAt],
    ['accepted', deal.acceptAt],
    ['made', deal.createAt],
    ['activated', deal.activateAt],
    ['rampedUp', deal.rampUpAt],
    ['warmedUp', deal.warmUpAt],
    ['started', deal.startAt],
    ['stopped', deal.stopAt],
    ['closed', deal.deactivateAt],
  ];
  for (const [kind, at] of regular) if (at) steps.push({ kind, atMs: at.getTime(), reasons: [] });
  for (const { at, reason } of resets)
    insert(steps, { kind: 'reset', atMs: at.getTime(), reasons: readReasons(reason) });
  const firstAbort = deal.abortAt ? [{ at: deal.abortAt, reason: deal.abortReason }] : [];
  for (const { at, reason } of aborts.length > 0 ? aborts : firstAbort) {
    insert(steps, { kind: 'aborted', atMs: at.getTime(), reasons: readReasons(reason) });
  }
  if (deal.scramAt) {
    insert(steps, { kind: 'emergencyStop', atMs: deal.scramAt.getTime(), reasons: readReasons(deal.scramReason) });
  }
  return steps;
}

/** A stop that trouble led to bears the same instant: the trouble comes before it, since it is the cause. */
function insert(steps: DealStep[], step: DealStep): void {
  const isBefore = ({ kind, atMs }: DealStep) =>
    atMs < step.atMs || (atMs === step.atMs && kind !== 'stopped' && kind !== 'closed');
  steps.splice(steps.findLastIndex(isBefore) + 1, 0, step);
}

const reasonList = z.array(z.string());

/** A reason is a sentence, or several error lines that apis-main wrote as a JSON list into the text. */
export function readReasons(reason: string | null): string[] {
  if (!reason) return [];
  if (!reason.startsWith('[')) return [reason];
  try {
    const list = reasonList.safeParse(JSON.parse(reason));
    return list.success ? list.data : [reason];
  } catch {
    return [reason];
  }
}
