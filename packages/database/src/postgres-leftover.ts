import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const longestWaitMs = 10_000;

/** The process that a data folder's `postmaster.pid` names; null without such a file. */
export async function readPostmasterPid(dataFolder: string): Promise<number | null> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
}

/** True when the process is a PostgreSQL of that folder: neither a zombie nor a stranger that got the number since. */
export async function isPostmaster(pid: number, dataFolder: string): Promise<boolean> {
  if (process.platform !== 'linux') {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)]).catch(() => ({
      stdout: '',
    }));
    return stdout.includes(`-D ${dataFolder}`);
  }
  // A zombie has no command line any more.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.split('\0').includes(dataFolder);
}

/** Waits until nobody works in the folder any more: the children of a killed PostgreSQL take a moment to notice. */
export async function waitForOrphans(dataFolder: string): Promise<void> {
  const deadlineMs = Date.now() + longestWaitMs;
  while (await isWorkedIn(dataFolder)) {
    if (Date.now() > deadlineMs) throw new Error(`processes of a killed PostgreSQL still work in ${dataFolder}`);
    await sleep(50);
  }
}

async function isWorkedIn(dataFolder: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const folder = await realpath(dataFolder);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => null)));
  return folders.includes(folder);
}
