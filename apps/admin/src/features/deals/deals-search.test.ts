import { expect, test } from 'vitest';
import { daysSearch, dealsSearchSchema, shownDays } from './deals-search.ts';

const today = '2026-06-09';
const days = (fromDay: string, toDay = fromDay) => ({ fromDay, toDay });

test.for([
  ['nothing', {}, days(today)],
  ['a day', { d: '2026-06-03' }, days('2026-06-03')],
  ['several', { from: '2026-06-01', to: '2026-06-30' }, days('2026-06-01', '2026-06-30')],
  ['reversed', { from: '2026-06-30', to: '2026-06-01' }, days(today)],
  ['no such day', { d: '2026-02-30' }, days(today)],
  ['nonsense', { d: 'tomorrow', from: '', to: '9' }, days(today)],
] as const)('%s', ([, search, shown]) => {
  expect(shownDays(search, today)).toEqual(shown);
});

test('days survive their way through the address; today is left out', () => {
  for (const shown of [days('2026-06-03'), days('2026-06-01', '2026-06-30'), days(today)]) {
    expect(shownDays(daysSearch(shown, today), today)).toEqual(shown);
  }
  expect(Object.values(daysSearch(days(today), today)).every((value) => value === undefined)).toBe(true);
});

test('what is not known counts as not given', () => {
  expect(dealsSearchSchema.parse({ flows: 'pie', status: 'odd', by: 'colour', order: 'up', deal: 'x' })).toEqual({
    deal: 'x',
  });
});
