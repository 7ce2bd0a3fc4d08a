import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { MongoClient } from 'mongodb';
import pg from 'pg';
import { z } from 'zod';

/** Where the stores of a running installation are reached. */
export type StoreAddresses = { mongodbUri: string; databaseUrl: string };

const runningSchema = z.object({ pid: z.number().int().positive(), mongodbUri: z.string(), databaseUrl: z.string() });

const answerTimeoutMs = 2_000;

const fileIn = (dataDir: string) => join(dataDir, 'running.json');

/**
 * The stores that another process of this installation has started and still runs; null when there are none. Commands
 * such as `register` use them, since the files of an embedded store belong to one process at a time.
 */
export async function findRunningStores(dataDir: string): Promise<StoreAddresses | null> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => null);
  const found = text === null ? null : runningSchema.safeParse(parseJson(text));
  if (!found?.success || !isAlive(found.data.pid)) return null;
  const { mongodbUri, databaseUrl } = found.data;
  // A killed process may leave the file behind and another program take its number: only an answer counts.
  const answers = await Promise.all([mongoAnswers(mongodbUri), postgresAnswers(databaseUrl)]);
  return answers.every(Boolean) ? { mongodbUri, databaseUrl } : null;
}

/** Notes for other commands where the stores are; readable by this user only, because of the password. */
export async function noteRunningStores(dataDir: string, addresses: StoreAddresses): Promise<void> {
  const note = JSON.stringify({ pid: process.pid, ...addresses });
  await rm(fileIn(dataDir), { force: true });
  await writeFile(fileIn(dataDir), note, { mode: 0o600 });
}

export async function forgetRunningStores(dataDir: string): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Cut off by a kill.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function mongoAnswers(uri: string): Promise<boolean> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: answerTimeoutMs });
  try {
    await client.db('admin').command({ ping: 1 });
    return true;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}

async function postgresAnswers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: answerTimeoutMs });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
