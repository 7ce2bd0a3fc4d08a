import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { registryTables, type TableName } from './registry-tables.ts';
import { rowProblems } from './row-problems.ts';

/** As the api's error formatter tells it. */
const refusedFor = (data: object) => new TRPCClientError('refused', { result: { error: { data } } } as never);
const exists = { refusal: { code: 'exists', values: { noun: 'row' } } };
const wrong = { issues: [{ path: 'fields.name', message: 'is needed', refusal: null }] };

test.for<[TableName, object, string[]]>([
  ['communities', exists, ['code']],
  ['units', exists, ['code']],
  ['users', exists, ['username']],
  ['scenarios', exists, ['name']],
  ['monitorSettings', exists, []],
  ['communities', wrong, ['name']],
  ['communities', { refusal: { code: 'busy', values: {} } }, []],
])('in %s, %j is said at %j', ([table, data, fields]) => {
  expect(Object.keys(rowProblems(refusedFor(data), registryTables[table].fields))).toEqual(fields);
});

test('what was not refused has no problems', () => {
  expect(rowProblems(null, registryTables.units.fields)).toEqual({});
});
