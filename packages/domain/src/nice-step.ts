/** The smallest of 1, 2 or 5 times a power of ten that is at least `leastStep` (above 0): a step of an axis that reads well. */
export function niceStep(leastStep: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(leastStep));
  return ([1, 2, 5, 10].find((factor) => factor * magnitude >= leastStep) ?? 10) * magnitude;
}

/** The steps of an axis that holds `least` to `greatest` in about `count` steps, from its lower to its upper end. */
export function axisSteps(least: number, greatest: number, count: number): number[] {
  const step = niceStep(Math.max(greatest - least, Number.EPSILON) / count);
  const first = Math.floor(least / step);
  const last = Math.max(first + 1, Math.ceil(greatest / step));
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}
