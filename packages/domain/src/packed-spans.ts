import type { AvailabilitySpan, TimeKind, TimeReason } from './availability.ts';

/**
 * Spans that follow each other, as pairs of numbers: what it was (an index into `spanStates`) and for how many ms. A
 * thousand units over a month stay small on their way to a browser.
 */
export type PackedSpans = number[];

type SpanState = { kind: TimeKind; reason: TimeReason | null };

/** Everything a span can be. The order is that of the packed form. */
const spanStates: readonly SpanState[] = [
  { kind: 'up', reason: null },
  { kind: 'down', reason: 'loss' },
  { kind: 'down', reason: 'mode' },
  { kind: 'unknown', reason: 'notRead' },
  { kind: 'unknown', reason: 'noReport' },
  { kind: 'unknown', reason: 'future' },
  { kind: 'notInService', reason: null },
];

/** @throws RangeError for a span of a kind and reason that do not go together. */
export function packSpans(spans: readonly AvailabilitySpan[]): PackedSpans {
  return spans.flatMap(({ kind, reason, fromMs, toMs }) => {
    const index = spanStates.findIndex((state) => state.kind === kind && state.reason === reason);
    if (index === -1) throw new RangeError(`No span is ${kind} because of ${reason}`);
    return [index, toMs - fromMs];
  });
}

/** The spans again; the first begins at `fromMs`, where their period does. @throws RangeError for a state there is not. */
export function unpackSpans(packed: PackedSpans, fromMs: number): AvailabilitySpan[] {
  const spans: AvailabilitySpan[] = [];
  let atMs = fromMs;
  for (let i = 0; i < packed.length; i += 2) {
    const state = spanStates[packed[i] ?? -1];
    if (!state) throw new RangeError(`There is no state ${packed[i]}`);
    const toMs = atMs + (packed[i + 1] ?? 0);
    spans.push({ fromMs: atMs, toMs, ...state });
    atMs = toMs;
  }
  return spans;
}
