import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { choosePlace, type PostgresPlace } from './embedded-postgres-place.ts';
import { isPostmaster, readPostmasterPid, waitForOrphans } from './postgres-leftover.ts';

export type EmbeddedPostgres = {
  url: string;
  /** Where its files are; another folder than asked for when that one lies where PostgreSQL may not enter. */
  folder: string;
  /** Settles when the server process has ended, asked for or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

const databaseName = 'commonwatt';
const user = 'commonwatt';
const readyTimeoutMs = 30_000;

/**
 * Starts a real PostgreSQL, from binaries in npm packages, on loopback. The first start makes the cluster and the
 * database. A server left behind by a killed process is stopped first; committed data survive any such end.
 * @throws when there are no binaries for this machine, or the server does not come up within 30 s.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  port: number;
  log?: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const place = await choosePlace(join(options.dataDir, 'postgres'));
  const log = options.log ?? (() => {});
  const password = await initialise(place, log);
  await stopLeftover(place, log);
  const server = spawn(place.binaries.postgres, serverArguments(place, options.port), {
    ...place.identity,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Out of our process group: Ctrl-C must not end it before those who still write to it.
    detached: true,
  });
  server.stdout?.on('data', (chunk: Buffer) => log(chunk.toString().trimEnd()));
  server.stderr?.on('data', (chunk: Buffer) => log(chunk.toString().trimEnd()));
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  // Whoever ends without stopping it first, ends it too; only a killed process leaves it behind.
  const endNow = () => server.kill('SIGINT');
  process.once('exit', endNow);
  void ended.then(() => process.off('exit', endNow));
  const url = `postgresql://${user}:${password}@127.0.0.1:${options.port}/${databaseName}`;
  await becomeReady(server, url);
  return { url, folder: place.folder, ended, stop: () => stop(server, ended) };
}

function serverArguments(place: PostgresPlace, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '16MB',
    max_connections: '60',
    io_method: 'sync',
    max_wal_size: '128MB',
    jit: 'off',
    timezone: 'UTC',
    log_min_messages: 'warning',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', place.data, '-p', String(port), ...flags];
}

/** Makes the cluster on the first start; returns the password that only this folder knows. */
async function initialise(place: PostgresPlace, log: (line: string) => void): Promise<string> {
  const passwordFile = join(place.folder, 'password');
  const known = await readFile(passwordFile, 'utf8').catch(() => null);
  if (known) return known.trim();
  // A first start that was interrupted leaves a half-made cluster without a password file: begin again.
  await rm(place.data, { recursive: true, force: true });
  const password = randomBytes(24).toString('base64url');
  const draft = join(place.folder, 'password.draft');
  await writeFile(draft, `${password}\n`, { mode: 0o600 });
  await place.give(draft);
  const auth = ['--auth=scram-sha-256', `--username=${user}`, `--pwfile=${draft}`];
  const text = ['--encoding=UTF8', '--locale-provider=libc', '--locale=C', '--lc-messages=C'];
  await run(place, place.binaries.initdb, ['-D', place.data, ...auth, ...text], log);
  await cp(draft, passwordFile);
  await rm(draft);
  return password;
}

async function stopLeftover(place: PostgresPlace, log: (line: string) => void): Promise<void> {
  const { data, binaries } = place;
  const pid = await readPostmasterPid(data);
  if (pid === null) return;
  log('stopping a PostgreSQL that a killed process left behind');
  if (await isPostmaster(pid, data)) {
    await run(place, binaries.pg_ctl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '20'], log);
    return;
  }
  // PostgreSQL refuses to start while anything has that number, be it a zombie or a stranger.
  await waitForOrphans(data);
  await rm(join(data, 'postmaster.pid'), { force: true });
}

async function becomeReady(server: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  const maintenanceUrl = url.replace(/[^/]+$/, 'postgres');
  for (;;) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended at once with code ${server.exitCode}; see the log`);
    const client = new pg.Client({ connectionString: maintenanceUrl, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
      if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (Date.now() > deadline) throw new Error('PostgreSQL did not accept connections within 30 s', { cause: error });
      await sleep(50);
    }
  }
}

async function stop(server: ChildProcess, ended: Promise<void>): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) server.kill('SIGINT'); // "fast" shutdown
  await ended;
}

async function run(place: PostgresPlace, command: string, args: string[], log: (line: string) => void): Promise<void> {
  await mkdir(place.folder, { recursive: true });
  const child = spawn(command, args, { ...place.identity, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code === 0) return;
  log(output.trimEnd());
  throw new Error(`${command} failed with code ${code}: ${output.trim().split('\n').at(-1) ?? ''}`);
}
