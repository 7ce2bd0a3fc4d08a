import { expect, test } from 'vitest';
import { type Page, pageAt } from './ask-ahead.ts';

const patterns = [
  '/login',
  '/registry',
  '/registry/batch',
  '/registry/$table',
  '/$community',
  '/$community/$cluster/live',
];
const pages = Object.fromEntries(patterns.map((pattern): [string, Page] => [pattern, { texts: [] }]));

test.for([
  ['/login', '/login', {}],
  ['/registry', '/registry', {}],
  ['/registry/batch', '/registry/batch', {}],
  ['/registry/units/', '/registry/$table', { table: 'units' }],
  ['/hikari_hills', '/$community', { community: 'hikari_hills' }],
  [
    '/hikari_hills/north%20loop/live',
    '/$community/$cluster/live',
    { community: 'hikari_hills', cluster: 'north loop' },
  ],
  ['/%E0%A4%A', '/$community', { community: '%E0%A4%A' }],
] as const)('at %s is the page of %s', ([path, pattern, params]) => {
  expect(pageAt(path, pages)).toEqual({ page: pages[pattern], params });
});

test.for(['/', '/a/b/c/d', '/hikari_hills/north_loop/deals'])('at %s is none', (path) => {
  expect(pageAt(path, pages)).toBeUndefined();
});
