import { expect, test } from 'vitest';
import { createAddressCode, hashAddressCode } from './address-code.ts';

test('a code is eight characters in two groups, none like another to the eye, and no code like the next', () => {
  const codes = Array.from({ length: 200 }, () => createAddressCode().code);
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
  expect(new Set(codes).size).toBe(codes.length);
});

test('it is known again however it is typed, and another is not', () => {
  const { code, hash } = createAddressCode();
  for (const typed of [code, code.toLowerCase(), code.replace('-', ''), ` ${code.replace('-', ' ')} `])
    expect(hashAddressCode(typed)).toBe(hash);
  expect(hashAddressCode(code.slice(1))).not.toBe(hash);
  expect(hashAddressCode('')).not.toBe(hash);
});
