/** One point of a line; null is a gap. */
export type SeriesPoint = { atMs: number; value: number | null };

/**
 * Thins a line for a chart of `slots` equal slots between `fromMs` (included) and `toMs` (excluded): of each slot its
 * lowest and its highest point stay, in order of time, so that spikes survive. Where there were more, they stand at a
 * quarter and at three quarters of the slot, so that the lines of one chart share their instants. A pause longer than
 * `maxGapMs`, which is not shorter than a slot, becomes a gap, never a bridge. `points` are ascending; those without a
 * value are gaps.
 */
export function thinSeries(
  points: readonly SeriesPoint[],
  range: { fromMs: number; toMs: number; slots: number; maxGapMs: number },
): SeriesPoint[] {
  const { fromMs, toMs, slots, maxGapMs } = range;
  const slotMs = (toMs - fromMs) / slots;
  const thinned: SeriesPoint[] = [];
  let slot: SeriesPoint[] = [];
  let slotIndex = -1;
  let lastMs: number | null = null;
  const flush = () => {
    const quarterMs = (quarters: number) => Math.round(fromMs + (slotIndex + quarters / 4) * slotMs);
    if (slot.length === 1) thinned.push(...slot);
    else thinned.push(...extremes(slot).map(({ value }, i) => ({ atMs: quarterMs(i === 0 ? 1 : 3), value })));
    slot = [];
  };
  for (const point of points) {
    if (point.value === null || point.atMs < fromMs || point.atMs >= toMs) continue;
    if (lastMs !== null && point.atMs - lastMs > maxGapMs) {
      flush();
      thinned.push({ atMs: (thinned.at(-1)?.atMs ?? lastMs) + 1, value: null });
    }
    const index = Math.floor((point.atMs - fromMs) / slotMs);
    if (index !== slotIndex) flush();
    slotIndex = index;
    slot.push(point);
    lastMs = point.atMs;
  }
  flush();
  return thinned;
}

function extremes(slot: SeriesPoint[]): SeriesPoint[] {
  const [first] = slot;
  if (!first) return [];
  let lowest = first;
  let highest = first;
  for (const point of slot) {
    if ((point.value ?? 0) < (lowest.value ?? 0)) lowest = point;
    if ((point.value ?? 0) > (highest.value ?? 0)) highest = point;
  }
  if (lowest === highest) return [first];
  return lowest.atMs < highest.atMs ? [lowest, highest] : [highest, lowest];
}

/**
 * Breaks a line between the last point before each of `silencesMs` and the next: points may be too far apart to show by
 * themselves that nothing was reported between them. `points` are ascending.
 */
export function breakLine(points: readonly SeriesPoint[], silencesMs: readonly number[]): SeriesPoint[] {
  return points.flatMap((point, i) => {
    const before = points[i - 1];
    if (!before || before.value === null || point.value === null) return [point];
    const silentMs = silencesMs.find((atMs) => atMs >= before.atMs && atMs < point.atMs);
    return silentMs === undefined ? [point] : [{ atMs: silentMs + 1, value: null }, point];
  });
}
