import { expect, test } from 'vitest';
import { chartNumber } from './chart-number.ts';

test.for([
  [null, '–'],
  [0, '0'],
  [1_500, '1500'],
  [-500, '−500'],
  [-2.14, '−2.1'],
  [98.8, '98.8'],
] as const)('%s on an axis and in its table', ([value, text]) => {
  expect(chartNumber(value, 'en')).toBe(text);
  expect(chartNumber(value, 'ja')).toBe(text);
});
