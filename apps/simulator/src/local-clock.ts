import { localDayOf, localSecondOfDay } from '@commonwatt/domain/local-day';

/** An instant as the people of a place see it. */
export type LocalTime = {
  /** Epoch ms of a clock that shows local time as if it were UTC. */
  wallMs: number;
  /** Hours since local midnight, with fraction, 0 … 24 (excluded). */
  hour: number;
  /** 0 = Sunday. */
  weekday: number;
};

const slotMs = 900_000;
const offsets = new Map<string, { slot: number; offsetMs: number }>();

/** Local time of an instant. Zones change their offset at quarter hours at most, so each offset is looked up once. */
export function localTimeAt(atMs: number, timeZone: string): LocalTime {
  const slot = Math.floor(atMs / slotMs);
  let known = offsets.get(timeZone);
  if (known?.slot !== slot) {
    known = { slot, offsetMs: offsetMsAt(slot * slotMs, timeZone) };
    offsets.set(timeZone, known);
  }
  const wallMs = atMs + known.offsetMs;
  const dayMs = Math.floor(wallMs / 86_400_000) * 86_400_000;
  return { wallMs, hour: (wallMs - dayMs) / 3_600_000, weekday: new Date(dayMs).getUTCDay() };
}

/** `HH:mm:ss`, the form in which scenarios compare times. */
export function timeOfDay(time: LocalTime): string {
  return new Date(time.wallMs).toISOString().slice(11, 19);
}

function offsetMsAt(atMs: number, timeZone: string): number {
  const at = new Date(atMs);
  return Date.parse(`${localDayOf(at, timeZone)}T00:00:00Z`) + localSecondOfDay(at, timeZone) * 1000 - atMs;
}
