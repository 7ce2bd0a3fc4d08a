import { Binary, BSONRegExp, Code, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../test-support.ts';
import { keyOf } from './key-string.ts';
import { BsonNode } from './node.ts';
import { parsePath, visitPath } from './path.ts';
import { BsonType, elements, findField, numberOf, validateDocument } from './raw.ts';

const everyType = {
  double: new Double(1.5),
  string: 'text',
  object: { a: { b: [1, 'two', { c: null }] } },
  array: [],
  binary: new Binary(Buffer.from([1, 2, 3]), 4),
  objectId: new ObjectId(),
  boolean: true,
  date: new Date(),
  null: null,
  regex: new BSONRegExp('^a', 'i'),
  code: new Code('f()'),
  codeWithScope: new Code('f()', { a: 1 }),
  int32: 7,
  timestamp: new Timestamp({ t: 1, i: 2 }),
  int64: Long.fromNumber(8),
  decimal128: Decimal128.fromString('1.5'),
  minKey: new MinKey(),
  maxKey: new MaxKey(),
};

test('walks over values of every type', () => {
  const document = encode(everyType);
  expect(validateDocument(document)).toBe(document.length);
  expect([...elements(document)].map(({ name }) => name)).toEqual(Object.keys(everyType));
  expect(findField(document, 'int64')).toMatchObject({ type: BsonType.int64 });
  expect(numberOf(findField(document, 'double') ?? { type: 0, source: document, start: 0, end: 0 })).toBe(1.5);
  expect(findField(document, 'absent')).toBeNull();
});

test('writes an opened document back as it was', () => {
  const document = encode(everyType);
  const node = new BsonNode(BsonType.object, document);
  for (const inner of node.fields.values())
    if (inner.type === BsonType.object) inner.fields.get('a')?.fields.get('b')?.items;
  expect(node.bytes).toEqual(document);
});

describe('bytes from outside', () => {
  test('that were cut off anywhere are refused', () => {
    const document = encode(everyType);
    for (let length = 0; length < document.length; length++) {
      expect(() => validateDocument(document.subarray(0, length)), `${length} bytes`).toThrow(/malformed BSON/);
    }
  });

  test('that pass the check can be walked, keyed and opened without an error, however they were changed', () => {
    const original = encode(everyType);
    const change = fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    let passed = 0;
    fc.assert(
      fc.property(change, (changes) => {
        const document = Buffer.from(original);
        for (const [at, byte] of changes) document[at] = byte;
        try {
          validateDocument(document);
        } catch {
          return;
        }
        passed++;
        for (const element of elements(document)) keyOf(element);
        visitPath(document, parsePath('object.a.b.2.c'), true, () => false);
        expect(new BsonNode(BsonType.object, document).fields.size).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
    expect(passed).toBeGreaterThan(100);
  });

  test('that nest without end are refused', () => {
    let deep: Buffer = encode({});
    for (let depth = 0; depth < 300; depth++) {
      const length = Buffer.alloc(4);
      length.writeInt32LE(deep.length + 8);
      deep = Buffer.concat([length, Buffer.from([3, 0x61, 0]), deep, Buffer.from([0])]);
    }
    expect(() => validateDocument(deep)).toThrow(/malformed BSON/);
  });
});
