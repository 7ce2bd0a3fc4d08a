import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Collection, MongoClient } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbeddedMongo } from './server.ts';
import { temporaryFolder } from './test-store.ts';

const RUNS = 12;
const WRITERS = 4;
const leastWrites = 20;

async function startProcess(dataDir: string): Promise<{ child: ChildProcess; uri: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'crash-server.ts', dataDir], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  return { child, uri: String(line).trim() };
}

type Stored = { _id: string; version: number; filler: string };
/** What a document is known to be: acknowledged, or one of two when the answer to a write never came. */
type Known = Map<string, (number | null)[]>;

/** Writes without pause until the server is gone, and keeps account of what was acknowledged. */
async function writeUntilKilled(collection: Collection<Stored>, writer: string, known: Known): Promise<void> {
  const filler = 'x'.repeat(700);
  try {
    for (let n = 0; ; n++) {
      const ids = Array.from({ length: 1 + (n % 7) }, (_, i) => `${writer}-${n}-${i}`);
      for (const id of ids) known.set(id, [null, 1]);
      await collection.insertMany(ids.map((_id) => ({ _id, version: 1, filler })));
      for (const id of ids) known.set(id, [1]);
      const [first = '', second] = ids;
      known.set(first, [1, 2]);
      await collection.updateOne({ _id: first }, { $inc: { version: 1 } });
      known.set(first, [2]);
      if (!second) continue;
      known.set(second, [1, null]);
      await collection.deleteOne({ _id: second });
      known.set(second, [null]);
    }
  } catch {
    // The server was killed; what was on its way stays uncertain.
  }
}

test('no acknowledged write is lost, and nothing is torn, when the process is killed at any moment', async () => {
  // Two at a time, as most of it is waiting for processes to start.
  await Promise.all([temporaryFolder(), temporaryFolder()].map(writeAndKill));
}, 240_000);

async function writeAndKill(dataDir: string): Promise<void> {
  const known: Known = new Map();
  for (let run = 0; run < RUNS; run++) {
    const { child, uri } = await startProcess(dataDir);
    const client = new MongoClient(uri, { serverSelectionTimeoutMS: 100, maxPoolSize: WRITERS });
    const collection = client.db('test').collection<Stored>('c');
    await checkAll(uri, known);
    const writers = Array.from({ length: WRITERS }, (_, i) => writeUntilKilled(collection, `${run}-${i}`, known));
    // However slow the machine is, there is something to lose; only who waited too long for the server writes nothing more.
    const knownBefore = known.size;
    let haveGivenUp = false;
    const ended = Promise.all(writers).then(() => {
      haveGivenUp = true;
    });
    while (known.size < knownBefore + leastWrites && !haveGivenUp) await setTimeout(5);
    await setTimeout(Math.random() * 80);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await ended;
    await client.close();
  }
  const server = await startEmbeddedMongo({ dataDir, port: 0 });
  await checkAll(server.uri, known);
  await server.close();
  expect(known.size).toBeGreaterThan(RUNS * WRITERS);
}

/** By a client that waits as long as it takes; those that write give up soon, as they are killed. */
async function checkAll(uri: string, known: Known): Promise<void> {
  const client = new MongoClient(uri);
  await checkStored(client.db('test').collection<Stored>('c'), known);
  await client.close();
}

async function checkStored(collection: Collection<Stored>, known: Known): Promise<void> {
  const stored = new Map<string, Stored>();
  for await (const document of collection.find()) stored.set(document._id, document);
  for (const [id, versions] of known) {
    const document = stored.get(id);
    expect(versions, id).toContain(document?.version ?? null);
    if (document) expect(document.filler).toHaveLength(700);
    known.set(id, [document?.version ?? null]);
  }
  expect([...stored.keys()].filter((id) => !known.has(id))).toEqual([]);
}

test('a folder that a living process has is refused, and free at once when it was killed', async () => {
  const dataDir = temporaryFolder();
  const { child } = await startProcess(dataDir);
  await expect(startEmbeddedMongo({ dataDir, port: 0 })).rejects.toThrow(`is in use by process ${child.pid}`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const server = await startEmbeddedMongo({ dataDir, port: 0 });
  await server.close();
});
