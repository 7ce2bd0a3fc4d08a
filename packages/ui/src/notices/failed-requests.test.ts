import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { findFailedRequest } from './failed-requests.ts';

const nowMs = Date.UTC(2026, 5, 9, 5, 32);

function refused(requestId: string): Error {
  const data = { httpStatus: 500, code: 'INTERNAL_SERVER_ERROR', requestId };
  return TRPCClientError.from({ error: { message: 'Something went wrong on the server', code: -32603, data } });
}

function asked(path: unknown, error: Error | null, secondsAgo: number) {
  return { queryKey: [path, { input: 'secret' }], state: { error, errorUpdatedAt: nowMs - secondsAgo * 1_000 } };
}

const all = [
  asked(['deals', 'list'], refused('one'), 5),
  asked(['deals', 'sums'], refused('one'), 4),
  asked(['units', 'history'], refused('another'), 3),
  asked('audit', new Error('Failed to fetch'), 2),
  asked(['home', 'list'], new Error('Failed to fetch'), 9),
  asked(['live', 'replay'], null, 1),
];

test.for([
  ['those that were sent together', 'one', 'deals.sums, deals.list', 4, 500],
  ['one alone', 'another', 'units.history', 3, 500],
  ['all that never came to the server', null, 'audit, home.list', 2, null],
] as const)('%s', ([, id, path, secondsAgo, status]) => {
  const failed = findFailedRequest(all, id);
  expect(failed).toMatchObject({ path, at: new Date(nowMs - secondsAgo * 1_000) });
  expect(failed?.answer?.status ?? null).toBe(status);
  expect(JSON.stringify(failed)).not.toContain('secret');
});

test('a failure that no question tells of is not known', () => {
  expect(findFailedRequest(all, 'elsewhere')).toBeNull();
  expect(findFailedRequest([], null)).toBeNull();
});
