import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

type Owner = { pid: number; startedAt: string };

// Two stores in one process would both find "their" lock file.
const heldHere = new Set<string>();

/**
 * Claims a data folder (made when it is not there) for this process; throws while another process that lives has it.
 * Gives the function that releases it. The file of a process that died is taken over, whoever has its pid by now.
 */
export function lockFolder(folder: string): () => void {
  const path = resolve(folder);
  const file = join(path, 'lock');
  mkdirSync(path, { recursive: true });
  if (heldHere.has(path)) throw new Error(`the data folder ${path} is already open in this process`);
  const own: Owner = { pid: process.pid, startedAt: startOf(process.pid) };
  if (!tryCreate(file, own)) {
    const owner = readOwner(file);
    if (owner && owner.pid !== process.pid && isAlive(owner.pid) && startOf(owner.pid) === owner.startedAt) {
      throw new Error(
        `the data folder ${path} is in use by process ${owner.pid}; stop it first or choose another folder`,
      );
    }
    unlinkSync(file);
    if (!tryCreate(file, own)) throw new Error(`the data folder ${path} was claimed by another process just now`);
  }
  heldHere.add(path);
  return () => {
    heldHere.delete(path);
    unlinkSync(file);
  };
}

function tryCreate(file: string, owner: Owner): boolean {
  try {
    writeFileSync(file, JSON.stringify(owner), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readOwner(file: string): Owner | null {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Owner>;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch {
    // A crash while the file was written: nobody can be holding it.
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a process began, in whatever form the system tells it: a pid alone is soon used again. Empty: it ended, or no one can tell. */
export function startOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      // Counted behind the name in brackets, which may hold spaces: the state, and the start in ticks of the machine.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [state, ticks] = [fields[0] ?? '', fields[19]];
      // A process that has ended is still listed, as a zombie, until its parent takes note.
      if ('ZX'.includes(state)) return '';
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`;
    }
    if (process.platform === 'win32') return '';
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
