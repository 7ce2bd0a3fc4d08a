import type { Span } from './availability.ts';
import { localSecondOfDay } from './local-day.ts';

/** Instants at which the clock of the zone shows a full hour divisible by `everyHours`. */
export function wholeHours(range: Span, everyHours: number, timeZone: string): number[] {
  const quarterMs = 900_000;
  const ticks: number[] = [];
  for (let atMs = Math.ceil(range.fromMs / quarterMs) * quarterMs; atMs < range.toMs; atMs += quarterMs) {
    if (localSecondOfDay(new Date(atMs), timeZone) % (everyHours * 3_600) === 0) ticks.push(atMs);
  }
  return ticks;
}
