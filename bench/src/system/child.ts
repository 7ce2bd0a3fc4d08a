import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cleanup } from './cleanup.ts';

export type ChildOptions = {
  command: string;
  args: string[];
  cwd: string;
  /** Added to `cleanEnvironment()`. */
  variables?: Record<string, string>;
  /** Written to its standard input, which is then closed. */
  input?: string;
};

/** A program with a process group of its own, so that all that it starts can be ended with it. */
export type Child = {
  pid: number;
  /** What it printed last, to explain a failure. */
  output(): string;
  hasEnded(): boolean;
  /** Resolves with the exit code; null when a signal ended it. */
  ended: Promise<number | null>;
  /** Sends a signal to the whole group, as Ctrl-C in a terminal does. */
  signalGroup(signal: NodeJS.Signals): void;
  /** Ends it with Ctrl-C, and everything left of its group by force after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
};

const keptOutputBytes = 16_000;
const usualGraceMs = 20_000;

export function startChild(cleanup: Cleanup, options: ChildOptions): Child {
  const { command, args, cwd, variables = {}, input } = options;
  const child = spawn(command, args, {
    cwd,
    env: { ...cleanEnvironment(), ...variables },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);
  child.stdin.on('error', () => {}); // It may end without reading.
  child.stdin.end(input ?? '');
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const end = async (graceMs: number) => {
    if (!hasEnded()) signalGroup(pid, 'SIGINT');
    await Promise.race([ended, sleep(graceMs, undefined, { ref: false })]);
    signalGroup(pid, 'SIGKILL');
    await ended;
  };
  let ending: Promise<void> | null = null;
  const handle: Child = {
    pid,
    output: keepOutput(child),
    hasEnded,
    ended,
    signalGroup: (signal) => signalGroup(pid, signal),
    stop(graceMs = usualGraceMs) {
      // Only once: later its number may be that of a group of somebody else.
      ending ??= end(graceMs);
      return ending;
    },
  };
  cleanup.atEnd(() => handle.stop());
  return handle;
}

/** Runs a program to its end and returns what it printed. */
export async function runChild(cleanup: Cleanup, options: ChildOptions): Promise<string> {
  const child = startChild(cleanup, options);
  const code = await child.ended;
  await child.stop();
  if (code === 0) return child.output();
  throw new Error(`${options.command} ${options.args.slice(0, 3).join(' ')} ended with ${code}:\n${child.output()}`);
}

function keepOutput(child: ChildProcess): () => string {
  let kept = '';
  const keep = (chunk: Buffer) => {
    kept = (kept + chunk.toString()).slice(-keptOutputBytes);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => kept.trim();
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * The environment as a person's shell has it: without what pnpm adds for its scripts and without the settings of
 * another installation.
 */
function cleanEnvironment(): Record<string, string | undefined> {
  const ofPnpm = /^(npm_|pnpm_|PNPM_|INIT_CWD$|NODE_PATH$)/;
  const ofInstallations = /^(MONGODB_|DATABASE_URL$|COMMONWATT_|EMBEDDED_|PUBLIC_URL$|LOG_LEVEL$|HOST$|PORT$)/;
  const kept = Object.entries(process.env).filter(([name]) => !ofPnpm.test(name) && !ofInstallations.test(name));
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  return { ...Object.fromEntries(kept), PATH: folders.join(':') };
}
