import { expect, test } from 'vitest';
import { askedFilter } from './closed-filter.ts';

const now = new Date('2026-06-09T16:30:00Z');
const sinceMs = (instant: string) => ({ closedSinceMs: Date.parse(instant) });

test.for([
  ['nothing', {}, {}],
  ['other fields as they are', { type: 'apis_ccc_alive' }, { type: 'apis_ccc_alive' }],
  ['what is open', { closedAt: 'open' }, { isOpen: true }],
  ['what is closed', { closedAt: 'closed', type: 'x' }, { isOpen: false, type: 'x' }],
  ['today by the zone', { closedAt: 'today' }, sinceMs('2026-06-10T00:00:00+09:00')],
  ['the past 7 days', { closedAt: 'week' }, sinceMs('2026-06-03T00:00:00+09:00')],
  ['this month', { closedAt: 'month' }, sinceMs('2026-06-01T00:00:00+09:00')],
  ['this year', { closedAt: 'year' }, sinceMs('2026-01-01T00:00:00+09:00')],
  ['nonsense counts as not given', { closedAt: 'zzz' }, {}],
] as const)('failures narrowed to %s', ([, by, expected]) => {
  expect(askedFilter(by, 'Asia/Tokyo', now)).toEqual(expected);
});
