import { MongoError } from '../errors.ts';

/** Calendar and clock of an instant in some time zone, held as if it were UTC. */
export type LocalTime = Date;

const QUARTER_MS = 15 * 60_000;
const MAX_CACHED = 100_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** What clocks in `zone` (an Olson name or `+hh:mm`) show at `instant`. */
export function toLocal(instant: Date, zone: string): LocalTime {
  return new Date(instant.getTime() + offsetMs(instant.getTime(), zone));
}

/** The instant at which clocks in `zone` show `local`; a time that a change of clocks skips counts from before it. */
export function fromLocal(local: LocalTime, zone: string): Date {
  const guess = local.getTime() - offsetMs(local.getTime(), zone);
  return new Date(local.getTime() - offsetMs(guess, zone));
}

/** How far `zone` is ahead of UTC. Clocks only change at quarters of an hour, so one look-up serves all of a quarter. */
function offsetMs(instantMs: number, zone: string): number {
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000;
  if (zone === 'UTC' || zone === 'GMT') return 0;
  const quarter = Math.floor(instantMs / QUARTER_MS);
  let known = offsets.get(zone);
  if (!known || known.size > MAX_CACHED) {
    known = new Map();
    offsets.set(zone, known);
  }
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = lookUpOffsetMs(quarter * QUARTER_MS, zone);
    known.set(quarter, offset);
  }
  return offset;
}

function lookUpOffsetMs(instantMs: number, zone: string): number {
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instantMs;
}

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const digits = '2-digit' as const;
    const fields = {
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
    } as const;
    try {
      format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...fields });
    } catch {
      throw new MongoError(40485, `unrecognized time zone identifier: "${zone}"`);
    }
    formats.set(zone, format);
  }
  return format;
}
