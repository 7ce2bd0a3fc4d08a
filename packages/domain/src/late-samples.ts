const hourMs = 3_600_000;
/** An hour is judged once more when it has been over for this long. */
const settleMs = 10 * 60_000;
/** Samples that come later than this are left alone. */
const longestDelayMs = 7 * 24 * hourMs;
/** Of the hours that were judged, so many are counted again in each round: all of them in less than an hour. */
const hoursCountedAgain = 3;

/** Hours (their beginning, epoch ms) before this one are left as they were judged. */
export function oldestJudgedHourMs(nowMs: number): number {
  return Math.ceil((nowMs - longestDelayMs) / hourMs) * hourMs;
}

/**
 * The hours (their beginnings, epoch ms) whose samples a round at `nowMs` counts, to find those that came after their
 * time: every hour that has settled since the newest of `judged`, oldest first, and then some of the judged ones, others
 * from minute to minute. The first round of all begins with the newest hour that has settled.
 */
export function hoursToCount(judged: Iterable<number>, nowMs: number): number[] {
  const newestMs = Math.floor((nowMs - settleMs) / hourMs) * hourMs - hourMs;
  const oldestMs = oldestJudgedHourMs(nowMs);
  const all = [...judged].sort((a, b) => a - b);
  const known = all.filter((hour) => hour >= oldestMs);
  const last = all.at(-1) ?? newestMs - hourMs;
  const isNew: number[] = [];
  for (let hour = Math.max(last + hourMs, oldestMs); hour <= newestMs; hour += hourMs) isNew.push(hour);
  const turn = Math.floor(nowMs / 60_000) * hoursCountedAgain;
  const again = Array.from(
    { length: Math.min(hoursCountedAgain, known.length) },
    (_, i) => known[(turn + i) % known.length],
  );
  return [...isNew, ...again.filter((hour) => hour !== undefined)];
}
