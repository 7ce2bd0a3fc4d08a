import { expect, test } from 'vitest';
import { createCsrfSecret, isCsrfSecret, maskCsrfSecret, matchesCsrfSecret } from './token.ts';

test('each masked form is another one, and all of them match', () => {
  const secret = createCsrfSecret();
  expect(secret).toMatch(/^[A-Za-z0-9]{32}$/);
  const tokens = Array.from({ length: 100 }, () => maskCsrfSecret(secret));
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) {
    expect(token).toMatch(/^[A-Za-z0-9]{64}$/);
    expect(matchesCsrfSecret(token, secret)).toBe(true);
  }
  expect(matchesCsrfSecret(secret, secret)).toBe(true);
});

test.for(['', 'x', 'x'.repeat(32), 'x'.repeat(64), 'é'.repeat(32), '*'.repeat(64)])('%s matches nothing', (token) => {
  expect(matchesCsrfSecret(token, createCsrfSecret())).toBe(false);
});

test('the token of another secret does not match, nor does any token an empty or broken cookie', () => {
  expect(matchesCsrfSecret(maskCsrfSecret(createCsrfSecret()), createCsrfSecret())).toBe(false);
  expect(matchesCsrfSecret('', '')).toBe(false);
  expect(matchesCsrfSecret('*'.repeat(32), '*'.repeat(32))).toBe(false);
});

test.for([
  ['A'.repeat(32), true],
  ['A'.repeat(31), false],
  ['-'.repeat(32), false],
  [null, false],
  [undefined, false],
] as const)('a cookie of %s', ([text, isSecret]) => {
  expect(isCsrfSecret(text)).toBe(isSecret);
});
