import { spawn } from 'node:child_process';
import { access, constants, mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Part } from './supervised.ts';

/** Where a `mongod` lies on the PATH; null when there is none. */
export async function findMongod(path: string): Promise<string | null> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const candidate = join(folder, 'mongod');
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not here.
    }
  }
  return null;
}

/** Starts a standalone mongod on loopback and waits until it answers, at most 30 s. */
export async function startMongod(executable: string, options: { dataDir: string; port: number }): Promise<Part> {
  const folder = join(options.dataDir, 'mongod');
  await mkdir(folder, { recursive: true });
  const flags = ['--dbpath', folder, '--port', String(options.port), '--bind_ip', '127.0.0.1', '--quiet'];
  const server = spawn(executable, flags, { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const client = new MongoClient(`mongodb://127.0.0.1:${options.port}`, { serverSelectionTimeoutMS: 30_000 });
  const answers = client.db('admin').command({ ping: 1 });
  await Promise.race([answers, ended.then(() => Promise.reject(new Error('mongod ended at once')))]);
  await client.close();
  return {
    ended,
    async stop() {
      if (server.exitCode === null) server.kill('SIGTERM');
      await ended;
    },
  };
}
