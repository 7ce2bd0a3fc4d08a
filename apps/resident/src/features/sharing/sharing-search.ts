import { addDays, type CalendarKind, type DayPeriod, periodOf } from '@commonwatt/domain/calendar';

export const spans = ['day', 'week', 'month', 'year'] as const satisfies readonly CalendarKind[];

export type SharingView = { day: string; span: CalendarKind; dealId: string | null };

/** What the address asks to see. What it does not say, or not rightly, is today's; later days have not been yet. */
export function readView(search: URLSearchParams, today: string): SharingView {
  const asked = search.get('d') ?? '';
  const day = isDay(asked) && asked <= today ? asked : today;
  const span = spans.find((one) => one === search.get('span')) ?? 'day';
  return { day, span, dealId: search.get('deal') };
}

/** The address of a view, without what goes without saying. */
export function writeView({ day, span, dealId }: SharingView, today: string): URLSearchParams {
  const search = new URLSearchParams();
  if (day !== today) search.set('d', day);
  if (span !== 'day') search.set('span', span);
  if (dealId) search.set('deal', dealId);
  return search;
}

/** The days of a view. */
export function viewPeriod({ day, span }: Pick<SharingView, 'day' | 'span'>): DayPeriod {
  return periodOf(span, day);
}

/** The seven days in which a day is shown: today is the last of the newest seven. */
export function weekOf(day: string, today: string): DayPeriod {
  const daysAgo = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  const toDay = addDays(today, -7 * Math.floor(daysAgo / 7));
  return { fromDay: addDays(toDay, -6), toDay };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const atMs = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(atMs) && new Date(atMs).toISOString().startsWith(text) && text >= '2000-01-01';
}
