import { expect, test } from 'vitest';
import { followScenario } from './follow-scenario.ts';

const lines = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const text = (changed: Record<number, string> = {}) => lines.map((line, i) => `${changed[i] ?? line}\n`).join('');
const base = {
  communityCode: 'c',
  clusterCode: 'k',
  unitCode: null,
  name: 'Winter',
  description: '',
  data: text(),
};

test.for([
  ['what was not typed follows', {}, { name: 'Theirs', data: text({ 0: 'uno' }) }, {}, false],
  ['what was typed stays', { name: 'Mine' }, { name: 'Theirs' }, { name: 'Mine' }, false],
  ['each in another field: both', { name: 'Mine' }, { description: 'theirs' }, { name: 'Mine' }, false],
  [
    'a scope is taken whole',
    { unitCode: 'E001' },
    { clusterCode: null },
    { clusterCode: 'k', unitCode: 'E001' },
    false,
  ],
  [
    'other lines of the rules: both',
    { data: text({ 8: 'neun' }) },
    { data: text({ 0: 'uno' }) },
    { data: text({ 0: 'uno', 8: 'neun' }) },
    false,
  ],
  [
    'the same lines: mine stay',
    { data: text({ 0: 'eins' }) },
    { data: text({ 0: 'uno' }) },
    { data: text({ 0: 'eins' }) },
    true,
  ],
  [
    'ends of lines are no difference',
    { data: text({ 8: 'neun' }) },
    { data: text({ 0: 'uno' }).replaceAll('\n', '\r\n') },
    { data: text({ 0: 'uno', 8: 'neun' }) },
    false,
  ],
  ['the same change twice', { data: text({ 0: 'uno' }) }, { data: text({ 0: 'uno' }) }, {}, false],
] as const)('%s', ([, mine, theirs, expected, isTextKept]) => {
  const stored = { ...base, ...theirs };
  expect(followScenario(base, { ...base, ...mine }, stored)).toEqual({ draft: { ...stored, ...expected }, isTextKept });
});
