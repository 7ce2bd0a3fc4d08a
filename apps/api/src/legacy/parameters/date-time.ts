import { localClockInstant } from './local-clock.ts';

/**
 * A date and time of a parameter. `utcMs` is the instant if its clock is that of UTC; `offsetMs` how far the clock is ahead
 * of UTC, null when the text does not say.
 */
export type DateTimeParameter = { utcMs: number; offsetMs: number | null };

const dates = [
  /^(?<year>\d{4})(?:-(?<month>\d\d))?$/,
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?<rest>.*)$/s,
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<rest>.*)$/s,
  /^(?<year>\d{4})(?:-W|W)(?<week>\d\d)$/,
  /^(?<year>\d{4})-W(?<week>\d\d)-(?<weekday>\d)(?<rest>.*)$/s,
  /^(?<year>\d{4})W(?<week>\d\d)(?<weekday>\d)(?<rest>.*)$/s,
  /^(?<year>\d{4})-?(?<dayOfYear>\d{3})(?<rest>.*)$/s,
];

const zone = '(?<zone>[Zz]|(?<sign>[+-])(?<zoneHour>\\d\\d)(?::?(?<zoneMinute>\\d\\d))?)?$';
const fraction = '(?:[.,](?<fraction>\\d+))?';
// The time follows any one character.
const times = [
  new RegExp(`^.(?<hour>\\d\\d)(?::(?<minute>\\d\\d)(?::(?<second>\\d\\d)${fraction})?)?${zone}`, 's'),
  new RegExp(`^.(?<hour>\\d\\d)(?:(?<minute>\\d\\d)(?:(?<second>\\d\\d)${fraction})?)?${zone}`, 's'),
];

const dayMs = 86_400_000;

/**
 * Reads an ISO 8601 date, with or without a time and a zone, by the grammar of the old API: calendar, week or ordinal dates,
 * basic or extended, any one character before the time, `24:00` for the next midnight. Null when it is none.
 */
export function parseDateTime(text: string): DateTimeParameter | null {
  for (const pattern of dates) {
    const found = pattern.exec(text)?.groups;
    if (!found) continue;
    const dateMs = dateOf(found);
    const time = found.rest ? timeOf(found.rest) : midnight;
    return dateMs === null || time === null ? null : { utcMs: dateMs + time.sinceMidnightMs, offsetMs: time.offsetMs };
  }
  return null;
}

const firstMs = Date.parse('0001-01-01T00:00:00Z');
const lastMs = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The instant that is meant; a clock that does not say where it hangs is read as one in `timeZone`. Kept within the years 1
 * to 9999, which every store can compare with.
 */
export function instantOf({ utcMs, offsetMs }: DateTimeParameter, timeZone: string): Date {
  const instantMs = offsetMs === null ? localClockInstant(utcMs, timeZone).getTime() : utcMs - offsetMs;
  return new Date(Math.min(Math.max(instantMs, firstMs), lastMs));
}

type Groups = Record<string, string | undefined>;

function dateOf(groups: Groups): number | null {
  const year = Number(groups.year);
  if (year < 1) return null;
  if (groups.week) return weekDate(year, Number(groups.week), Number(groups.weekday ?? 1));
  if (groups.dayOfYear) return ordinalDate(year, Number(groups.dayOfYear));
  return calendarDate(year, Number(groups.month ?? 1), Number(groups.day ?? 1));
}

function calendarDate(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}

function ordinalDate(year: number, dayOfYear: number): number | null {
  const dateMs = firstDayOf(year) + (dayOfYear - 1) * dayMs;
  return dateMs >= firstDayOf(year) && dateMs < firstDayOf(year + 1) ? dateMs : null;
}

/** Week 1 is the one with January 4; its first day is Monday. */
function weekDate(year: number, week: number, weekday: number): number | null {
  if (week < 1 || week > 53 || weekday < 1 || weekday > 7) return null;
  const fourth = firstDayOf(year) + 3 * dayMs;
  const sinceMonday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth + ((week - 1) * 7 + weekday - 1 - sinceMonday) * dayMs;
}

function firstDayOf(year: number): number {
  const date = new Date(0);
  return date.setUTCFullYear(year, 0, 1);
}

type Time = { sinceMidnightMs: number; offsetMs: number | null };
const midnight: Time = { sinceMidnightMs: 0, offsetMs: null };

function timeOf(text: string): Time | null {
  const groups = times.map((pattern) => pattern.exec(text)?.groups).find((found) => found !== undefined);
  if (!groups) return null;
  const [hour, minute, second] = [groups.hour, groups.minute, groups.second].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
  ];
  const ms = Number((groups.fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const sinceMidnightMs = hour * 3_600_000 + minute * 60_000 + second * 1_000 + ms;
  if (minute > 59 || second > 59 || sinceMidnightMs > dayMs) return null;
  const offsetMs = offsetOf(groups);
  return Number.isNaN(offsetMs) ? null : { sinceMidnightMs, offsetMs };
}

/** Null: no zone was given. NaN: one that there is not. */
function offsetOf({ zone: given, sign, zoneHour, zoneMinute }: Groups): number | null {
  if (!given) return null;
  const hours = Number(zoneHour ?? 0);
  const minutes = Number(zoneMinute ?? 0);
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (sign === '-' ? -1 : 1) * (hours * 3_600_000 + minutes * 60_000);
}
