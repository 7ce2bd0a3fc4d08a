import { BSON } from 'mongodb';
import { expect, test } from 'vitest';
import { readMongoCommands } from './mongo-commands.ts';

function message(command: object): Buffer {
  const body = BSON.serialize(command);
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(2013, 12);
  return Buffer.concat([head, body]);
}

test('names each command, however its bytes are cut', () => {
  const bytes = Buffer.concat([
    message({ find: 'unitData', filter: { text: 'getMore' }, $db: 'a' }),
    message({ getMore: 1, collection: 'unitData', $db: 'a' }),
    message({ insert: 'deal', documents: [], $db: 'a' }),
  ]);
  for (const size of [1, 7, bytes.length]) {
    const names: string[] = [];
    const take = readMongoCommands((name) => names.push(name));
    for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size));
    expect(names).toEqual(['find', 'getMore', 'insert']);
  }
});

test('refuses what it cannot read instead of counting less', () => {
  const compressed = Buffer.alloc(16);
  compressed.writeInt32LE(16, 0);
  compressed.writeInt32LE(2012, 12);
  expect(() => readMongoCommands(() => {})(compressed)).toThrow('2012');
});
