import { expect, test } from 'vitest';
import { readView, weekOf, writeView } from './sharing-search.ts';

const today = '2026-06-09';

test.for([
  ['', { day: today, span: 'day', dealId: null }],
  ['d=2026-06-03&deal=x', { day: '2026-06-03', span: 'day', dealId: 'x' }],
  ['d=2026-06-10', { day: today, span: 'day', dealId: null }],
  ['d=2026-02-30', { day: today, span: 'day', dealId: null }],
  ['d=0001-01-01', { day: today, span: 'day', dealId: null }],
  ['d=tomorrow&span=decade', { day: today, span: 'day', dealId: null }],
  ['d=2026-01-31&span=month', { day: '2026-01-31', span: 'month', dealId: null }],
] as const)('the address ?%s', ([search, view]) => {
  expect(readView(new URLSearchParams(search), today)).toEqual(view);
});

test.for(['', 'd=2026-06-03&deal=x', 'd=2026-01-31&span=month'])('?%s is written as it was read', (search) => {
  expect(writeView(readView(new URLSearchParams(search), today), today).toString()).toBe(search);
});

test.for([
  ['2026-06-09', '2026-06-03', '2026-06-09'],
  ['2026-06-03', '2026-06-03', '2026-06-09'],
  ['2026-06-02', '2026-05-27', '2026-06-02'],
])('%s is shown among %s to %s', ([day, fromDay, toDay]) => {
  expect(weekOf(day ?? '', today)).toEqual({ fromDay, toDay });
});
