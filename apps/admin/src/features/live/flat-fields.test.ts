import { expect, test } from 'vitest';
import { flatFields } from './flat-fields.ts';

const at = new Date('2026-06-09T05:32:00Z');

test.for<[unknown, [string, unknown][]]>([
  [null, [['', '–']]],
  [{}, [['', '–']]],
  [
    { a: { b: 0, c: null, d: {} }, e: false },
    [
      ['a.b', 0],
      ['a.c', '–'],
      ['a.d', '–'],
      ['e', false],
    ],
  ],
  [
    { time: at, text: '' },
    [
      ['time', at],
      ['text', ''],
    ],
  ],
  [
    { list: ['x', { y: 1 }], none: [] },
    [
      ['list.0', 'x'],
      ['list.1.y', 1],
      ['none', '–'],
    ],
  ],
  [{ big: 1n }, [['big', '1']]],
])('%o', ([document, expected]) => {
  expect(flatFields(document).map(({ path, value }) => [path, value])).toEqual(expected);
});
