import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Document, serialize } from 'bson';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { openStore } from './test-store.ts';

// Whatever comes in on a socket: that connection may end, the server may not.

async function connected(uri: string): Promise<Socket> {
  const { hostname, port } = new URL(uri);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes and hangs up; gives whether the server had closed the connection by itself within `waitMs`. */
async function send(uri: string, chunks: Uint8Array[], waitMs = 30): Promise<boolean> {
  const socket = await connected(uri);
  socket.resume();
  const closed = once(socket, 'close').then(() => true);
  for (const chunk of chunks) if (socket.writable) socket.write(chunk);
  const isClosed = await Promise.race([
    closed,
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), waitMs)),
  ]);
  socket.destroy();
  return isClosed;
}

function message(document: Document, change: (bytes: Buffer) => void = () => undefined): Buffer {
  const body = serialize(document);
  const bytes = Buffer.concat([Buffer.alloc(21), body]);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(2013, 12);
  change(bytes);
  return bytes;
}

describe('a server that gets nonsense', () => {
  test('goes on, whatever the bytes', async () => {
    const { uri, client } = await openStore();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { minLength: 1, maxLength: 5 }),
        async (chunks) => {
          await send(uri, chunks, 2);
          expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
        },
      ),
      { numRuns: 150 },
    );
  });

  test('goes on, whatever becomes of a command on its way', async () => {
    const { uri, client, db } = await openStore();
    await db.collection('c').insertMany([{ a: 1 }, { a: [1, { b: 2 }] }]);
    const commands = [
      { insert: 'c', documents: [{ a: 1, b: { c: [1, 2] } }], $db: 'test' },
      { find: 'c', filter: { a: { $gt: 1 }, $or: [{ b: 1 }, { c: /x/ }] }, sort: { a: -1 }, limit: 5, $db: 'test' },
      {
        update: 'c',
        updates: [{ q: { a: 1 }, u: { $set: { 'b.c': 2 }, $push: { d: 1 } }, upsert: true }],
        $db: 'test',
      },
      {
        aggregate: 'c',
        pipeline: [{ $match: { a: 1 } }, { $group: { _id: '$a', n: { $sum: 1 } } }],
        cursor: {},
        $db: 'test',
      },
      { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'x', unique: false }], $db: 'test' },
      { getMore: 12345, collection: 'c', $db: 'test' },
    ];
    const change = fc.array(fc.tuple(fc.nat(10_000), fc.nat(255)), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...commands), change, async (command, changes) => {
        const bytes = message(command, (original) => {
          for (const [at, byte] of changes) original[16 + (at % (original.length - 16))] = byte;
        });
        await send(uri, [bytes], 2);
        expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
      }),
      { numRuns: 300 },
    );
    expect(await db.collection('c').find().toArray()).not.toHaveLength(0);
  });

  test('closes connections with impossible lengths, and forgets them', async () => {
    const { uri } = await openStore();
    for (const length of [0, 15, -5, 2 ** 31 - 1, 48_000_001]) {
      const bytes = message({ ping: 1, $db: 'admin' }, (original) => original.writeInt32LE(length, 0));
      expect(await send(uri, [bytes], 1000), String(length)).toBe(true);
    }
    expect(await send(uri, [Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')], 1000)).toBe(true);
  });

  test('waits for the rest of a message that was cut, and answers when it comes', async () => {
    const { uri } = await openStore();
    const bytes = message({ ping: 1, $db: 'admin' });
    for (let cut = 0; cut < bytes.length; cut += 7) expect(await send(uri, [bytes.subarray(0, cut)], 2)).toBe(false);
    const socket = await connected(uri);
    socket.write(bytes.subarray(0, 20));
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.write(bytes.subarray(20));
    const [answer] = await once(socket, 'data');
    expect((answer as Buffer).readInt32LE(12)).toBe(2013);
    socket.destroy();
  });

  test('holds little memory for messages that are never finished', async () => {
    const { uri, client } = await openStore();
    const start = message({ ping: 1 }, (bytes) => bytes.writeInt32LE(48_000_000, 0));
    const before = process.memoryUsage();
    const sockets = await Promise.all(Array.from({ length: 200 }, () => connected(uri)));
    for (const socket of sockets) socket.write(start);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const after = process.memoryUsage();
    expect(after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed).toBeLessThan(50 * 1024 * 1024);
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
    for (const socket of sockets) socket.destroy();
  });

  test('does not pile up answers that a client does not read', async () => {
    const { uri, db } = await openStore();
    await db.collection('c').insertMany(Array.from({ length: 20 }, () => ({ text: 'x'.repeat(500_000) })));
    const socket = await connected(uri);
    socket.pause();
    const before = process.memoryUsage().arrayBuffers;
    const bytes = message({ find: 'c', $db: 'test', singleBatch: true });
    for (let i = 0; i < 50; i++) socket.write(bytes);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(150 * 1024 * 1024);
    socket.destroy();
    const other = await new MongoClient(uri).connect();
    expect(await other.db('test').collection('c').countDocuments()).toBe(20);
    await other.close();
  });

  test('does not answer where no answer is wanted', async () => {
    const { uri, db } = await openStore();
    const socket = await connected(uri);
    const silent = message({ insert: 'c', documents: [{ a: 1 }], $db: 'test' }, (bytes) => bytes.writeUInt32LE(2, 16));
    const asked = message({ ping: 1, $db: 'admin' }, (bytes) => bytes.writeInt32LE(99, 4));
    socket.write(Buffer.concat([silent, asked]));
    const [answer] = await once(socket, 'data');
    expect((answer as Buffer).readInt32LE(8)).toBe(99);
    expect(await db.collection('c').countDocuments()).toBe(1);
    socket.destroy();
  });
});
