import { expect, test } from 'vitest';
import { followChanges, formValues, storedValues } from './form-values.ts';
import { registryTables } from './registry-tables.ts';

const zone = 'Asia/Tokyo';
const unit = {
  clusterId: 7,
  code: 'E001',
  name: 'House 1',
  availableFrom: new Date('2026-06-09T05:32:08.123Z'),
  availableTo: null,
};
const { fields } = registryTables.units;

test('a row becomes what its inputs show, and back, to the millisecond', () => {
  const values = formValues(fields, unit, zone);
  expect(values).toEqual({
    clusterId: '7',
    code: 'E001',
    name: 'House 1',
    availableFrom: '2026-06-09T14:32',
    availableTo: '',
  });
  expect(storedValues(fields, values, { row: unit, timeZone: zone })).toEqual(unit);
});

test('what is typed is read in the zone of the form', () => {
  const values = { ...formValues(fields, unit, zone), availableTo: '2026-07-01T00:00', name: ' New ' };
  const stored = storedValues(fields, values, { row: unit, timeZone: zone });
  expect(stored).toEqual({ ...unit, name: 'New', availableTo: new Date('2026-06-30T15:00:00Z') });
});

test('an empty input is null, but for texts that are never null', () => {
  const scenario = registryTables.scenarios.fields;
  expect(storedValues(scenario, formValues(scenario, null, zone), { row: null, timeZone: zone })).toEqual({
    communityCode: null,
    clusterCode: null,
    unitCode: null,
    name: null,
    description: null,
    data: null,
  });
  const user = registryTables.users.fields;
  expect(storedValues(user, formValues(user, null, zone), { row: null, timeZone: zone })).toEqual({
    username: null,
    firstName: '',
    lastName: '',
    email: '',
    isStaff: false,
    isActive: true,
  });
});

test('after a change by somebody else what was typed stays, and what was not follows', () => {
  const typed = { ...formValues(fields, unit, zone), name: 'Mine' };
  const stored = { ...unit, name: 'Theirs', code: 'E002' };
  expect(followChanges(fields, typed, { row: unit, stored, timeZone: zone })).toMatchObject({
    name: 'Mine',
    code: 'E002',
  });
});
