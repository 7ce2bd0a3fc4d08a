import type { AvailabilitySpan, Span } from './availability.ts';

/** A time of being down as people count it: its parts follow each other with less than a minute between them. */
export type Outage = Span & {
  /** Time down (ms); what lies between the parts does not count. */
  downMs: number;
  parts: AvailabilitySpan[];
};

/** Downtimes with less than this between them are one outage. */
const joinWithinMs = 60_000;

/** The outages among the spans of a unit, which must be in order. Their `downMs` add up to the time down of the spans. */
export function findOutages(spans: readonly AvailabilitySpan[]): Outage[] {
  const outages: Outage[] = [];
  for (const span of spans) {
    if (span.kind !== 'down') continue;
    const { fromMs, toMs } = span;
    const last = outages.at(-1);
    if (last && fromMs - last.toMs < joinWithinMs) {
      last.toMs = toMs;
      last.downMs += toMs - fromMs;
      last.parts.push(span);
    } else {
      outages.push({ fromMs, toMs, downMs: toMs - fromMs, parts: [span] });
    }
  }
  return outages;
}
