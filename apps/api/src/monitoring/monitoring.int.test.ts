import { makeCluster, uniqueName } from '@commonwatt/database/testing';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from '../testing.ts';

let server: TestServer;
let staff: TestBrowser;
let cluster: ClusterRef;

beforeAll(async () => {
  server = await startTestServer();
  cluster = await makeCluster(server.database, ['E001']);
  staff = createBrowser(server);
  await staff.signIn((await makeSignInUser(server.database, { isStaff: true })).username);
});
afterAll(() => server.close());

test('a monitor is switched on and off, and the audit trail says by whom', async () => {
  const active = async () =>
    ((await staff.query('monitoring.monitors', { cluster })).data as { type: string; isActive: boolean }[])
      .filter(({ isActive }) => isActive)
      .map(({ type }) => type);
  expect(await active()).toEqual([]);
  const type = 'apis_ccc_alive';
  await staff.mutate('monitoring.setMonitor', { cluster, type, isActive: true });
  expect(await active()).toEqual([type]);
  await staff.mutate('monitoring.setMonitor', { cluster, type, isActive: false });
  expect(await active()).toEqual([]);
  const { data } = await staff.query('registry.audit.list', { search: cluster.communityId });
  expect((data as { after: object }[]).map(({ after }) => after)).toEqual([{ isActive: false }, { isActive: true }]);
  const unknown = await staff.mutate('monitoring.setMonitor', { cluster, type: 'zzz', isActive: true });
  expect(unknown.status).toBe(400);
});

test('failures of a cluster: the open ones, and those of a period of its own days', async () => {
  const scope = { communityCode: cluster.communityId, clusterCode: cluster.clusterId, type: 'apis_ccc_alive' };
  const [detectedAt, closedAt] = [new Date('2026-06-08T15:00:00Z'), new Date('2026-06-08T15:30:00Z')];
  const over = await server.database.failure.create({ data: { ...scope, detectedAt, closedAt } });
  const open = await server.database.failure.create({ data: { ...scope, detectedAt: closedAt } });
  const ids = async (path: string, input: object = {}) =>
    ((await staff.query(path, { cluster, ...input })).data as { id: number }[]).map(({ id }) => id);
  expect(await ids('monitoring.openFailures')).toEqual([open.id]);
  // 9 June in Tokyo begins at 15:00 UTC on the 8th.
  expect(await ids('monitoring.failures', { fromDay: '2026-06-09', toDay: '2026-06-09' })).toEqual([over.id, open.id]);
  expect(await ids('monitoring.failures', { fromDay: '2026-06-08', toDay: '2026-06-08' })).toEqual([]);
});

test('recipients are made, changed, tried out and removed; their secret never comes out', async () => {
  const communityCode = uniqueName('community');
  const secret = 'a secret of some length';
  const hook = { channel: 'webhook', address: 'https://hooks.example.com/x', secret, communityCode };
  const made = await staff.mutate('monitoring.recipients.create', { recipient: hook });
  const { id } = made.data as { id: number };
  expect(made.data).toMatchObject({ hasSecret: true, language: 'en', types: [] });
  const mail = {
    channel: 'email',
    address: 'night@example.com',
    communityCode,
    types: ['apis_ccc_alive'],
    language: 'ja',
  };
  expect((await staff.mutate('monitoring.recipients.replace', { id, recipient: mail })).data).toMatchObject({
    hasSecret: false,
    address: 'night@example.com',
  });
  expect((await staff.mutate('monitoring.recipients.test', { id })).data).toEqual({
    isAccepted: true,
    answer: '250 for night@example.com',
  });
  const list = await staff.query('monitoring.recipients.list', { communityId: communityCode });
  const audit = await staff.query('registry.audit.list', { search: communityCode });
  expect(JSON.stringify([made.data, list.data, audit.data])).not.toContain(secret);
  expect((await staff.mutate('monitoring.recipients.delete', { id })).error).toBeNull();
  expect(await staff.mutate('monitoring.recipients.delete', { id })).toMatchObject({ status: 404 });
  const bad = { ...mail, address: 'nobody' };
  expect(await staff.mutate('monitoring.recipients.create', { recipient: bad })).toMatchObject({ status: 400 });
});

test('messages that were given up are listed and tried again', async () => {
  const scope = { communityCode: cluster.communityId, clusterCode: cluster.clusterId, type: 'apis_log_severe' };
  const failure = await server.database.failure.create({ data: scope });
  const at = new Date();
  const message = {
    failureId: failure.id,
    idempotencyKey: uniqueName('key'),
    createdAt: at,
    nextAttemptAt: at,
    deadAt: at,
    ...{ event: 'detected', channel: 'email', address: 'night@example.com', language: 'en', incident: {} },
  };
  const { id } = await server.database.outgoingMessage.create({ data: message });
  const dead = async () =>
    ((await staff.query('monitoring.messages.dead', { communityId: cluster.communityId })).data as { id: number }[])
      .length;
  expect(await dead()).toBe(1);
  expect((await staff.mutate('monitoring.messages.retry', { ids: [id] })).data).toEqual({ count: 1 });
  expect(await dead()).toBe(0);
  expect((await staff.query('monitoring.ownState', {})).data).toMatchObject({
    messages: { waiting: expect.any(Number) },
  });
});
