import { Decimal128, Long, ObjectId } from 'mongodb';
import { expect, test } from 'vitest';
import { legacyJson } from './json.ts';

test.for<[string, unknown, string]>([
  ['null', null, 'null'],
  ['undefined', undefined, 'null'],
  ['numbers', [1, 1.5, -0, 1e21, 0.1], '[1, 1.5, 0, 1e+21, 0.1]'],
  ['numbers that are none', [Number.NaN, Number.POSITIVE_INFINITY], '[null, null]'],
  ['separators', { a: 1, b: [true, false] }, '{"a": 1, "b": [true, false]}'],
  ['nothing in it', [{}, []], '[{}, []]'],
  ['what is not ASCII', 'é漢\u{1f600}\u007f', '"\\u00e9\\u6f22\\ud83d\\ude00\\u007f"'],
  ['what has to be escaped', '"\\\n\r\t\b\f\u0001/', '"\\"\\\\\\n\\r\\t\\b\\f\\u0001/"'],
  ['keys that are not ASCII', { 漢: 1 }, '{"\\u6f22": 1}'],
  ['dates', [new Date('2020-01-01T00:00:00Z'), new Date(Number.NaN)], '["2020-01-01T00:00:00Z", null]'],
  ['a large 64-bit number', Long.fromString('9223372036854775807'), '9223372036854775807'],
  ['a decimal', Decimal128.fromString('1.50'), '"1.50"'],
  ['an object id', new ObjectId('6a0515339c1e4b5d70020001'), '"6a0515339c1e4b5d70020001"'],
  [
    'a map, whose order stays',
    new Map([
      ['10', 1],
      ['9', 2],
    ]),
    '{"10": 1, "9": 2}',
  ],
  ['a key that is special to JavaScript', JSON.parse('{"__proto__": {"x": 1}}'), '{"__proto__": {"x": 1}}'],
])('%s', ([, value, text]) => {
  expect(legacyJson(value)).toBe(text);
});
