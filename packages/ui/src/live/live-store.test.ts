import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLiveStore } from './live-store.ts';
import { monotonicMs } from './monotonic.ts';

/** The monotonic clock never goes back, so each test begins after the one before it. */
let beginsAtMs = Date.now();
beforeEach(() => {
  beginsAtMs += 600_000;
  vi.useFakeTimers({ now: beginsAtMs });
});
afterEach(() => {
  vi.useRealTimers();
});

type Message = { serverNowMs: number; value: number };
const open = () => createLiveStore<number, Message>((_view, message) => message.value);

test('paints the first message at once and bursts after it as one', () => {
  const store = open();
  const listener = vi.fn();
  store.subscribe(listener);
  store.onMessage({ serverNowMs: 1_000, value: 1 });
  expect(listener).toHaveBeenCalledTimes(1);
  for (let value = 2; value <= 50; value += 1) store.onMessage({ serverNowMs: 1_000 + value, value });
  expect(listener).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(250);
  expect(listener).toHaveBeenCalledTimes(2);
  expect(store.paint()).toMatchObject({ view: 50, connection: { status: 'live' } });
  store.close();
});

test('of a stream that was opened before, the clock is never taken to be behind the server', () => {
  vi.advanceTimersByTime(10_000);
  const openedAtMs = monotonicMs();
  // It is told 2 s after it was stamped.
  vi.advanceTimersByTime(3_000);
  const store = createLiveStore<number, Message>((_view, message) => message.value, openedAtMs);
  store.onConnecting();
  store.onMessage({ serverNowMs: 501_000, value: 1 });
  expect(store.paint().serverNowMs).toBeGreaterThanOrEqual(503_000);
  // What is opened later counts from then.
  store.onConnecting();
  store.onMessage({ serverNowMs: 503_100, value: 2 });
  vi.advanceTimersByTime(250);
  expect(store.paint().serverNowMs).toBeLessThanOrEqual(503_500);
  store.close();
});

test('time moves on without news', () => {
  const store = open();
  store.onMessage({ serverNowMs: 1_000, value: 1 });
  const beforeMs = store.paint().serverNowMs ?? 0;
  vi.advanceTimersByTime(5_000);
  expect((store.paint().serverNowMs ?? 0) - beforeMs).toBeGreaterThanOrEqual(4_000);
  store.close();
});

test('a connection that breaks is lost since then, keeps its values, and is live again with the next message', () => {
  const store = open();
  store.onMessage({ serverNowMs: 1_000, value: 1 });
  store.onConnecting();
  vi.advanceTimersByTime(250);
  expect(store.paint()).toMatchObject({ view: 1, connection: { status: 'lost' } });
  store.onMessage({ serverNowMs: 9_000, value: 2 });
  vi.advanceTimersByTime(250);
  expect(store.paint()).toMatchObject({ view: 2, connection: { status: 'live' } });
  store.close();
});

test('nothing is told after closing', () => {
  const store = open();
  const listener = vi.fn();
  store.subscribe(listener);
  store.close();
  vi.advanceTimersByTime(10_000);
  expect(listener).not.toHaveBeenCalled();
});
