import { getPriority } from 'node:os';
import { hash } from '@node-rs/argon2';
import { afterAll, expect, test } from 'vitest';
import { createHashThreads } from './hash-threads.ts';
import { checkPassword, hashPassword } from './passwords.ts';

const threads = createHashThreads(2);
afterAll(() => threads.close());

/** Of `secret`, by Python's hashlib. */
const django = 'pbkdf2_sha256$20000$salt$aygayFoVMfOGYCalrIzpK/oQ3JlgPPFaP0gEuVCKQlI=';

test('more passwords than there are threads, right and wrong ones, each with its own verdict', async () => {
  const passwords = ['one', 'two', 'three', 'four', 'five'];
  const hashes = await Promise.all(passwords.map(hashPassword));
  const verdicts = await Promise.all(
    hashes.flatMap((one) => passwords.map(async (password) => (await checkPassword(one, password, threads)).isRight)),
  );
  expect(verdicts).toEqual(passwords.flatMap((_, i) => passwords.map((_, j) => i === j)));
});

test.for([
  ['a hash of Django', django],
  ['nobody', null],
  ['a hash of another kind', 'md5$x$y'],
])('%s: the same verdict as without threads', async ([_, stored]) => {
  for (const password of ['secret', 'other'])
    expect(await checkPassword(stored ?? null, password, threads)).toEqual(
      await checkPassword(stored ?? null, password),
    );
});

test('a hash that is broken is an error of its own, and the thread goes on', async () => {
  await expect(threads.verify('$argon2id$broken', 'x')).rejects.toThrow();
  expect(await threads.verify(await hash('x'), 'x')).toBe(true);
});

test('the process itself keeps its priority', async () => {
  await threads.verify(await hash('x'), 'x');
  expect(getPriority()).toBe(0);
});
