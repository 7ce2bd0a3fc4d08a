import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test.for([
  ['plain', 'plain'],
  ['日本', '日本'],
  ['a,b', '"a,b"'],
  ['he said "no"', '"he said ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['@x,"', '"\'@x,"""'],
  ['-5', "'-5"],
  [-5, '-5'],
  [0.25, '0.25'],
  [true, 'true'],
  [null, ''],
] as const)('%j is %s', ([value, expected]) => {
  expect(toCsv(['a', 'b'], [[value, 'z']])).toBe(`\uFEFFa,b\r\n${expected},z\r\n`);
});
