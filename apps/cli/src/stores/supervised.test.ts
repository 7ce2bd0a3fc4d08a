import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Part, supervise } from './supervised.ts';

// Fake timers replace the global functions only.
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) => new Promise((resolve) => globalThis.setTimeout(resolve, ms)),
}));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function createParts() {
  const ends: (() => void)[] = [];
  const start = vi.fn(async (): Promise<Part> => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    ends.push(end);
    return { ended, stop: async () => end() };
  });
  return { start, endLast: () => ends.at(-1)?.() };
}

test('a part that ends by itself is started again, and the log says so', async () => {
  const { start, endLast } = createParts();
  const log = vi.fn();
  const supervised = await supervise('the store', start, log);
  const first = supervised.current();
  endLast();
  await vi.advanceTimersByTimeAsync(250);
  expect(start).toHaveBeenCalledTimes(2);
  expect(supervised.current()).not.toBe(first);
  expect(log).toHaveBeenCalledWith('the store ended by itself; it is started again');
  await supervised.stop();
});

test('the pauses grow while it keeps ending, to 10 s at most', async () => {
  const { start, endLast } = createParts();
  const supervised = await supervise('the store', start, () => {});
  for (const pauseMs of [250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
    const startsBefore = start.mock.calls.length;
    endLast();
    await vi.advanceTimersByTimeAsync(pauseMs - 1);
    expect(start).toHaveBeenCalledTimes(startsBefore);
    await vi.advanceTimersByTimeAsync(1);
    expect(start).toHaveBeenCalledTimes(startsBefore + 1);
  }
  await supervised.stop();
});

test('a start that fails is told and tried again', async () => {
  const { start, endLast } = createParts();
  const log = vi.fn();
  const supervised = await supervise('the store', start, log);
  start.mockRejectedValueOnce(new Error('port in use'));
  endLast();
  await vi.advanceTimersByTimeAsync(250);
  expect(log).toHaveBeenCalledWith('the store could not be started again: port in use');
  await vi.advanceTimersByTimeAsync(500);
  expect(start).toHaveBeenCalledTimes(3);
  await supervised.stop();
});

test('a part that is stopped stays stopped, and a first start that fails is the caller’s to handle', async () => {
  const { start } = createParts();
  const supervised = await supervise('the store', start, () => {});
  await supervised.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(start).toHaveBeenCalledTimes(1);
  await expect(
    supervise(
      'it',
      () => Promise.reject(new Error('no disk')),
      () => {},
    ),
  ).rejects.toThrow('no disk');
});
