import { type Document, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import { describe, expect, test } from 'vitest';
import { decoded, encode } from '../test-support.ts';
import { parseFilter } from './filter.ts';
import { applyUpdate, parseUpdate, upsertedDocument } from './update.ts';

const now = new Date('2026-05-14T10:15:27.123Z');

function updated(document: Document, update: Document): Buffer {
  return applyUpdate(encode(document), parseUpdate(encode(update)), now);
}

function code(document: Document, update: Document): unknown {
  try {
    updated(document, update);
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
  return 'no error';
}

const long = (value: number): Long => Long.fromNumber(value);

describe('update operators', () => {
  test.for<[Document, Document, Document]>([
    [{ $set: { a: 1 } }, {}, { a: 1 }],
    [{ $set: { 'a.b.c': 1 } }, { a: { x: 0 } }, { a: { x: 0, b: { c: 1 } } }],
    [{ $set: { 'a.1': 'y' } }, { a: ['x'] }, { a: ['x', 'y'] }],
    [{ $set: { 'a.3': 'y' } }, { a: ['x'] }, { a: ['x', null, null, 'y'] }],
    [{ $set: { 'a.0.b': 2 } }, { a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
    [{ $setOnInsert: { a: 1 } }, { b: 1 }, { b: 1 }],
    [{ $unset: { a: '', 'b.c': '' } }, { a: 1, b: { c: 1, d: 2 } }, { b: { d: 2 } }],
    [{ $unset: { 'a.0': '' } }, { a: [1, 2] }, { a: [null, 2] }],
    [{ $unset: { 'a.b.c': '' } }, { a: 5 }, { a: 5 }],
    [{ $rename: { a: 'b.c' } }, { a: 1, x: 2 }, { x: 2, b: { c: 1 } }],
    [{ $rename: { a: 'b' } }, { x: 2 }, { x: 2 }],
    [{ $inc: { a: 1 } }, { a: 1 }, { a: 2 }],
    [{ $inc: { 'a.b': 5 } }, {}, { a: { b: 5 } }],
    [{ $mul: { a: 3, b: 3 } }, { a: 2 }, { a: 6, b: 0 }],
    [{ $min: { a: 1, b: 1, c: 9 } }, { a: 2, c: 5 }, { a: 1, c: 5, b: 1 }],
    [{ $max: { a: 1, b: now } }, { a: 2, b: new Date(0) }, { a: 2, b: now }],
    [{ $currentDate: { a: true, b: { $type: 'date' } } }, {}, { a: now, b: now }],
    [{ $push: { a: 1 } }, {}, { a: [1] }],
    [{ $push: { a: { $each: [3, 1], $sort: 1 } } }, { a: [2] }, { a: [1, 2, 3] }],
    [
      { $push: { a: { $each: [{ v: 1 }], $sort: { v: -1 }, $slice: 2 } } },
      { a: [{ v: 2 }, { v: 0 }] },
      { a: [{ v: 2 }, { v: 1 }] },
    ],
    [{ $push: { a: { $each: [9], $position: 0, $slice: -2 } } }, { a: [1, 2] }, { a: [1, 2] }],
    [{ $addToSet: { a: { $each: [1, 2, new Double(1)] } } }, { a: [1] }, { a: [1, 2] }],
    [{ $addToSet: { a: { x: 1 } } }, { a: [{ x: 1 }] }, { a: [{ x: 1 }] }],
    [{ $pop: { a: 1, b: -1 } }, { a: [1, 2], b: [1, 2] }, { a: [1], b: [2] }],
    [{ $pull: { a: 2 } }, { a: [1, 2, 2] }, { a: [1] }],
    [{ $pull: { a: { $gte: 2 } } }, { a: [1, 2, 3] }, { a: [1] }],
    [{ $pull: { a: { v: { $lt: 2 } } } }, { a: [{ v: 1 }, { v: 2 }] }, { a: [{ v: 2 }] }],
    [{ $pullAll: { a: [1, 3] } }, { a: [1, 2, 3] }, { a: [2] }],
    [{ $bit: { a: { and: 6, or: 8 } } }, { a: 5 }, { a: 12 }],
    [
      { $set: { a: 1 }, $inc: { b: 1 }, $unset: { c: '' } },
      { b: 1, c: 1 },
      { b: 2, a: 1 },
    ],
  ])('%j', ([update, before, after]) => {
    expect(decoded(updated({ _id: 1, ...before }, update))).toEqual({ _id: 1, ...after });
  });

  test('keep the types of numbers', () => {
    const before = {
      double: new Double(10),
      int: 1,
      long: long(1),
      huge: new Int32(2 ** 31 - 1),
      untouched: new Double(5),
    };
    const update = { $inc: { double: 1, int: 1, long: 1, huge: 1 }, $set: { set: new Double(3) } };
    const after = {
      double: new Double(11),
      int: 2,
      long: long(2),
      huge: long(2 ** 31),
      untouched: new Double(5),
      set: new Double(3),
    };
    expect(updated(before, update)).toEqual(encode(after));
    expect(updated({ a: 1 }, { $inc: { a: new Double(1) } })).toEqual(encode({ a: new Double(2) }));
    expect(updated({ a: 1 }, { $mul: { a: long(2), b: long(2) } })).toEqual(encode({ a: long(2), b: long(0) }));
    expect(decoded(updated({}, { $currentDate: { a: { $type: 'timestamp' } } })).a).toBeInstanceOf(Timestamp);
  });

  test('leave names that look like numbers where they are', () => {
    const before = encode(
      new Map<string, unknown>([
        ['b', 1],
        ['2', 'x'],
        ['1', 'y'],
        ['a', 0],
      ]),
    );
    const after = applyUpdate(before, parseUpdate(encode({ $set: { a: 9 } })), now);
    expect(after).toEqual(
      encode(
        new Map<string, unknown>([
          ['b', 1],
          ['2', 'x'],
          ['1', 'y'],
          ['a', 9],
        ]),
      ),
    );
  });

  test('give the same bytes when nothing changes', () => {
    const before = encode({ _id: 1, a: 1 });
    expect(applyUpdate(before, parseUpdate(encode({ $set: { a: 1 } })), now)).toBe(before);
  });

  test.for<[Document, Document, number]>([
    [{ a: 1 }, { $set: { 'a.b': 1 } }, 28],
    [{ a: [1] }, { $set: { 'a.b': 1 } }, 28],
    [{ a: 'x' }, { $inc: { a: 1 } }, 14],
    [{ a: 1 }, { $inc: { a: 'x' } }, 14],
    [{ a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2],
    [{ a: 1 }, { $push: { a: 1 } }, 2],
    [{}, { $push: { a: { $each: 1 } } }, 2],
    [{}, { $push: { a: { $each: [], $shuffle: 1 } } }, 2],
    [{}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    [{}, { $set: { a: 1, 'a.b': 1 } }, 40],
    [{}, { $rename: { a: 'b' }, $set: { b: 1 } }, 40],
    [{ _id: 1 }, { $set: { _id: 2 } }, 66],
    [{ _id: 1 }, { $unset: { _id: '' } }, 66],
    [{ _id: 1 }, { _id: 2, a: 1 }, 66],
    [{}, { $shout: { a: 1 } }, 9],
    [{}, { $set: 5 }, 9],
    [{}, { a: 1, $set: { b: 1 } }, 52],
    [{ a: [1] }, { $set: { 'a.$': 1 } }, 2],
    [{ a: [1] }, { $set: { 'a.$[]': 1 } }, 2],
    [{}, { $set: { 'a..b': 1 } }, 56],
    [{}, { $set: { 'a.2000000': 1 } }, 'no error' as unknown as number],
    [{ a: [] }, { $set: { 'a.2000000': 1 } }, 2],
  ])('on %j, %j fails with %s', ([document, update, expected]) => {
    expect(code(document, update)).toBe(expected);
  });
});

describe('a replacement', () => {
  test('takes the place of everything but _id', () => {
    expect(decoded(updated({ _id: 7, isMaster: true }, { dealId: 'd' }))).toEqual({ _id: 7, dealId: 'd' });
  });
});

describe('an upsert', () => {
  const upserted = (filter: Document, update: Document): Document =>
    decoded(upsertedDocument(parseFilter(encode(filter)), parseUpdate(encode(update)), now));

  test('starts from what the filter demands to be equal', () => {
    const filter = { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 5 }, $and: [{ e: 3 }], _id: 'x' };
    expect(upserted(filter, { $set: { f: 1 }, $setOnInsert: { g: 1 } })).toEqual({
      _id: 'x',
      a: 1,
      b: { c: 2 },
      e: 3,
      f: 1,
      g: 1,
    });
  });

  test('of a replacement only takes _id from the filter', () => {
    expect(upserted({ _id: 5, dealId: 'd' }, { dealId: 'd', v: 1 })).toEqual({ _id: 5, dealId: 'd', v: 1 });
  });

  test('makes an ObjectId when there is no _id, and puts it first', () => {
    const document = upserted({ dealId: 'd' }, { dealId: 'd' });
    expect(document._id).toBeInstanceOf(ObjectId);
    expect(Object.keys(document)).toEqual(['_id', 'dealId']);
  });

  test('refuses two different _ids', () => {
    expect(() => upserted({ _id: 1 }, { _id: 2 })).toThrow(/_id/);
  });
});
