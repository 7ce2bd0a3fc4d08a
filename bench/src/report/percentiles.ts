/** The usual percentiles of some values, by nearest rank: each is a value that occurred. */
export type Percentiles = { count: number; p50: number; p95: number; p99: number; max: number };

/** Infinity stands for what never happened and counts as the largest. Without values all percentiles are NaN. */
export function percentiles(values: ArrayLike<number>): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
