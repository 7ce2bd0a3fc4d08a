import type { WeekPreview } from '@commonwatt/domain/home-weeks';
import { expect, test } from 'vitest';
import { csvRow } from './home-weeks-file.ts';

const none = { durationMs: 0, times: 0, amountWh: 0 };
const silent: WeekPreview = {
  coveredMs: 0,
  wishes: { offers: none, gives: none, takes: none, asks: none },
  gaveWh: 40,
  receivedWh: 0,
};
const known: WeekPreview = {
  coveredMs: 100 * 3_600_000,
  wishes: { ...silent.wishes, offers: { ...none, amountWh: 100.4 }, asks: { ...none, amountWh: 5 } },
  gaveWh: 70,
  receivedWh: 10,
};

test.for([
  ['known', known, [100, 0, 0, 5, 70, 10, 100]],
  ['no record of the battery', silent, [null, null, null, null, 40, 0, 0]],
  ['no capacity', null, [null, null, null, null, null, null, 0]],
] as const)('a home in the file: %s', ([, preview, figures]) => {
  expect(csvRow({ clusterCode: 'k', unitCode: 'E001', preview })).toEqual(['k', 'E001', ...figures]);
});
