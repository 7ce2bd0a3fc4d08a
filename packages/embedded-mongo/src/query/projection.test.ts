import { type Document, Double, Long } from 'bson';
import { describe, expect, test } from 'vitest';
import { decoded, encode } from '../test-support.ts';
import { parseProjection } from './projection.ts';

const document = {
  oesunit: { id: 'E001', communityId: 'c', extra: { deep: 1 } },
  list: [{ a: 1, b: 2 }, 5, [{ a: 3, b: 4 }], { b: 6 }],
  value: 1,
  _id: 'x',
};

function project(spec: Document, source: Document = document): Document {
  const projection = parseProjection(encode(spec));
  return decoded(projection ? projection(encode(source)) : encode(source));
}

describe('a projection', () => {
  test.for<[Document, Document]>([
    [{}, document],
    [{ value: 1 }, { value: 1, _id: 'x' }],
    [{ value: true, _id: 0 }, { value: 1 }],
    [{ _id: 0 }, { oesunit: document.oesunit, list: document.list, value: 1 }],
    [{ _id: 1 }, { _id: 'x' }],
    [
      { oesunit: 0, list: 0 },
      { value: 1, _id: 'x' },
    ],
    [{ oesunit: 0, list: 0, _id: 0 }, { value: 1 }],
    [{ 'oesunit.id': 1 }, { oesunit: { id: 'E001' }, _id: 'x' }],
    [{ oesunit: { id: 1, extra: { deep: 1 } } }, { oesunit: { id: 'E001', extra: { deep: 1 } }, _id: 'x' }],
    [
      { 'oesunit.extra': 0, list: 0, _id: 0 },
      { oesunit: { id: 'E001', communityId: 'c' }, value: 1 },
    ],
    [{ 'list.a': 1, _id: 0 }, { list: [{ a: 1 }, [{ a: 3 }], {}] }],
    [
      { 'list.a': 0, oesunit: 0 },
      { list: [{ b: 2 }, 5, [{ b: 4 }], { b: 6 }], value: 1, _id: 'x' },
    ],
    [{ 'value.deep': 1, _id: 0 }, {}],
    [
      { 'value.deep': 0, oesunit: 0, list: 0 },
      { value: 1, _id: 'x' },
    ],
    [{ absent: 1 }, { _id: 'x' }],
  ])('%j', ([spec, expected]) => {
    expect(JSON.stringify(project(spec))).toBe(JSON.stringify(expected));
  });

  test('keeps the types of what it keeps', () => {
    const source = { a: new Double(10), b: Long.fromNumber(5), c: 1 };
    const projection = parseProjection(encode({ a: 1, b: 1 }));
    expect(projection?.(encode(source))).toEqual(encode({ a: new Double(10), b: Long.fromNumber(5) }));
  });

  test.for<[Document, Document]>([
    [{ twice: { $multiply: ['$value', 2] }, _id: 0 }, { twice: 2 }],
    [{ name: '$oesunit.id', _id: 0 }, { name: 'E001' }],
    [{ list: { $elemMatch: { b: 6 } }, _id: 0 }, { list: [{ b: 6 }] }],
  ])('%j computes', ([spec, expected]) => {
    expect(project(spec)).toEqual(expected);
  });

  test.for<[Document, number]>([
    [{ a: 1, b: 0 }, 31254],
    [{ a: 0, b: 1 }, 31253],
    [{ a: 1, 'a.b': 1 }, 31249],
    [{ 'a.b': 1, a: 1 }, 31250],
    [{ 'list.$': 1 }, 2],
    [{ list: { $slice: 1 } }, 2],
    [{ a: { $shout: 1 } }, 168],
  ])('%j is refused', ([spec, code]) => {
    expect(() => parseProjection(encode(spec))).toThrow(expect.objectContaining({ code }));
  });
});
