import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findFreePorts } from './free-ports.ts';

/** Where an installation is: all that a test needs to reach it, as plain data that can be handed to workers. */
export type Place = { url: string; mongodbUri: string; variables: Record<string, string> };

/** Environment variables, or what makes them of the address that the installation will have. */
type Variables = Record<string, string> | ((url: string) => Record<string, string>);

export type Installation = {
  place: Place;
  /** Everything it has printed so far. */
  output(): string;
  stop(): Promise<void>;
};

const program = fileURLToPath(new URL('../../apps/cli/dist/commonwatt.js', import.meta.url));
const startTimeoutMs = 90_000;
const stopTimeoutMs = 20_000;

/** The simulated community; ready once its past is written and its present goes on. */
export function startDemo(extra: Variables = {}): Promise<Installation> {
  return startInstallation('demo', /Two communities are sharing power/, extra);
}

/** An installation as it is on its first day: no user, no community. */
export function startEmpty(extra: Variables = {}): Promise<Installation> {
  return startInstallation('start', /\/admin\/setup\?token=\S+/, extra);
}

/** Starts the built program on free ports with a folder of its own, and waits until it prints `ready`. */
async function startInstallation(command: 'demo' | 'start', ready: RegExp, extra: Variables): Promise<Installation> {
  if (!existsSync(program)) throw new Error(`${program} does not exist. Run "pnpm build" before "pnpm test:e2e".`);
  const dataDir = await mkdtemp(join(tmpdir(), 'commonwatt-e2e-'));
  const [port = 0, mongoPort = 0, postgresPort = 0] = await findFreePorts(3);
  const variables = {
    PATH: process.env.PATH ?? '',
    PORT: String(port),
    EMBEDDED_MONGO_PORT: String(mongoPort),
    EMBEDDED_POSTGRES_PORT: String(postgresPort),
    COMMONWATT_DATA_DIR: dataDir,
    ...(typeof extra === 'function' ? extra(`http://localhost:${port}`) : extra),
  };
  // A group of its own: Ctrl-C in the terminal reaches the tests only, which then stop it in order.
  const child = spawn(process.execPath, [program, command], { env: variables, detached: true });
  const killAtExit = () => void child.kill('SIGTERM');
  process.once('exit', killAtExit);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));

  async function stop() {
    process.off('exit', killAtExit);
    try {
      await stopGroup(child);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  }

  try {
    await waitFor(() => ready.test(output), child, startTimeoutMs);
  } catch (error) {
    await stop();
    throw new Error(`commonwatt ${command} did not get ready. It said:\n${output}`, { cause: error });
  }
  const place = { url: `http://localhost:${port}`, mongodbUri: `mongodb://127.0.0.1:${mongoPort}`, variables };
  return { place, output: () => output, stop };
}

/** Runs another command of the program in the same installation; rejects with its words when it fails. */
export async function runCommand({ variables }: Place, args: string[], input = ''): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], { env: variables });
  child.stdin.end(input);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`commonwatt ${args.join(' ')} failed with code ${code}: ${output}`);
  return output;
}

/** Ends the program and makes sure that nothing it started is left. */
async function stopGroup(child: ChildProcess): Promise<void> {
  const group = child.pid;
  if (group === undefined) return;
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  try {
    await waitFor(() => !isGroupAlive(group), null, stopTimeoutMs);
  } catch {
    process.kill(-group, 'SIGKILL');
    throw new Error(`Processes of the installation were still there ${stopTimeoutMs / 1000} s after SIGTERM`);
  }
}

function isGroupAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

/** Asks every 50 ms until it is so; rejects after `timeoutMs`, or at once when `child` has ended. */
async function waitFor(isSo: () => boolean, child: ChildProcess | null, timeoutMs: number): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!isSo()) {
    if (child && child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
    if (performance.now() > deadlineMs) throw new Error(`not within ${timeoutMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
