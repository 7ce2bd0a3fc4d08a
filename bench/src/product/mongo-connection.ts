import { MongoClient } from 'mongodb';

/** Shorter than the driver's own: a write to a store that is down should soon give up. */
const serverSelectionTimeoutMS = 500;

/** Connects so that no write is sent twice: the driver does not try again by itself. */
export function connectMongo(uri: string): Promise<MongoClient> {
  return new MongoClient(uri, {
    retryWrites: false,
    serverSelectionTimeoutMS,
    writeConcern: { w: 1 },
  }).connect();
}

/** Looks something up over a connection of its own. */
export async function askMongo<T>(uri: string, ask: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await connectMongo(uri);
  try {
    return await ask(client);
  } finally {
    await client.close();
  }
}
