import { createServer, type Server, type Socket } from 'node:net';
import { Cursors } from './commands/cursors.ts';
import { Background } from './engine/background.ts';
import { Store } from './engine/store.ts';
import { lockFolder } from './storage/folder-lock.ts';
import { serveConnection } from './wire/connection.ts';

export type EmbeddedMongoOptions = {
  /** Where the data lies; made when it is not there. `null` keeps everything in memory, for tests. */
  dataDir: string | null;
  /** 0 takes any free port. */
  port?: number;
  host?: string;
  /** So much memory holds documents; what does not fit is read from the data folder again. */
  documentCacheBytes?: number;
  /** How often expired documents are looked for. */
  ttlIntervalMs?: number;
  /** `false` refuses change streams, as a MongoDB without a replica set does. */
  changeStreams?: boolean;
  log?: (message: string) => void;
  /** The clock by which documents expire. */
  now?: () => Date;
};

export type EmbeddedMongo = {
  /** For any MongoDB client, without a database name. */
  uri: string;
  port: number;
  /** Ends all connections and writes everything to the disk. */
  close(): Promise<void>;
};

const DEFAULT_PORT = 27018;
const DEFAULT_CACHE_BYTES = 256 * 1024 * 1024;
const SEGMENT_BYTES = 64 * 1024 * 1024;
const MAX_CONNECTIONS = 1000;

/**
 * Starts a server that speaks MongoDB's wire protocol. Rejects when the port or the data folder is in use, or when the
 * data are damaged.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const { dataDir, port = DEFAULT_PORT, host = '127.0.0.1', ttlIntervalMs = 60_000, changeStreams = true } = options;
  const { documentCacheBytes = DEFAULT_CACHE_BYTES, log = () => undefined, now = () => new Date() } = options;
  const unlock = dataDir === null ? () => undefined : lockFolder(dataDir);
  const server = createServer();
  let store: Store | null = null;
  try {
    store = new Store({ dataDir, cacheBytes: documentCacheBytes, segmentBytes: SEGMENT_BYTES, now, log });
    await listen(server, port, host);
  } catch (error) {
    await store?.close();
    unlock();
    throw error;
  }
  const opened = store;
  const cursors = new Cursors();
  const background = new Background(opened, ttlIntervalMs);
  const sockets = new Set<Socket>();
  let lastConnection = 0;
  server.maxConnections = MAX_CONNECTIONS;
  server.on('connection', (socket) => {
    sockets.add(socket);
    const context = {
      store: opened,
      cursors,
      hasChangeStreams: changeStreams,
      now,
      connection: { id: ++lastConnection },
    };
    void serveConnection(socket, context).finally(() => sockets.delete(socket));
  });

  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    cursors.closeAll();
    for (const socket of sockets) socket.destroy();
    await closed;
    await background.stop();
    await opened.close();
    unlock();
  }
  const boundPort = portOf(server);
  return { uri: `mongodb://${host.includes(':') ? `[${host}]` : host}:${boundPort}`, port: boundPort, close };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE';
      reject(
        isTaken ? new Error(`port ${port} on ${host} is in use; stop what uses it or choose another port`) : error,
      );
    });
    server.listen(port, host, resolve);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
