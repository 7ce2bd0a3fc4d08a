import { type ChildProcess, fork } from 'node:child_process';
import process from 'node:process';
import { environment } from '../terminal.ts';
import type { Part } from './supervised.ts';

/** The message by which a child tells that it is at work. */
export const readyMessage = 'ready';

/**
 * Runs a command of this program as a process of its own and waits until it is at work. The child ends with us, also
 * when we are killed, because its channel to us closes (see `endWithParent`).
 */
export async function startOwnProcess(args: string[], variables: Record<string, string> = {}): Promise<Part> {
  const child = forkOwn(args, variables);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('message', (message) => {
      if (message === readyMessage) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${args[0]} ended at once with code ${code}`)));
  });
  return {
    ended,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Runs a command of this program as a process of its own to its end. */
export async function runOwnProcess(args: string[], variables: Record<string, string> = {}): Promise<void> {
  const child = forkOwn(args, variables);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`commonwatt ${args[0]} failed with code ${code}`);
}

function forkOwn(args: string[], variables: Record<string, string>): ChildProcess {
  const script = process.argv[1];
  if (!script) throw new Error('the path of this program is not known');
  const env = { ...environment, ...variables };
  return fork(script, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env });
}

/** For a child: tells the parent that it is at work, and calls `stop` when the parent is gone or asks for it. */
export function endWithParent(stop: () => Promise<void>): void {
  let isStopping = false;
  const stopOnce = () => {
    if (isStopping) return;
    isStopping = true;
    void stop().finally(() => process.exit(0));
  };
  process.once('disconnect', stopOnce);
  process.once('SIGTERM', stopOnce);
  // Ctrl-C reaches the whole group; the parent then stops its children in order.
  process.on('SIGINT', () => {});
  process.send?.(readyMessage);
}
