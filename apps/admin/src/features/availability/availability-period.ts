import type { Span } from '@commonwatt/domain/availability';
import { addDays, countDays, type DayPeriod, daysUntil, isDay, shiftPeriod } from '@commonwatt/domain/calendar';
import { localDayOf } from '@commonwatt/domain/local-day';
import type { AvailabilitySearch } from './availability-search.ts';

/** What the page is about: whole days of the cluster's zone, or any two instants. */
export type ShownPeriod = { kind: 'days'; days: DayPeriod } | { kind: 'instants'; span: Span };

export type Preset = '24h' | '7d' | '30d';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The preset of the address; null when it names a period of its own. */
export function presetOf(search: AvailabilitySearch): Preset | null {
  return readOwnPeriod(search) ? null : (search.last ?? '7d');
}

/** The period of the address. What follows the clock does so by whole minutes. */
export function shownPeriod(search: AvailabilitySearch, timeZone: string, nowMs: number): ShownPeriod {
  const own = readOwnPeriod(search);
  if (own) return own;
  if (search.last === '24h') {
    const toMs = Math.ceil(nowMs / minuteMs) * minuteMs;
    return { kind: 'instants', span: { fromMs: toMs - dayMs, toMs } };
  }
  const today = localDayOf(new Date(nowMs), timeZone);
  return { kind: 'days', days: daysUntil(today, search.last === '30d' ? 30 : 7) };
}

function readOwnPeriod({ from, to }: AvailabilitySearch): ShownPeriod | null {
  if (from === undefined || to === undefined) return null;
  if (isDay(from) && isDay(to)) return from <= to ? { kind: 'days', days: { fromDay: from, toDay: to } } : null;
  const span = { fromMs: readInstant(from), toMs: readInstant(to) };
  return span.fromMs < span.toMs ? { kind: 'instants', span } : null;
}

/** Epoch ms; NaN for what is no instant in UTC. */
function readInstant(text: string): number {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? Date.parse(text) : Number.NaN;
}

/** The same period as the address names it. */
export function periodSearch(period: ShownPeriod): Pick<AvailabilitySearch, 'last' | 'from' | 'to'> {
  if (period.kind === 'days') return { last: undefined, from: period.days.fromDay, to: period.days.toDay };
  const { from, to } = isoSpan(period.span);
  return { last: undefined, from, to };
}

/** The same period as the api is asked for it. */
export function periodInput(period: ShownPeriod): DayPeriod | { from: string; to: string } {
  return period.kind === 'days' ? period.days : isoSpan(period.span);
}

function isoSpan({ fromMs, toMs }: Span): { from: string; to: string } {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

/** The period of the same length that joins it: `steps` 1 for the next, −1 for the one before. */
export function stepPeriod(period: ShownPeriod, steps: 1 | -1): ShownPeriod {
  if (period.kind === 'days') return { kind: 'days', days: shiftPeriod(period.days, steps) };
  const { fromMs, toMs } = period.span;
  const lengthMs = (toMs - fromMs) * steps;
  return { kind: 'instants', span: { fromMs: fromMs + lengthMs, toMs: toMs + lengthMs } };
}

/** The days that a period lies in. */
export function daysAround(period: ShownPeriod, timeZone: string): DayPeriod {
  if (period.kind === 'days') return period.days;
  const { fromMs, toMs } = period.span;
  return { fromDay: localDayOf(new Date(fromMs), timeZone), toDay: localDayOf(new Date(toMs - 1), timeZone) };
}

/** What zooming out shows: the whole days of a part of them; of days, three times as many, none of them later than today. */
export function widerPeriod(period: ShownPeriod, timeZone: string, today: string): ShownPeriod {
  const days = daysAround(period, timeZone);
  if (period.kind === 'instants') return { kind: 'days', days };
  const count = countDays(days);
  const lastDay = addDays(days.toDay, count);
  const toDay = lastDay < today ? lastDay : days.toDay > today ? days.toDay : today;
  return { kind: 'days', days: daysUntil(toDay, 3 * count) };
}
