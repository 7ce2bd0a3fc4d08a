import { startEmbeddedMongo } from './server.ts';

// A server in a process of its own, for tests to kill: `node --import tsx crash-server.ts <data folder>`.
const server = await startEmbeddedMongo({ dataDir: process.argv[2] ?? null, port: 0 });
process.stdout.write(`${server.uri}\n`);
