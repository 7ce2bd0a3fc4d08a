import { expect, test } from 'vitest';
import { keptSearch } from './kept-search.ts';

test.for([
  ['filters, order and days', { status: 'aborted', by: 'moved', order: 'ascending', d: '2026-06-09' }],
  ['a view', { layout: 'table', labels: 'all', range: '7d' }],
  ['fields of a table', { q: 'hills', by: { isActive: false } }],
] as const)('%s stay', ([, search]) => {
  expect(keptSearch(search)).toEqual(search);
});

test.for([
  ['a deal', { status: 'aborted', deal: 'a1', unit: 'E001', bar: '2026-06-09T00:00:00.000Z' }, { status: 'aborted' }],
  ['a replayed moment', { layout: 'grid', t: '2026-06-09T00:00:00.000Z', speed: 60, unit: 'E001' }, { layout: 'grid' }],
  ['a failure', { view: 'list', failure: 7 }, { view: 'list' }],
  ['a row and a later page', { q: 'hills', row: 'new', page: 3 }, { q: 'hills' }],
  ['a scenario', { scenario: 4, unit: 'E001' }, {}],
  ['a wall', { wall: 1 }, {}],
  ['what is not given', { q: undefined }, {}],
] as const)('%s goes', ([, search, kept]) => {
  expect(keptSearch(search)).toEqual(kept);
});
