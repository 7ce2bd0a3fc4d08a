import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cleanup } from '../system/cleanup.ts';
import { loaded, type WorkerTask } from './worker-process.ts';

export type PoolOptions = {
  script: string;
  task: WorkerTask;
  /** So many work at a time, … */
  liveCount: number;
  /** … and so many more are loaded and wait to take the place of one. */
  standbyCount: number;
  /** Gets every line that a worker logs. */
  onLog: (line: string) => void;
};

export type WorkerPool = {
  /** Ends one of those that work, without any warning, and puts another in its place. Resolves when that one has begun. */
  kill(random: () => number): Promise<void>;
  /** Stops one of them for so long, in whatever it is doing, and has it go on. */
  freeze(random: () => number, durationMs: number): Promise<void>;
};

/** Starts processes that take each other's place when they are killed. */
export async function startWorkers(cleanup: Cleanup, options: PoolOptions): Promise<WorkerPool> {
  const { script, task, liveCount, standbyCount, onLog } = options;
  const live: ChildProcess[] = [];
  const standby: Promise<ChildProcess>[] = [];
  const all = new Set<ChildProcess>();

  async function load(): Promise<ChildProcess> {
    const child = fork(script, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    all.add(child);
    child.once('exit', () => all.delete(child));
    const [message] = await once(child, 'message');
    if (message !== loaded) throw new Error('a worker could not be loaded');
    return child;
  }

  async function beginOne(): Promise<void> {
    standby.push(load());
    const child = await standby.shift();
    if (!child) throw new Error('there is no worker to begin');
    child.on('message', (line) => onLog(String(line)));
    child.send(task);
    live.push(child);
  }

  function choose(random: () => number): ChildProcess {
    const child = live[Math.floor(random() * live.length)];
    if (!child) throw new Error('no worker works');
    return child;
  }

  cleanup.atEnd(async () => {
    await Promise.allSettled(standby);
    const ends = [...all].map((child) => once(child, 'exit'));
    for (const child of all) child.kill('SIGKILL');
    await Promise.all(ends);
  });
  for (let i = 0; i < standbyCount; i += 1) standby.push(load());
  for (let i = 0; i < liveCount; i += 1) await beginOne();
  return {
    async kill(random) {
      const child = choose(random);
      if (child.exitCode !== null) throw new Error(`a worker has ended by itself with ${child.exitCode}`);
      live.splice(live.indexOf(child), 1);
      child.kill('SIGKILL');
      await beginOne();
    },
    async freeze(random, durationMs) {
      const child = choose(random);
      child.kill('SIGSTOP');
      await sleep(durationMs);
      child.kill('SIGCONT');
    },
  };
}
