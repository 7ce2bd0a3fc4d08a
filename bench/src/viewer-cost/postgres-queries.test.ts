import { expect, test } from 'vitest';
import { readPostgresQueries } from './postgres-queries.ts';

function typed(type: string, ...parts: (string | number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(typeof part === 'string' ? `${part}\0` : part)));
  const head = Buffer.alloc(5);
  head.write(type, 0);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function untyped(code: number, text = ''): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + text.length, 0);
  head.writeInt32BE(code, 4);
  return Buffer.concat([head, Buffer.from(text)]);
}

test('tells what each execution runs, however the bytes are cut', () => {
  const bytes = Buffer.concat([
    untyped(80_877_103),
    untyped(196_608, 'user\0commonwatt\0\0'),
    typed('Q', 'BEGIN'),
    typed('P', '', 'SELECT 1', [0, 0]),
    typed('B', '', '', [0, 0, 0, 0, 0, 0]),
    typed('D', [80], ''),
    typed('E', '', [0, 0, 0, 0]),
    typed('S'),
    typed('P', 'named', 'DELETE FROM a', [0, 0]),
    typed('B', '', 'named', [0, 0, 0, 0, 0, 0]),
    typed('E', '', [0, 0, 0, 0]),
    typed('B', '', 'named', [0, 0, 0, 0, 0, 0]),
    typed('E', '', [0, 0, 0, 0]),
  ]);
  for (const size of [1, 5, bytes.length]) {
    const queries: string[] = [];
    const take = readPostgresQueries((sql) => queries.push(sql));
    for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size));
    expect(queries).toEqual(['BEGIN', 'SELECT 1', 'DELETE FROM a', 'DELETE FROM a']);
  }
});
