import { ObjectId } from 'bson';
import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { MongoError } from '../errors.ts';
import { fromLocal, type LocalTime, toLocal } from './time-zone.ts';

// mingo's own versions fail on a missing date and ignore or misjudge time zones; these do as MongoDB does.

export type ExpressionOperator = (document: unknown, expression: unknown, options: Options) => unknown;

const DAY_MS = 86_400_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIXED_UNITS_MS: Record<string, number> = { hour: 3_600_000, minute: 60_000, second: 1000, millisecond: 1 };
const MONTHS_PER_UNIT: Record<string, number> = { month: 1, quarter: 3, year: 12 };

const PARTS: Record<string, (local: LocalTime) => number> = {
  $year: (local) => local.getUTCFullYear(),
  $month: (local) => local.getUTCMonth() + 1,
  $dayOfMonth: (local) => local.getUTCDate(),
  $dayOfWeek: (local) => local.getUTCDay() + 1,
  $dayOfYear: dayOfYear,
  $isoDayOfWeek: (local) => local.getUTCDay() || 7,
  $isoWeek: (local) => Math.ceil(dayOfYear(thursdayOf(local)) / 7),
  $isoWeekYear: (local) => thursdayOf(local).getUTCFullYear(),
  $week: (local) => Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7),
  $hour: (local) => local.getUTCHours(),
  $minute: (local) => local.getUTCMinutes(),
  $second: (local) => local.getUTCSeconds(),
  $millisecond: (local) => local.getUTCMilliseconds(),
};

const FORMATS: Record<string, (local: LocalTime, instant: Date) => string> = {
  Y: (local) => pad(local.getUTCFullYear(), 4),
  m: (local) => pad(local.getUTCMonth() + 1, 2),
  d: (local) => pad(local.getUTCDate(), 2),
  H: (local) => pad(local.getUTCHours(), 2),
  M: (local) => pad(local.getUTCMinutes(), 2),
  S: (local) => pad(local.getUTCSeconds(), 2),
  L: (local) => pad(local.getUTCMilliseconds(), 3),
  j: (local) => pad(dayOfYear(local), 3),
  u: (local) => String(local.getUTCDay() || 7),
  w: (local) => String(local.getUTCDay() + 1),
  G: (local) => pad(thursdayOf(local).getUTCFullYear(), 4),
  V: (local) => pad(Math.ceil(dayOfYear(thursdayOf(local)) / 7), 2),
  z: (local, instant) => offsetText((local.getTime() - instant.getTime()) / 60_000),
  Z: (local, instant) => String((local.getTime() - instant.getTime()) / 60_000),
  '%': () => '%',
};

/** The operators on dates that replace mingo's. */
export const dateOperators: Record<`$${string}`, ExpressionOperator> = {
  ...Object.fromEntries(Object.entries(PARTS).map(([name, part]) => [name, partOperator(name, part)])),
  $dateTrunc: (document, expression, options) => {
    const { date, unit, timezone, binSize, startOfWeek } = fieldsOf(
      '$dateTrunc',
      evalExpr(document, expression, options),
    );
    if (isNil(date) || isNil(unit)) return null;
    return truncate(toDate('$dateTrunc', date), {
      unit: String(unit),
      zone: zoneOf(timezone),
      binSize: Number(binSize ?? 1),
      startOfWeek: String(startOfWeek ?? 'sunday'),
    });
  },
  $dateToString: (document, expression, options) => {
    const { date, format, timezone, onNull } = fieldsOf('$dateToString', evalExpr(document, expression, options));
    if (isNil(date)) return onNull ?? null;
    const instant = toDate('$dateToString', date);
    const local = toLocal(instant, zoneOf(timezone));
    return String(format ?? '%Y-%m-%dT%H:%M:%S.%LZ').replace(/%(.)/g, (_, letter: string) => {
      const write = FORMATS[letter];
      if (!write) throw new MongoError(18536, `Invalid format character '%${letter}' in format string`);
      return write(local, instant);
    });
  },
};

function partOperator(name: string, part: (local: LocalTime) => number): ExpressionOperator {
  return (document, expression, options) => {
    const value = evalExpr(document, expression, options);
    const isSpec = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
    const spec: Record<string, unknown> = isSpec
      ? fieldsOf(name, value)
      : { date: Array.isArray(value) ? value[0] : value };
    const { date, timezone } = spec;
    return isNil(date) ? null : part(toLocal(toDate(name, date), zoneOf(timezone)));
  };
}

type Truncation = { unit: string; zone: string; binSize: number; startOfWeek: string };

function truncate(instant: Date, { unit, zone, binSize, startOfWeek }: Truncation): Date {
  if (!Number.isSafeInteger(binSize) || binSize < 1)
    throw new MongoError('BadValue', '$dateTrunc: binSize must be 1 or more');
  const unitMs = FIXED_UNITS_MS[unit];
  // Bins are counted from the first moment of the year 2000 in the zone.
  if (unitMs !== undefined) {
    const reference = fromLocal(new Date(Date.UTC(2000, 0)), zone).getTime();
    return new Date(floorTo(instant.getTime(), reference, unitMs * binSize));
  }
  const local = toLocal(instant, zone);
  const months = MONTHS_PER_UNIT[unit];
  if (months !== undefined) {
    const month = (local.getUTCFullYear() - 2000) * 12 + local.getUTCMonth();
    return fromLocal(new Date(Date.UTC(2000, floorTo(month, 0, months * binSize))), zone);
  }
  if (unit !== 'day' && unit !== 'week') throw new MongoError(5439013, `unknown time unit value: ${unit}`);
  const weekday = WEEKDAYS.indexOf(startOfWeek.toLowerCase().slice(0, 3));
  if (weekday < 0) throw new MongoError(5439016, `unknown day of week value: ${startOfWeek}`);
  // The first such weekday of the year 2000, which began on a Saturday.
  const reference = Date.UTC(2000, 0, unit === 'day' ? 1 : 1 + ((weekday - 6 + 7) % 7));
  const bin = binSize * (unit === 'day' ? DAY_MS : 7 * DAY_MS);
  return fromLocal(new Date(floorTo(local.getTime(), reference, bin)), zone);
}

function floorTo(value: number, reference: number, step: number): number {
  return reference + Math.floor((value - reference) / step) * step;
}

function toDate(operator: string, value: unknown): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  throw new MongoError(16006, `can't convert from BSON type ${typeof value} to Date, in ${operator}`);
}

function zoneOf(timezone: unknown): string {
  if (timezone === undefined || timezone === null) return 'UTC';
  if (typeof timezone !== 'string') throw new MongoError(40517, 'timezone must evaluate to a string');
  return timezone;
}

function fieldsOf(operator: string, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && 'date' in value) return { ...value };
  throw new MongoError('FailedToParse', `${operator} needs an object with 'date'`);
}

function isNil(value: unknown): boolean {
  return value === null || value === undefined;
}

function dayOfYear(local: LocalTime): number {
  const midnight = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate());
  return (midnight - Date.UTC(local.getUTCFullYear(), 0, 0)) / DAY_MS;
}

// The week of ISO 8601 belongs to the year its Thursday lies in.
function thursdayOf(local: LocalTime): LocalTime {
  return new Date(local.getTime() + (4 - (local.getUTCDay() || 7)) * DAY_MS);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}${pad(size % 60, 2)}`;
}
