import { expect, test } from 'vitest';
import { formatEnergy, formatPercent, formatPower, formatShare, quantityText, withSign } from './quantity.ts';

test.for([
  [0, '0', 'W'],
  [-0.4, '0', 'W'],
  [350.21, '350', 'W'],
  [999.4, '999', 'W'],
  [999.6, '1.00', 'kW'],
  [1_840, '1.84', 'kW'],
  [-1_840, '−1.84', 'kW'],
  [9_994, '9.99', 'kW'],
  [9_996, '10.0', 'kW'],
  [25_290, '25.3', 'kW'],
  [99_960, '100', 'kW'],
  [624_000, '624', 'kW'],
  [null, '–', 'W'],
] as const)('%d W is %s %s', ([powerW, value, unit]) => {
  expect(formatPower(powerW, 'en')).toEqual({ value, unit });
});

test('energy scales alike, percent is whole', () => {
  expect(formatEnergy(7_400, 'ja')).toEqual({ value: '7.40', unit: 'kWh' });
  expect(formatPercent(86.4, 'en')).toEqual({ value: '86', unit: '%' });
});

test.for([
  [null, '–'],
  [0, '0'],
  [0.000_001, '0.01'],
  [0.0023, '0.23'],
  [0.9929, '99.29'],
  [0.999_999_9, '99.99'],
  [1, '100'],
] as const)('a share of %d is %s %%', ([share, value]) => {
  expect(formatShare(share, 'en')).toEqual({ value, unit: '%' });
});

test('uses the decimal sign of the language', () => {
  expect(formatPower(1_840, 'de').value).toBe('1,84');
});

test('number and unit are held together by a narrow no-break space; a missing value has no unit', () => {
  expect(quantityText(formatPower(350, 'en'))).toBe('350\u202fW');
  expect(quantityText(formatPower(null, 'en'))).toBe('–');
});

test('a direction shows its sign both ways, zero has none', () => {
  expect(withSign(formatPower(350, 'en')).value).toBe('+350');
  expect(withSign(formatPower(-350, 'en')).value).toBe('−350');
  expect(withSign(formatPower(0, 'en')).value).toBe('0');
});
