import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../test-store.ts';
import { lockFolder, startOf } from './folder-lock.ts';

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

test.runIf(process.platform === 'linux')('a process that has ended but is still listed holds no folder', async () => {
  const folder = temporaryFolder();
  // The shell starts a child, becomes a program that never waits for it, and so leaves a zombie.
  const shell = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(shell.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  const startedAt = startOf(pid);
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, startedAt }));
  expect(() => lockFolder(folder)).toThrow(/in use by process/);
  await vi.waitFor(() => expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z '));
  lockFolder(folder)();
  shell.kill('SIGKILL');
});
