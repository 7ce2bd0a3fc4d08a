import { readdir, readFile } from 'node:fs/promises';
import process from 'node:process';

/** One process as /proc shows it. */
export type ProcessInfo = { pid: number; parentPid: number; command: string };

/** A process and everything that it started, directly or not; empty when it has ended. Linux only. */
export async function listProcessTree(rootPid: number): Promise<ProcessInfo[]> {
  const all = await listProcesses();
  const tree = all.filter(({ pid }) => pid === rootPid);
  for (const { pid } of tree) tree.push(...all.filter(({ parentPid }) => parentPid === pid));
  return tree;
}

async function listProcesses(): Promise<ProcessInfo[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(readProcess));
  return found.filter((one) => one !== null);
}

async function readProcess(pid: number): Promise<ProcessInfo | null> {
  try {
    const [stat, commandLine] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    const [state, parentPid] = fieldsAfterName(stat);
    return state === 'Z' ? null : { pid, parentPid: Number(parentPid), command: commandLine.replaceAll('\0', ' ') };
  } catch {
    return null; // It ended while we looked.
  }
}

/** The fields of /proc/…/stat from the third on: the second, a name in brackets, may hold anything. */
function fieldsAfterName(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Ends processes as a lack of memory does: without any warning. */
export function killProcesses(processes: readonly ProcessInfo[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

export type Memory = { rssBytes: number; pssBytes: number };

/** Memory of a process: RSS has every page that it uses, PSS only its share of those that others use as well. */
export async function readMemory(pid: number): Promise<Memory> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const bytesOf = (name: string) => 1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
  return { rssBytes: bytesOf('Rss'), pssBytes: bytesOf('Pss') };
}

/** The kernel counts processor time in hundredths of a second, on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Processor time (s) that one process has used so far, in user and kernel mode, without its children. */
export async function readCpuSeconds(pid: number): Promise<number> {
  const fields = fieldsAfterName(await readFile(`/proc/${pid}/stat`, 'utf8'));
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
