import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLiveStore } from './live-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const open = () => createLiveStore<number, { serverNowMs: number; value: number }>((_view, message) => message.value);

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
