import { expect, test } from 'vitest';
import { messageLanguageOf } from './message-languages.ts';

test.for([
  ['en', 'en'],
  ['ja', 'ja'],
  ['fr', 'en'],
  ['', 'en'],
] as const)('whoever reads %j gets mails in %j', ([language, expected]) => {
  expect(messageLanguageOf(language)).toBe(expected);
});
