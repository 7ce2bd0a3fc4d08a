import { type ChildProcess, fork } from 'node:child_process';
import process from 'node:process';
import { environment, failWith } from '../terminal.ts';
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
      if (child.connected) child.disconnect();
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

/** For a child: tells the parent that it is at work, and calls `stop` when the parent closes the channel or is gone. */
export function endWithParent(stop: () => Promise<void>): void {
  process.once('disconnect', () => void stop().then(() => process.exit(0), failWith));
  // Ctrl-C and service managers signal all processes at once; the parent then stops its children in order.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  process.send?.(readyMessage);
}
