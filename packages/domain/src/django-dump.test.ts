import { expect, test } from 'vitest';
import { readDjangoDump } from './django-dump.ts';

const user = (pk: unknown, fields: object = {}) => ({
  model: 'core.user',
  pk,
  fields: { username: `u${pk}`, password: 'pbkdf2_sha256$1$s$d', date_joined: '2020-01-01T00:00:00+09:00', ...fields },
});
const community = { model: 'community.community', pk: 1, fields: { code: 'c', name: 'C' } };
const cluster = { model: 'community.cluster', pk: 2, fields: { community: 1, code: 'k', name: 'K' } };
const unit = (fields: object) => ({
  model: 'community.unit',
  pk: 3,
  fields: { cluster: 2, code: 'E001', name: 'E001', available_from: null, available_to: null, ...fields },
});

test('records come by model, with instants read and missing fields as Django would have set them', () => {
  const { records, broken, skipped } = readDjangoDump([user(1), community, cluster, unit({ users: [1] })]);
  expect([broken, skipped]).toEqual([[], []]);
  expect(records['core.user'][0]).toMatchObject({
    position: 1,
    id: 1,
    fields: { is_active: true, is_staff: false, last_login: null, date_joined: new Date('2019-12-31T15:00:00Z') },
  });
  expect(records['community.unit'][0]?.fields).toMatchObject({ cluster: 2, users: [1], available_to: null });
});

test('microseconds become milliseconds', () => {
  const { records } = readDjangoDump([user(1, { last_login: '2020-06-09T01:02:03.456789Z' })]);
  expect(records['core.user'][0]?.fields.last_login).toEqual(new Date('2020-06-09T01:02:03.456Z'));
});

test.for([
  ['no list', { model: 'core.user' }, 0, 'the list that dumpdata prints'],
  ['no record', [7], 1, 'expected object'],
  ['a key that is no number', [user('x')], 1, 'pk'],
  ['no user name', [community, user(1, { username: '' })], 2, 'username'],
  ['a date that is none', [user(1, { date_joined: 'yesterday' })], 1, 'date_joined'],
  ['a cluster of no community', [cluster], 1, 'community: there is no 1'],
  ['a unit of unknown users', [community, cluster, unit({ users: [8, 9] })], 3, 'users: there is no 8, 9'],
  ['one key twice', [user(1), user(1)], 2, 'pk: is there twice'],
] as const)('%s is listed with its position', ([, dump, position, reason]) => {
  const { broken } = readDjangoDump(dump);
  expect(broken).toHaveLength(1);
  expect(broken[0]).toMatchObject({ position, reason: expect.stringContaining(reason) });
});

test('models that have no place here are listed, not refused', () => {
  const { broken, skipped } = readDjangoDump([{ model: 'sessions.session', pk: 'abc', fields: {} }]);
  expect(broken).toEqual([]);
  expect(skipped).toEqual([{ position: 1, record: 'sessions.session abc', reason: 'has no place in Commonwatt' }]);
});
