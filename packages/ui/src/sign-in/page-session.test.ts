import { expect, test, vi } from 'vitest';
import { createPageSession } from './page-session.ts';

function open(owner: string | null) {
  const onStranger = vi.fn();
  const session = createPageSession(onStranger);
  if (owner !== null) session.begin(owner);
  return { session, onStranger };
}

test('what waits goes on once the same account has signed in again', () => {
  const { session, onStranger } = open('staff');
  const told: boolean[] = [];
  session.wait((isRenewed) => told.push(isRenewed));
  expect(session.isOver()).toBe(true);
  session.begin('staff');
  session.begin('staff');
  expect([session.isOver(), told, onStranger.mock.calls.length]).toEqual([false, [true], 0]);
});

test('another account gets nothing of the page, and sends nothing that was held', () => {
  const { session, onStranger } = open('staff');
  const tell = vi.fn();
  session.wait(tell);
  session.begin('other');
  expect(onStranger).toHaveBeenCalledOnce();
  expect([session.isOver(), tell.mock.calls]).toEqual([true, []]);
});

test('signing out on purpose gives up what waits, and whoever comes next is no stranger', () => {
  const { session, onStranger } = open('staff');
  const told: boolean[] = [];
  session.wait((isRenewed) => told.push(isRenewed));
  session.leave();
  expect([session.isOver(), session.username(), told]).toEqual([false, null, [false]]);
  session.begin('other');
  expect([session.username(), onStranger.mock.calls.length]).toEqual(['other', 0]);
});

test('whoever stopped waiting hears nothing', () => {
  const { session } = open('staff');
  const tell = vi.fn();
  session.wait(tell)();
  session.begin('staff');
  expect(tell).not.toHaveBeenCalled();
});

test('a page of nobody has no session that could end', () => {
  const { session } = open(null);
  session.end();
  expect(session.isOver()).toBe(false);
});

test('listeners hear each end and each renewal once', () => {
  const { session } = open('staff');
  const listener = vi.fn();
  session.subscribe(listener);
  session.end();
  session.end();
  session.begin('staff');
  expect(listener).toHaveBeenCalledTimes(2);
});
