import { expect, test } from 'vitest';
import { readUnitData } from './unit-data.ts';

const oesunit = { communityId: 'c', clusterId: 'k', id: 'E001', display: 'House 01' };
const minimal = { oesunit, datasetId: 1_778_721_330_412 };

function read(document: unknown) {
  const result = readUnitData(document);
  if (!result.ok) throw new Error(result.problem);
  return result.sample;
}

test('reads a document with identity and datasetId only: everything else is missing, not zero', () => {
  const sample = read(minimal);
  expect(sample.datasetAt).toEqual(new Date(1_778_721_330_412));
  expect(sample.sampledAt).toBeNull();
  expect(sample.rsocPercent).toBeNull();
  expect(sample.solarW).toBeNull();
  expect(sample.isGridMaster).toBe(false);
  expect(sample.modes).toEqual({ global: null, local: null, effective: null });
});

test('takes the state of charge from the battery, else from the EMU', () => {
  expect(read({ ...minimal, battery: { rsoc: 48.5 }, emu: { rsoc: 12 } }).rsocPercent).toBe(48.5);
  expect(read({ ...minimal, emu: { rsoc: 12 } }).rsocPercent).toBe(12);
  expect(read({ ...minimal, battery: { rsoc: null }, emu: { rsoc: 12 } }).rsocPercent).toBe(12);
});

test('gives the battery power the sign of its current', () => {
  expect(read({ ...minimal, emu: { battery_voltage: 50, battery_current: -2 } }).batteryW).toBe(-100);
  expect(read({ ...minimal, emu: { battery_voltage: 50 } }).batteryW).toBeNull();
});

test.for([
  ['0x0014', 'voltageReference'],
  ['0x0041', 'charge'],
  ['0x0002', 'discharge'],
  ['0x0000', 'wait'],
  ['0x0022', 'unknown'],
] as const)('converter status %s is %s', ([status, mode]) => {
  expect(read({ ...minimal, dcdc: { status: { status } } }).converter).toBe(mode);
});

test.for([
  ['a part is null', { battery: null, emu: null, dcdc: null, apis: null }],
  ['a part is a text', { battery: 'full', emu: 'x', dcdc: 'x', apis: 'x' }],
  ['a part is a list', { battery: [], dcdc: [1], apis: [] }],
  ['a value has a wrong type', { battery: { rsoc: '48' }, dcdc: { meter: { wg: {} }, status: { status: 20 } } }],
  ['a value is not finite', { battery: { rsoc: Number.NaN }, dcdc: { meter: { wg: Number.POSITIVE_INFINITY } } }],
  ['the mode is unknown', { apis: { operation_mode: { effective: 'party' }, is_grid_master: 'yes' } }],
  ['the mode part is null', { apis: { operation_mode: null } }],
  ['time is a text', { time: '2020-01-01' }],
] as const)('keeps the rest when %s', ([, parts]) => {
  const sample = read({ ...minimal, ...parts, unexpected: { anything: 1 } });
  expect(sample.ref).toEqual({ communityId: 'c', clusterId: 'k', unitId: 'E001' });
  expect(sample.rsocPercent).toBeNull();
  expect(sample.dcGridW).toBeNull();
  expect(sample.modes.effective).toBeNull();
});

test.for([
  ['no identity', { datasetId: 1 }, /^oesunit/],
  ['an empty unit id', { oesunit: { ...oesunit, id: '' }, datasetId: 1 }, /^oesunit\.id/],
  ['no datasetId', { oesunit }, /^datasetId/],
  ['a datasetId of 0', { oesunit, datasetId: 0 }, /^datasetId/],
  ['a datasetId that is a text', { oesunit, datasetId: '1' }, /^datasetId/],
  ['a datasetId beyond any date', { oesunit, datasetId: 1e17 }, /^datasetId/],
  ['nothing at all', null, /^document/],
] as const)('refuses a document with %s, and says why', ([, document, problem]) => {
  const result = readUnitData(document);
  expect(result.ok).toBe(false);
  if (!result.ok) expect(result.problem).toMatch(problem);
});
