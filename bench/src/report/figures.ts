import { percentiles } from './percentiles.ts';

/** Milliseconds as text; what never happened has none. */
export function formatMs(ms: number): string {
  if (Number.isNaN(ms)) return '–';
  return Number.isFinite(ms) ? `${Math.round(ms)} ms` : 'never';
}

export function formatSeconds(ms: number): string {
  return Number.isFinite(ms) ? `${(ms / 1000).toFixed(1)} s` : 'never';
}

export function formatMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(0)} MB`;
}

export const latencyHeading = ['', 'count', 'p50', 'p95', 'p99', 'max'] as const;

/** One row of a table of latencies (ms). */
export function latencyRow(name: string, latenciesMs: ArrayLike<number>): string[] {
  const { count, p50, p95, p99, max } = percentiles(latenciesMs);
  return [name, String(count), formatMs(p50), formatMs(p95), formatMs(p99), formatMs(max)];
}
