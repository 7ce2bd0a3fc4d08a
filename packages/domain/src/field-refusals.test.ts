import { expect, test } from 'vitest';
import { z } from 'zod';
import { newPasswordSchema, usernameSchema } from './credentials.ts';
import { refusalOfIssue } from './field-refusals.ts';
import { codeSchema } from './refs.ts';
import { clusterFields, monitorSettingFields, scenarioFields, unitFields, userFields } from './registry.ts';

/** What is wrong with the value, by field; each with its code. */
function refusals(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value, { reportInput: true });
  return error?.issues.map((issue) => [issue.path.join('.'), refusalOfIssue(issue)]);
}

const unit = { clusterId: 1, code: 'E1', name: 'One', availableFrom: null, availableTo: null };
const cluster = { communityId: 1, code: 'k', name: 'k', timeZone: 'Asia/Tokyo' };
const user = { username: 'a', firstName: '', lastName: '', email: '', isStaff: false, isActive: true };
const scenario = { communityCode: null, clusterCode: null, unitCode: null, name: 's', description: null, data: null };
const setting = { communityCode: 'c', clusterCode: 'k', isActive: true };
const long = 'x'.repeat(200);

test.for<[string, z.ZodType, unknown, string, string, Record<string, unknown>]>([
  ['nothing', clusterFields, { ...cluster, communityId: null }, 'communityId', 'needed', {}],
  ['another type', clusterFields, { ...cluster, code: 5 }, 'code', 'wrongType', { expected: 'string' }],
  ['a broken number', clusterFields, { ...cluster, communityId: 1.5 }, 'communityId', 'noWholeNumber', {}],
  ['an empty text', unitFields, { ...unit, name: '' }, 'name', 'empty', {}],
  ['a text that is too long', unitFields, { ...unit, code: long }, 'code', 'tooLong', { maximum: 128 }],
  ['a NUL character', codeSchema, '\0', '', 'nulCharacter', {}],
  ['no zone', clusterFields, { ...cluster, timeZone: 'Mars' }, 'timeZone', 'noTimeZone', {}],
  ['an odd user name', usernameSchema, 'a b', '', 'usernameCharacters', {}],
  ['no address', userFields, { ...user, email: 'a@' }, 'email', 'noEmail', {}],
  ['a short password', newPasswordSchema, 'abcd', '', 'tooShort', { minimum: 8 }],
  ['digits', newPasswordSchema, '12345678', '', 'passwordOfDigits', {}],
  ['a common password', newPasswordSchema, 'Password1', '', 'passwordCommon', {}],
  ['few characters', newPasswordSchema, 'aaaabbbb', '', 'passwordOfFew', {}],
  ['a unit without a cluster', scenarioFields, { ...scenario, unitCode: 'E1' }, 'unitCode', 'clusterNeeded', {}],
  ['a cluster alone', scenarioFields, { ...scenario, clusterCode: 'k' }, 'clusterCode', 'communityNeeded', {}],
  ['too many', z.array(z.string()).max(1), ['a', 'b'], '', 'tooMany', { maximum: 1 }],
  ['too few', z.array(z.string()).min(1), [], '', 'tooFew', { minimum: 1 }],
  ['a number that is too small', z.int().min(2), 1, '', 'tooSmall', { minimum: 2 }],
  ['a number that is too large', z.int().max(2), 3, '', 'tooLarge', { maximum: 2 }],
  ['no instant', z.iso.datetime(), '2026-04-01', '', 'noInstant', {}],
  ['an unknown name', z.strictObject({}), { x: 1 }, '', 'unknownNames', { names: 'x' }],
])('%s: a code with values', ([, schema, value, path, code, values]) => {
  expect(refusals(schema, value)).toEqual([[path, { code, values }]]);
});

test('a choice tells what there is', () => {
  expect(refusals(monitorSettingFields, { ...setting, type: 'x' })).toEqual([
    ['type', { code: 'notAmong', values: { choices: expect.stringContaining('apis_main_alive') } }],
  ]);
});

test('what a home would stumble over in a scenario carries the code of the finding and its place', () => {
  expect(refusals(scenarioFields, { ...scenario, data: '{ "refreshingPeriodMsec": 0 }' })).toContainEqual([
    'data',
    { code: 'finding', values: { path: 'refreshingPeriodMsec', finding: 'paceNotPositive' } },
  ]);
});

test('what the form of an app leaves open is needed, and what only zod knows has its sentence alone', () => {
  const issue = clusterFields.safeParse({ ...cluster, code: null }).error?.issues[0];
  expect(issue && refusalOfIssue(issue)).toEqual({ code: 'needed', values: {} });
  expect(refusals(z.url(), 'x')).toEqual([['', null]]);
  expect(refusals(z.int().positive(), 0)).toEqual([['', null]]);
  expect(
    refusals(
      z.string().refine(() => false),
      'x',
    ),
  ).toEqual([['', null]]);
});
