import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askEarly, dropEarlyAnswers, takeEarlyAnswer } from './early-answers.ts';

const fetched = vi.fn<(url: string) => Promise<Response>>();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.stubGlobal('fetch', fetched);
  fetched.mockImplementation(async () => Response.json([{ result: { data: 1 } }, { error: 'no' }], { status: 207 }));
});
afterEach(() => {
  dropEarlyAnswers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  fetched.mockReset();
});

test('several questions are one request, in which those without an input have none', () => {
  askEarly([['a.list'], ['b.of', { id: 1 }]]);
  expect(fetched.mock.calls.map(([url]) => url)).toEqual([
    `/trpc/a.list,b.of?batch=1&input=${encodeURIComponent('{"1":{"json":{"id":1}}}')}`,
  ]);
});

test('each has its own answer, once, by path and input', async () => {
  askEarly([['a.list'], ['b.of', { id: 1 }]]);
  expect(takeEarlyAnswer('b.of', { id: 2 })).toBeNull();
  await expect(takeEarlyAnswer('a.list', undefined)).resolves.toEqual({ result: { data: 1 } });
  await expect(takeEarlyAnswer('b.of', { id: 1 })).resolves.toEqual({ error: 'no' });
  expect(takeEarlyAnswer('a.list', undefined)).toBeNull();
});

test('without an answer there is none, and whoever waits is told so', async () => {
  fetched.mockRejectedValue(new TypeError('offline'));
  askEarly([['a.list']]);
  await expect(takeEarlyAnswer('a.list', undefined)).resolves.toBeUndefined();
});

test('an answer is not taken after 10 s', () => {
  askEarly([['a.list']]);
  vi.advanceTimersByTime(10_001);
  expect(takeEarlyAnswer('a.list', undefined)).toBeNull();
});
