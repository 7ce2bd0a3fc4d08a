import { dayMs } from './utc-day.ts';

/** Whole calendar days `YYYY-MM-DD`, both included. They mean a span of time only together with a time zone. */
export type DayPeriod = { fromDay: string; toDay: string };

export type CalendarKind = 'day' | 'week' | 'month' | 'year';

/** True for a day there is: not for `2026-02-30`, nor for any other text. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

/** The day so many days after (or, if negative, before) another. */
export function addDays(day: string, count: number): string {
  return isoDay(Date.parse(`${day}T00:00:00Z`) + count * dayMs);
}

/** How many days a period has, its last one included. */
export function countDays({ fromDay, toDay }: DayPeriod): number {
  return Math.round((Date.parse(toDay) - Date.parse(fromDay)) / dayMs) + 1;
}

/** The so many days that end with `lastDay`. */
export function daysUntil(lastDay: string, count: number): DayPeriod {
  return { fromDay: addDays(lastDay, 1 - count), toDay: lastDay };
}

/** The day, week (Monday to Sunday, ISO 8601), month or year that a day lies in. */
export function periodOf(kind: CalendarKind, day: string): DayPeriod {
  const [year = '', month = ''] = day.split('-');
  if (kind === 'day') return { fromDay: day, toDay: day };
  if (kind === 'year') return { fromDay: `${year}-01-01`, toDay: `${year}-12-31` };
  if (kind === 'month') {
    const fromDay = `${year}-${month}-01`;
    return { fromDay, toDay: isoDay(Date.UTC(Number(year), Number(month), 0)) };
  }
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const fromDay = addDays(day, -weekday);
  return { fromDay, toDay: addDays(fromDay, 6) };
}

/** What a period is in the calendar; null for any other stretch of days. */
export function kindOf(period: DayPeriod): CalendarKind | null {
  const kinds = ['day', 'week', 'month', 'year'] as const;
  return kinds.find((kind) => isSamePeriod(periodOf(kind, period.fromDay), period)) ?? null;
}

/** The period of the same kind, else of the same length, that joins it: `steps` 1 for the next, −1 for the one before. */
export function shiftPeriod(period: DayPeriod, steps: 1 | -1): DayPeriod {
  const kind = kindOf(period);
  const joining = steps === 1 ? addDays(period.toDay, 1) : addDays(period.fromDay, -1);
  if (kind) return periodOf(kind, joining);
  const length = countDays(period);
  return steps === 1 ? { fromDay: joining, toDay: addDays(joining, length - 1) } : daysUntil(joining, length);
}

export function isSamePeriod(a: DayPeriod, b: DayPeriod): boolean {
  return a.fromDay === b.fromDay && a.toDay === b.toDay;
}

function isoDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
