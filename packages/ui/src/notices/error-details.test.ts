import { expect, test } from 'vitest';
import { errorDetails } from './error-details.ts';
import type { FailedRequest } from './failed-requests.ts';

/** Stands for the texts: their key, and the values in them. */
const t = (key: string, values: Record<string, string | number> = {}) => [key, ...Object.values(values)].join(' ');

const failed: FailedRequest = {
  path: 'deals.list',
  at: new Date('2026-06-09T05:32:00Z'),
  answer: { status: 500, code: 'INTERNAL_SERVER_ERROR' },
  message: 'Something went wrong on the server',
};
const circumstances = {
  what: 'Deals',
  requestId: 'req-1',
  failed,
  seenAt: new Date('2026-06-09T05:33:00Z'),
  page: new URL('https://cw.example/admin/setup?token=secret#part'),
  browser: 'Mozilla/5.0',
};

test.for([
  [
    'an answer',
    {},
    [
      'what Deals',
      'at 2026-06-09T05:32:00.000Z',
      'page https://cw.example/admin/setup',
      'asked deals.list',
      'answered 500 INTERNAL_SERVER_ERROR Something went wrong on the server',
      'request req-1',
      'browser Mozilla/5.0',
    ],
  ],
  [
    'no answer',
    { requestId: null, failed: { ...failed, answer: null, message: 'Failed to fetch' } },
    [
      'what Deals',
      'at 2026-06-09T05:32:00.000Z',
      'page https://cw.example/admin/setup',
      'asked deals.list',
      'notAnswered Failed to fetch',
      'browser Mozilla/5.0',
    ],
  ],
  [
    'nothing that was asked',
    { requestId: null, failed: null },
    ['what Deals', 'at 2026-06-09T05:33:00.000Z', 'page https://cw.example/admin/setup', 'browser Mozilla/5.0'],
  ],
] as const)('details of a failure: %s', ([, changes, lines]) => {
  expect(errorDetails({ ...circumstances, ...changes }, t)).toBe(lines.join('\n'));
});
