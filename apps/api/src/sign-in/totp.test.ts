import { TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { createTotpSecret, findTotpStep } from './totp.ts';

const now = new Date('2026-06-09T12:00:00Z');
const step = now.getTime() / 30_000;
const { secret, uri } = createTotpSecret('mori');

function codeAt(timestamp: number): string {
  return new TOTP({ issuer: 'Commonwatt', label: 'mori', secret, period: 30 }).generate({ timestamp });
}

test.for([
  ['of now', 0, step],
  ['of the step before', -30_000, step - 1],
  ['of the step after', 30_000, step + 1],
  ['two steps old', -60_000, null],
  ['two steps ahead', 60_000, null],
] as const)('a code %s', ([_, shiftMs, found]) => {
  expect(findTotpStep(secret, codeAt(now.getTime() + shiftMs), now)).toBe(found);
});

test('spaces, as phones show them, are left out', () => {
  const code = codeAt(now.getTime());
  expect(findTotpStep(secret, ` ${code.slice(0, 3)} ${code.slice(3)}`, now)).toBe(step);
});

// Six characters, or six bytes, that are no digits must not reach the comparison of bytes.
test.for(['', '12345', '1234567', 'abcdef', '12345x', '𐀀𐀀𐀀', '１２３４５６', 'éééééé', '\0\0\0\0\0\0'])(
  '%j is no code',
  (code) => {
    expect(findTotpStep(secret, code, now)).toBeNull();
  },
);

test('the address for authenticator programs names the product and the account', () => {
  expect(uri).toContain('otpauth://totp/Commonwatt:mori?');
});
