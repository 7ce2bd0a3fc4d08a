import { wholeHours } from '@commonwatt/domain/whole-hours';

const tickEveryHours = [1, 2, 3, 6, 12];
const tickRoomPx = 56;

type TickRoom = { width: number /** How wide a label is, which stands in the middle of its tick. */; labelPx: number };

/**
 * Instants for labels, as many as there is room for: midnights or full hours by the clock of the zone, or steps of ten
 * minutes. One whose label would be cut off at an end has none.
 */
export function timeTicks(
  window: { fromMs: number; toMs: number },
  { width, labelPx, timeZone }: TickRoom & { timeZone: string },
): number[] {
  const lengthMs = window.toMs - window.fromMs;
  const edgeMs = (labelPx / 2 / width) * lengthMs;
  return allTicks(window, width, timeZone).filter(
    (atMs) => atMs - window.fromMs >= edgeMs && window.toMs - atMs >= edgeMs,
  );
}

function allTicks(window: { fromMs: number; toMs: number }, width: number, timeZone: string): number[] {
  const hours = (window.toMs - window.fromMs) / 3_600_000;
  const most = Math.max(1, width / tickRoomPx);
  if (hours <= 1) {
    const stepMs = hours * 6 <= most ? 600_000 : 1_800_000;
    const first = Math.ceil(window.fromMs / stepMs) * stepMs;
    return Array.from({ length: Math.floor((window.toMs - first) / stepMs) + 1 }, (_, i) => first + i * stepMs);
  }
  // Of more than two days the labels are days: one for each, at its midnight.
  const every = hours > 48 ? 24 : tickEveryHours.find((each) => hours / each <= most);
  return wholeHours(window, every ?? 24, timeZone);
}
