import { fieldCodes } from '@commonwatt/domain/field-refusals';
import { refusalCodes, refusalNouns } from '@commonwatt/domain/refusals';
import { expect, test } from 'vitest';
import english from '../locales/en.json' with { type: 'json' };
import japanese from '../locales/ja.json' with { type: 'json' };

test.for([
  ['English', english.refusals],
  ['Japanese', japanese.refusals],
] as const)('%s has a text for every code of a refusal and every noun, and for no other', ([, { texts, nouns }]) => {
  expect(Object.keys(texts).sort()).toEqual([...refusalCodes, ...fieldCodes].sort());
  expect(Object.keys(nouns).sort()).toEqual([...refusalNouns].sort());
});
