import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ObjectId } from 'bson';
import { type Collection, type Db, type Document, MongoClient } from 'mongodb';
import { onTestFinished } from 'vitest';
import { type EmbeddedMongoOptions, startEmbeddedMongo } from './server.ts';

// What the integration tests of this package share.

/** A folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-mongo-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A server in memory, or as told, with a client; both are closed when the test is over. */
export async function openStore(options: Partial<EmbeddedMongoOptions> = {}): Promise<{
  uri: string;
  client: MongoClient;
  db: Db;
  close(): Promise<void>;
}> {
  const server = await startEmbeddedMongo({ dataDir: null, port: 0, ...options });
  const client = new MongoClient(server.uri, { serverSelectionTimeoutMS: 5000 });
  await client.connect();
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await client.close();
    await server.close();
  };
  onTestFinished(close);
  return { uri: server.uri, client, db: client.db('test'), close };
}

/** An empty collection of a name of its own. */
export async function openCollection<T extends Document = Document>(
  options: Partial<EmbeddedMongoOptions> = {},
): Promise<Collection<T>> {
  const { db } = await openStore(options);
  return db.collection<T>(`c${new ObjectId()}`);
}
