import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test-store.ts';
import { lockFolder } from './folder-lock.ts';

test('a folder is claimed once in a process, and can be claimed again when released', () => {
  const folder = join(temporaryFolder(), 'made', 'on the way');
  const release = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(/already open in this process/);
  release();
  expect(existsSync(join(folder, 'lock'))).toBe(false);
  lockFolder(folder)();
});

test.for<[string, string]>([
  ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'x' })],
  ['a process that lives, but began later', JSON.stringify({ pid: process.ppid, startedAt: 'long ago' })],
  ['this process, in an earlier life', JSON.stringify({ pid: process.pid, startedAt: 'long ago' })],
  ['nobody, as it was cut short', '{"pid":'],
  ['nobody, as it is empty', ''],
])('a lock file of %s is taken over', ([, content]) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock'), content);
  lockFolder(folder)();
});
