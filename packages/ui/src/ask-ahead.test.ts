import { expect, test } from 'vitest';
import { pageAt } from './ask-ahead.ts';

const pages = {
  '/login': 'login',
  '/registry': 'registry',
  '/registry/batch': 'batch',
  '/registry/$table': 'table',
  '/$community': 'community',
  '/$community/$cluster/live': 'live',
};

test.for([
  ['/login', 'login'],
  ['/registry', 'registry'],
  ['/registry/batch', 'batch'],
  ['/registry/units/', 'table'],
  ['/hikari_hills', 'community'],
  ['/hikari_hills/north%20loop/live', 'live'],
  ['/', undefined],
  ['/a/b/c/d', undefined],
  ['/hikari_hills/north_loop/deals', undefined],
])('the page at %s is %s', ([path, page]) => {
  expect(pageAt(path as string, pages)).toBe(page);
});
