import { expect, test } from 'vitest';
import { type CsvValue, csvPieces } from './csv.ts';

async function csv(rows: CsvValue[][]): Promise<string> {
  let text = '';
  for await (const piece of csvPieces(rows, [
    ['first', ([first = null]) => first],
    ['second', ([, second = null]) => second],
  ])) {
    text += piece;
  }
  return text;
}

test('no rows are a heading', async () => {
  expect(await csv([])).toBe('\uFEFFfirst,second\r\n');
});

test.for([
  ['plain', 'E001', 'E001'],
  ['a comma', 'a,b', '"a,b"'],
  ['quotes', 'say "so"', '"say ""so"""'],
  ['a line break', 'a\r\nb', '"a\r\nb"'],
  ['not known', null, ''],
  ['a negative number', -1.5, '-1.5'],
  ['a formula', '=1+1', "'=1+1"],
  ['a formula by plus', '+1', "'+1"],
  ['a formula by minus', '-1', "'-1"],
  ['a formula by at', '@SUM(A1)', "'@SUM(A1)"],
  ['a formula behind a tab', '\t=1', "'\t=1"],
] as const)('%s', async ([, value, expected]) => {
  expect(await csv([[value, 1]])).toBe(`\uFEFFfirst,second\r\n${expected},1\r\n`);
});

test('many rows come in pieces that are one table', async () => {
  const rows = Array.from({ length: 1_001 }, (_, i) => [i, 'x']);
  const lines = (await csv(rows)).trimEnd().split('\r\n');
  expect([lines.length, lines.at(-1)]).toEqual([1_002, '1000,x']);
});
