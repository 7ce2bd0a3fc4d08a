import type { Span } from './availability.ts';

/** Rounds come each minute; a pause of this length is one in which we, or the store, did not work. */
const pauseMs = 3 * 60_000;

/** True when so long nobody read what units report that it may be a time of our own in which nothing is known of them. */
export function isPause({ fromMs, toMs }: Span): boolean {
  return toMs - fromMs >= pauseMs;
}

/**
 * What is unknown of a pause of our own, in which `firstReportMs` is the first report that was stored nevertheless (null:
 * none was): the time until it. What other programs stored meanwhile is judged as ever. Null: nothing worth noting.
 */
export function unreadTime(pause: Span, firstReportMs: number | null): Span | null {
  const unread = { fromMs: pause.fromMs, toMs: firstReportMs ?? pause.toMs };
  return isPause(unread) ? unread : null;
}
