import { getPriority } from 'node:os';
import { hash } from '@node-rs/argon2';
import { afterAll, expect, test } from 'vitest';
import { createHashThreads } from './hash-threads.ts';
import { checkPassword, hashPassword } from './passwords.ts';

const threads = createHashThreads();
afterAll(() => threads.close());

/** Of `secret`, by Python's hashlib. */
const django = 'pbkdf2_sha256$20000$salt$aygayFoVMfOGYCalrIzpK/oQ3JlgPPFaP0gEuVCKQlI=';

test('several passwords at once, right and wrong ones, each with its own verdict', async () => {
  const passwords = ['one', 'two', 'three'];
  for (const password of passwords) {
    const hashed = await hashPassword(password);
    const verdicts = await Promise.all(passwords.map((one) => checkPassword(hashed, one, threads)));
    expect(verdicts.map(({ isRight }) => isRight)).toEqual(passwords.map((one) => one === password));
  }
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

test('what has begun ends before the threads do', async () => {
  const closing = createHashThreads();
  const verdict = closing.verify(await hash('x'), 'x');
  await closing.close();
  expect(await verdict).toBe(true);
});
