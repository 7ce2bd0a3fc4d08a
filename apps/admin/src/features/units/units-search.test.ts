import { expect, test } from 'vitest';
import { shownColumns, type UnitColumn, type UnitsSearch, unitsSearchSchema, withColumn } from './units-search.ts';

const usual = shownColumns({});

test.for([
  ['the usual ones', {}, usual],
  ['those that are named, in their own order', { cols: 'version.battery' }, ['unit', 'battery', 'version']],
  ['none but the first', { cols: '' }, ['unit']],
  ['nonsense is passed over', { cols: 'battery.atlantis' }, ['unit', 'battery']],
] as const)('columns: %s', ([, search, expected]) => {
  expect(shownColumns(unitsSearchSchema.parse(search))).toEqual(expected);
});

test.for([
  ['one more', {}, 'version', true, { cols: [...usual.slice(1, -1), 'version', 'rate'].join('.') }],
  ['one less', { cols: 'battery.version' }, 'battery', false, { cols: 'version' }],
  ['the last one', { cols: 'battery' }, 'battery', false, { cols: '' }],
  [
    'the one that is sorted by',
    { cols: 'battery.version', by: 'battery', order: 'descending' },
    'battery',
    false,
    { cols: 'version', by: undefined, order: undefined },
  ],
  ['back to the usual ones', { cols: usual.slice(2).join('.') }, 'status', true, { cols: undefined }],
] as [string, UnitsSearch, UnitColumn, boolean, object][])('a change: %s', ([, search, column, isShown, expected]) => {
  expect(withColumn(search, column, isShown)).toEqual(expected);
});
