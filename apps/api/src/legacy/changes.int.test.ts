import { findCurrentScenario } from '@commonwatt/database/scenarios';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestServer } from '../testing.ts';
import { createLegacyClient, fromOwnPage, type LegacyClient } from './testing/client.ts';
import { exampleCluster, startExampleServer } from './testing/example-server.ts';

// What the old API changes by GET, and from where it may be asked to.

let server: TestServer;
let client: LegacyClient;
let token: string;

beforeAll(async () => {
  server = await startExampleServer();
  client = createLegacyClient(server);
  await client.logIn('admin');
  token = await client.fetchToken();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.database.choice.deleteMany();
  await server.database.monitorSetting.deleteMany();
  await server.database.auditEvent.deleteMany();
});

const unit = { ...exampleCluster, unitId: 'E001' };
const type = 'apis_ccc_alive';

const changes = [
  ['/api/staff/monitoring/job/activate', { ...exampleCluster, type }],
  ['/api/resident/scenario/choose', { ...unit, scenarioId: '4' }],
] as const;

async function isChanged(): Promise<boolean> {
  const { database } = server;
  return (await database.choice.count()) + (await database.monitorSetting.count()) > 0;
}

const ways: [string, (path: string, query: Record<string, string>) => Promise<{ status: number }>, boolean][] = [
  ['a page of ours', (path, query) => client.get(path, query, fromOwnPage), true],
  ['a page of ours, by its address', (path, query) => client.get(path, query, { referer: `${server.url}/x` }), true],
  ['the token in the header', (path, query) => client.get(path, query, { 'x-csrftoken': token }), true],
  ['the token in the query', (path, query) => client.get(path, { ...query, csrfmiddlewaretoken: token }), true],
  ['POST', (path, query) => client.send('POST', path, { ...query, csrfmiddlewaretoken: token }), true],
  ['nothing', (path, query) => client.get(path, query), false],
  ['another site', (path, query) => client.get(path, query, { 'sec-fetch-site': 'cross-site' }), false],
  ['a link in a message', (path, query) => client.get(path, query, { 'sec-fetch-site': 'none' }), false],
  ['POST without the token', (path, query) => client.send('POST', path, query, fromOwnPage), false],
];

test.for(
  changes.flatMap(([path, query]) => ways.map(([from, ask, isAllowed]) => ({ path, query, from, ask, isAllowed }))),
)('$path from $from', async ({ path, query, ask, isAllowed }) => {
  expect((await ask(path, query)).status).toBe(isAllowed ? 200 : 403);
  expect(await isChanged()).toBe(isAllowed);
  expect(await server.database.auditEvent.count()).toBe(isAllowed ? 1 : 0);
});

test('parameters of a POST are those of its form', async () => {
  const path = `/api/resident/scenario/choose?${new URLSearchParams({ ...unit, scenarioId: '4' })}`;
  const answer = await client.send('POST', path, { csrfmiddlewaretoken: token });
  expect(answer).toMatchObject({ status: 400, text: 'no param : communityId, clusterId, unitId' });
});

test('switching a job on and off is seen in the list, and twice is once', async () => {
  const ask = (action: string) =>
    client.get(`/api/staff/monitoring/job/${action}`, { ...exampleCluster, type }, fromOwnPage);
  const isActive = async () => {
    const jobs = JSON.parse((await client.get('/api/staff/monitoring/job/list', exampleCluster)).text);
    return jobs.filter((job: { isActive: boolean }) => job.isActive).map((job: { type: string }) => job.type);
  };
  for (const action of ['activate', 'activate', 'deactivate', 'deactivate', 'activate']) {
    expect(await ask(action)).toMatchObject({ status: 200, text: 'ok' });
    expect(await isActive()).toEqual(action === 'activate' ? [type] : []);
  }
  expect(await server.database.monitorSetting.count()).toBe(1);
  const trail = await server.database.auditEvent.findMany({ orderBy: { id: 'desc' } });
  expect(trail[0]).toMatchObject({
    actorName: 'admin',
    action: 'monitor.activate',
    target: 'monitor oss_community/oss_cluster/apis_ccc_alive',
  });
});

const choose = (scenarioId?: string) =>
  client.get('/api/resident/scenario/choose', { ...unit, ...(scenarioId ? { scenarioId } : {}) }, fromOwnPage);

test('a choice is seen as the current scenario, with zeros in front too', async () => {
  expect((await choose('004')).text).toBe('ok');
  expect((await choose('4')).text).toBe('no change');
  const { text, headers } = await client.get('/api/resident/scenario/current', unit);
  expect(headers.get('content-type')).toBe('application/json');
  expect(JSON.parse(text)).toMatchObject({ id: 4, name: 'NORMAL', community_id: null, description: 'Normal' });
  expect(text).toContain('\\r\\n');
});

test('what is chosen stays so when the home could not choose it any more', async () => {
  await choose('5');
  await server.database.scenario.update({ where: { id: 5 }, data: { unitCode: 'E002' } });
  expect((await choose('5')).text).toBe('no change');
  expect((await findCurrentScenario(server.database, unit))?.id).toBe(5);
  await choose('1');
  expect((await choose('5')).text).toBe('bad scenarioId : 5');
  await server.database.scenario.update({ where: { id: 5 }, data: { unitCode: 'E001' } });
});

test('scenarios with a gap in their scope are nobody’s', async () => {
  const { communityId: communityCode, clusterId: clusterCode } = exampleCluster;
  const scopes = [
    { communityCode, clusterCode: null, unitCode: null },
    { communityCode, clusterCode, unitCode: null },
    { communityCode: null, clusterCode, unitCode: null },
    { communityCode, clusterCode: null, unitCode: 'E001' },
    { communityCode: null, clusterCode: null, unitCode: 'E001' },
    { communityCode: 'other', clusterCode: null, unitCode: null },
  ];
  const made = await Promise.all(
    scopes.map((scope, i) => server.database.scenario.create({ data: { name: `scope ${i}`, ...scope } })),
  );
  const list = JSON.parse((await client.get('/api/resident/scenario/availableList', unit)).text);
  const names = list.map(({ name }: { name: string }) => name);
  expect(names.filter((name: string) => name.startsWith('scope'))).toEqual(['scope 0', 'scope 1']);
  await server.database.scenario.deleteMany({ where: { id: { in: made.map(({ id }) => id) } } });
});
