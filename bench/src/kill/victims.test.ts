import { expect, test } from 'vitest';
import { chooseVictims } from './victims.ts';

const tree = [
  'node /a/commonwatt.js start',
  'node /a/commonwatt.js embedded-mongo',
  '/a/postgres -D /b',
  'postgres: checkpointer',
  'postgres: walwriter',
].map((command, i) => ({ pid: 100 + i, parentPid: 1, command }));

function choose(...numbers: number[]) {
  const { name, processes } = chooseVictims(tree, () => numbers.shift() ?? 0);
  return [name, ...processes.map(({ pid }) => pid)];
}

test('kills everything, the server first', () => {
  expect(choose(0.1)).toEqual(['everything', 100, 101, 102, 103, 104]);
});

test('kills one process, a kind of which there are many no more often than the others', () => {
  expect(choose(0.9, 0.2)).toEqual(['commonwatt start', 100]);
  expect(choose(0.9, 0.3)).toEqual(['commonwatt embedded-mongo', 101]);
  expect(choose(0.9, 0.6)).toEqual(['postgres', 102]);
  expect(choose(0.9, 0.8, 0)).toEqual(['postgres: checkpointer', 103]);
  expect(choose(0.9, 0.8, 0.99)).toEqual(['postgres: walwriter', 104]);
});
