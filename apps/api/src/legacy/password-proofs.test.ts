import { expect, test } from 'vitest';
import { createPasswordProofs } from './password-proofs.ts';

const start = new Date('2026-06-09T05:32:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const home = { userId: 1, storedHash: 'hash 1' };

test('a password that was right stays so while it is used, and is asked for again after a pause', () => {
  const proofs = createPasswordProofs(60_000);
  expect(proofs.isProven(home, 'right', start)).toBe(false);
  proofs.note(home, 'right', start);
  for (const seconds of [30, 60, 119]) {
    expect(proofs.isProven(home, 'right', after(seconds))).toBe(true);
    proofs.note(home, 'right', after(seconds));
  }
  expect(proofs.isProven(home, 'right', after(119 + 60))).toBe(false);
});

test.for([
  ['another password', home, 'wrong'],
  ['a password that begins the same', home, 'right '],
  ['another account', { ...home, userId: 2 }, 'right'],
  ['the same account with another password set', { ...home, storedHash: 'hash 2' }, 'right'],
] as const)('%s is not proven', ([, account, password]) => {
  const proofs = createPasswordProofs();
  proofs.note(home, 'right', start);
  expect(proofs.isProven(account, password, start)).toBe(false);
  expect(proofs.isProven(home, 'right', start)).toBe(true);
});

test('one process knows nothing of the proofs of another', () => {
  const [one, other] = [createPasswordProofs(), createPasswordProofs()];
  one.note(home, 'right', start);
  expect(other.isProven(home, 'right', start)).toBe(false);
});

test('keeps no more than it may: those noted last', () => {
  const proofs = createPasswordProofs(60_000, 2);
  const homes = [1, 2, 3].map((userId) => ({ userId, storedHash: 'h' }));
  const [first = home, second = home, third = home] = homes;
  proofs.note(first, 'p', start);
  proofs.note(second, 'p', start);
  proofs.note(first, 'p', after(1));
  proofs.note(third, 'p', after(2));
  expect(homes.map((one) => proofs.isProven(one, 'p', after(3)))).toEqual([true, false, true]);
});
