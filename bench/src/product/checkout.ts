import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type Child, runChild, startChild } from '../system/child.ts';
import type { Cleanup } from '../system/cleanup.ts';

/** The root of the repository that this benchmark is part of. */
export const checkout = fileURLToPath(new URL('../../..', import.meta.url));

/** Builds what is not built yet, so that no measurement includes it. */
export async function build(cleanup: Cleanup): Promise<void> {
  await runChild(cleanup, { command: process.execPath, args: ['scripts/build.js'], cwd: checkout });
}

/** The built `commonwatt` command, left running. */
export function startCommonwatt(cleanup: Cleanup, args: string[], variables: Record<string, string>): Child {
  return startChild(cleanup, { ...commonwatt(args), variables });
}

/** The built `commonwatt` command, run to its end. Returns what it printed. */
export function runCommonwatt(
  cleanup: Cleanup,
  args: string[],
  { variables, input = '' }: { variables: Record<string, string>; input?: string },
): Promise<string> {
  return runChild(cleanup, { ...commonwatt(args), variables, input });
}

function commonwatt(args: string[]) {
  return { command: process.execPath, args: ['apps/cli/dist/commonwatt.js', ...args], cwd: checkout };
}
