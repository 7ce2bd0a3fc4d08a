import { expect, test } from 'vitest';
import { noteProgramError, putOffTelling } from './program-errors.ts';
import { openTestDatabase, uniqueName } from './testing.ts';

const db = openTestDatabase();
const start = new Date('2026-06-09T05:32:00Z');
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

test('a kind of error is told once an hour, with how often it occurred meanwhile', async () => {
  const kind = uniqueName('kind');
  const note = (minutes: number, count = 1) => noteProgramError(db, { kind, count, now: after(minutes) });
  expect(await note(0)).toBe(1);
  expect(await note(1)).toBeNull();
  expect(await note(59, 5)).toBeNull();
  expect(await note(60)).toBe(7);
  expect(await note(61)).toBeNull();
  expect(await noteProgramError(db, { kind: `${kind} other`, count: 1, now: after(61) })).toBe(1);
});

test('what could not be told is told by who notes it next', async () => {
  const kind = uniqueName('kind');
  expect(await noteProgramError(db, { kind, count: 2, now: start })).toBe(2);
  await putOffTelling(db, { kind, count: 2 });
  expect(await noteProgramError(db, { kind, count: 1, now: after(1) })).toBe(3);
});

test('of many processes that meet it at once one tells', async () => {
  const kind = uniqueName('kind');
  const told = await Promise.all(Array.from({ length: 8 }, () => noteProgramError(db, { kind, count: 1, now: start })));
  expect(told.filter((count) => count !== null)).toHaveLength(1);
});
