import type { Span } from './availability.ts';

/**
 * Instants at which the clock of the zone shows a full hour divisible by `everyHours`. It reads the clock itself: the
 * residents' first page does without `local-day.ts`.
 */
export function wholeHours(range: Span, everyHours: number, timeZone: string): number[] {
  const quarterMs = 900_000;
  const clock = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: 'numeric', hourCycle: 'h23', timeZone });
  const ticks: number[] = [];
  for (let atMs = Math.ceil(range.fromMs / quarterMs) * quarterMs; atMs < range.toMs; atMs += quarterMs) {
    const [hour, minute] = clock.format(atMs).split(':').map(Number);
    if (minute === 0 && (hour ?? 0) % everyHours === 0) ticks.push(atMs);
  }
  return ticks;
}
