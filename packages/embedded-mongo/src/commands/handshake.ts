import { MAX_MESSAGE_BYTES } from '../wire/frame-decoder.ts';
import type { Command } from './command.ts';
import type { Context, Reply } from './context.ts';

/** The version of MongoDB whose behaviour this store follows, where it has it. */
const VERSION = '7.0.0';

/** Says what this server is: one that stands alone, without compression, signing in or transactions. */
export function hello(command: Command, { connection, now }: Context): Reply {
  const isPrimary = command.name === 'hello' ? { isWritablePrimary: true } : { ismaster: true };
  return {
    helloOk: true,
    ...isPrimary,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: now(),
    // With sessions but without a replica set, drivers send no transaction numbers.
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection.id,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ok: 1,
  };
}

export function ping(): Reply {
  return { ok: 1 };
}

export function buildInfo(): Reply {
  return {
    version: VERSION,
    versionArray: [...VERSION.split('.').map(Number), 0],
    gitVersion: 'commonwatt-embedded-mongo',
    modules: [],
    storageEngines: ['commonwatt'],
    bits: 64,
    maxBsonObjectSize: 16 * 1024 * 1024,
    ok: 1,
  };
}
