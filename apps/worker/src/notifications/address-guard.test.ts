import { expect, test } from 'vitest';
import { createAddressGuard, isNetwork } from './address-guard.ts';

const guard = createAddressGuard(['10.1.0.0/16', 'fd12::/16'], ['8.8.4.0/24', '2001:db8:1::/64']);

test.for([
  '127.0.0.1',
  '127.9.9.9',
  '0.0.0.0',
  '10.0.0.1',
  '10.2.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '8.8.4.4',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0:0:0:0:0:ffff:192.168.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fc00::1',
  'fd00::1',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  '2001:db8:1::5',
  'localhost',
  '',
])('refuses %s', (address) => {
  expect(guard(address)).toBe(false);
});

test.for(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '10.1.2.3', '::ffff:10.1.2.3', '::ffff:8.8.8.8', 'fd12::1'])(
  'lets %s through',
  (address) => {
    expect(guard(address)).toBe(true);
  },
);

test('names a network that is none', () => {
  expect(() => createAddressGuard(['10.0.0.1'])).toThrow('"10.0.0.1" is no network');
  expect(['10.0.0.0/8', 'fd00::/8', '10.0.0.0/33', 'x/8', '10.0.0.0/8/8'].map(isNetwork)).toEqual([
    ...[true, true, false, false, false],
  ]);
});
