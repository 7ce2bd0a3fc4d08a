import type { Span } from './availability.ts';
import type { SeriesPoint } from './series.ts';

/** The time in which a unit shared by one deal, with the mean power (W) that the deal moved in it. */
export type SharingSpan = Span & {
  dealId: string;
  direction: 'gave' | 'received';
  otherUnitId: string;
  powerW: number;
};

/**
 * The power (W) of all spans together as a line that holds each value until its next point, from the beginning of `range`
 * to its end. Where there is no deal it is 0.
 */
export function sharingLine(spans: readonly SharingSpan[], range: Span): SeriesPoint[] {
  const edges = spans.flatMap(({ fromMs, toMs }) => [fromMs, toMs]).filter((atMs) => atMs > range.fromMs);
  const instants = [...new Set([range.fromMs, ...edges])].filter((atMs) => atMs < range.toMs).sort((a, b) => a - b);
  return instants.map((atMs) => ({
    atMs,
    value: spansAt(spans, atMs).reduce((sum, { powerW }) => sum + powerW, 0),
  }));
}

/** The spans that hold an instant. */
export function spansAt(spans: readonly SharingSpan[], atMs: number): SharingSpan[] {
  return spans.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
}
