import type { Subject } from '@commonwatt/domain/monitoring/watch';
import { between, type Random } from '@commonwatt/simulator/random';
import type { SignOfLife } from '../alerts/signs-of-life.ts';

/** From `fromMs` (included) to `toMs` (excluded). */
export type Span = { fromMs: number; toMs: number };

/** How a program speaks while it runs. */
export type Habit = {
  /** The pause between two signs of life is longer by up to this. */
  jitterMs: number;
  /** Each is stored up to so long after it was said. */
  lateMs: number;
  /** This share of them never arrives. */
  lostShare: number;
  /** Its clock is ahead by this. */
  clockMs: number;
};

export const regular: Habit = { jitterMs: 0, lateMs: 300, lostShare: 0, clockMs: 0 };

/** As in shipped configurations. */
export function periodMsOf(subject: Subject): number {
  return subject === 'apis-ccc' ? 30_000 : 5_000;
}

export function isWithin(spans: readonly Span[], ms: number): boolean {
  return spans.some(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);
}

/** Every sign of life of a program in a span of time except while it is silent, in the order in which it says them. */
export function signsOfLife(
  subject: Subject,
  { span, silent, habit = regular }: { span: Span; silent: readonly Span[]; habit?: Habit },
  random: Random,
): SignOfLife[] {
  const { jitterMs, lateMs, lostShare, clockMs } = habit;
  const periodMs = periodMsOf(subject);
  const signs: SignOfLife[] = [];
  let saidMs = span.fromMs + between(random, 0, periodMs);
  while (saidMs < span.toMs) {
    const isLost = between(random, 0, 1) < lostShare;
    const storedMs = saidMs + between(random, 0, lateMs);
    if (!isLost && !isWithin(silent, saidMs)) signs.push({ subject, stampedMs: saidMs + clockMs, storedMs });
    saidMs += periodMs + between(random, 0, jitterMs);
  }
  return signs;
}
