import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { environment } from './terminal.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = fileURLToPath(new URL('..', import.meta.url));

/** A database of its own for the documents of these tests. */
export const testMongoDatabase = 'commonwatt_cli_test';

export type Outcome = { code: number | null; output: string; errors: string };

/** Runs the command from its sources against the shared test stores; `variables` replace or add to the environment. */
export async function runCommand(
  args: string[],
  options: {
    variables?: Record<string, string>;
    input?: string;
    /** Sees all that was printed so far, each time that more is. */
    onOutput?: (output: string, child: ChildProcess) => void;
  } = {},
): Promise<Outcome> {
  const env = {
    PATH: environment.PATH,
    MONGODB_URI: inject('mongodbUri'),
    MONGODB_DATABASE: testMongoDatabase,
    DATABASE_URL: inject('databaseUrl'),
    ...options.variables,
  };
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], { env, cwd: folder });
  child.stdin.end(options.input ?? '');
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    options.onOutput?.(output, child);
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, output, errors };
}
