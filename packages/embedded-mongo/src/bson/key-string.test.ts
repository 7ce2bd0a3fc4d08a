import { Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { raw } from '../test-support.ts';
import { inverted, KeyWriter, keyOf, successor } from './key-string.ts';

// The order of MongoDB, from low to high; values in one row are equal.
const ascending: unknown[][] = [
  [new MinKey()],
  [null],
  [Number.NaN],
  [Number.NEGATIVE_INFINITY],
  [Long.MIN_VALUE],
  [Long.fromString('-9007199254740993')],
  [-(2 ** 53), Long.fromNumber(-(2 ** 53))],
  [-1.5],
  [-1, new Double(-1), Long.fromNumber(-1)],
  [new Double(-0), 0, new Double(0), Long.ZERO, Decimal128.fromString('0')],
  [0.1],
  [1, new Double(1), Long.ONE, Decimal128.fromString('1.00')],
  [Long.fromString('1747212345678'), 1747212345678],
  [2 ** 53],
  [Long.fromString('9007199254740993')],
  [Long.fromString('9007199254740994'), 2 ** 53 + 2],
  [Long.MAX_VALUE],
  [2 ** 63],
  [Number.POSITIVE_INFINITY],
  [''],
  ['A'],
  ['a'],
  ['a\0'],
  ['a\0b'],
  ['ab'],
  ['b'],
  ['é'],
  ['\u{ffee}'],
  ['\u{1f600}'],
  [{}],
  [{ a: 1 }],
  [{ a: 1, b: 1 }],
  [{ a: 2 }],
  [{ b: 0 }],
  [{ a: 'x' }],
  [[]],
  [[1]],
  [[1, 2]],
  [[2]],
  [Buffer.from([1])],
  [Buffer.from([2])],
  [Buffer.from([1, 0])],
  [new ObjectId('000000000000000000000001')],
  [new ObjectId('ff0000000000000000000001')],
  [false],
  [true],
  [new Date(-1)],
  [new Date(0)],
  [new Date('2026-05-14T10:15:27Z')],
  [new Timestamp({ t: 1, i: 1 })],
  [new Timestamp({ t: 1, i: 2 })],
  [/a/],
  [/a/i],
  [/b/],
  [new MaxKey()],
];

describe('keys of single values', () => {
  test('sort as MongoDB sorts the values', () => {
    const rows = ascending.map((row) => row.map((value) => keyOf(raw(value))));
    for (const [i, row] of rows.entries()) {
      for (const key of row) {
        expect(key, `equal values of row ${i}`).toEqual(row[0]);
        for (const [j, other] of rows.entries()) {
          const order = Math.sign(key.compare(other[0] ?? Buffer.alloc(0)));
          expect(order, `${String(ascending[i]?.[0])} and ${String(ascending[j]?.[0])}`).toBe(Math.sign(i - j));
        }
      }
    }
  });

  test('are never the beginning of one another', () => {
    const keys = ascending.map(([value]) => keyOf(raw(value)));
    for (const key of keys) {
      const continued = keys.filter((other) => other !== key && other.subarray(0, key.length).equals(key));
      expect(continued).toEqual([]);
    }
  });

  test('sort the other way round when inverted', () => {
    const keys = ascending.map(([value]) => inverted(keyOf(raw(value))));
    expect([...keys].sort((a, b) => b.compare(a))).toEqual(keys);
  });

  test('take deep documents without doubling the work at each level', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 60; depth++) deep = { a: deep };
    expect(keyOf(raw(deep)).length).toBeLessThan(1000);
  });
});

const numberArbitrary = fc.oneof(
  fc.integer().map((value) => ({ exact: BigInt(value) * 2n ** 60n, bson: new Int32(value) })),
  fc
    .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    .map((value) => ({ exact: value * 2n ** 60n, bson: Long.fromBigInt(value) })),
  fc
    .double({ noNaN: true, min: -(2 ** 70), max: 2 ** 70 })
    .filter((value) => value === 0 || Math.abs(value) > 2 ** -7)
    .map((value) => ({ exact: BigInt(Math.trunc(value * 2 ** 60)), bson: new Double(value) })),
);

test('numbers sort by their exact value, whatever their type', () => {
  fc.assert(
    fc.property(numberArbitrary, numberArbitrary, (a, b) => {
      const order = keyOf(raw(a.bson)).compare(keyOf(raw(b.bson)));
      expect(Math.sign(order)).toBe(a.exact < b.exact ? -1 : a.exact > b.exact ? 1 : 0);
    }),
    { numRuns: 2000 },
  );
});

test('strings sort by their UTF-8 bytes, zero bytes included', () => {
  const text = fc.string({ unit: fc.constantFrom('\0', '\u0001', 'a', 'ÿ', '\u{1f600}'), maxLength: 6 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const order = keyOf(raw(a)).compare(keyOf(raw(b)));
      expect(Math.sign(order)).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }),
  );
});

test('compound keys sort by their first value, then by the next, each in its own direction', () => {
  const pair = fc.tuple(fc.constantFrom('', 'a', 'a\0', 'ab', 'b'), fc.integer({ min: -3, max: 3 }));
  const keyOfPair = ([text, value]: [string, number]): Buffer => {
    const writer = new KeyWriter();
    for (const [part, isDescending] of [[raw(text), true] as const, [raw(value), false] as const]) {
      writer.value(part.type, part.source, part.start, part.end, isDescending);
    }
    return writer.documentId(7).copy();
  };
  fc.assert(
    fc.property(pair, pair, (a, b) => {
      const expected = Buffer.from(b[0]).compare(Buffer.from(a[0])) || a[1] - b[1];
      expect(Math.sign(keyOfPair(a).compare(keyOfPair(b)))).toBe(Math.sign(expected));
    }),
  );
});

test.for([
  [
    [1, 2],
    [1, 3],
  ],
  [[1, 0xff], [2]],
  [[0xff, 0xff], null],
  [[], null],
] as const)('the successor of %j is %j', ([key, next]) => {
  expect(successor(Buffer.from(key))).toEqual(next && Buffer.from(next));
});
