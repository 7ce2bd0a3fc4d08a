import { makeCluster, uniqueName } from '@commonwatt/database/testing';
import type { ClusterRef } from '@commonwatt/domain/refs';
import superjson from 'superjson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestBrowser, type TestServer } from '../testing.ts';

let server: TestServer;
let staff: TestBrowser;
let cluster: ClusterRef;
let username: string;

beforeAll(async () => {
  server = await startTestServer();
  cluster = await makeCluster(server.database, ['E001']);
  staff = createBrowser(server, superjson.serialize);
  ({ username } = await makeSignInUser(server.database, { isStaff: true }));
  await staff.signIn(username);
});
afterAll(() => server.close());

test('a monitor is switched on and off, and the audit trail says by whom', async () => {
  const active = async () =>
    ((await staff.query('monitoring.monitors', { cluster })).data as { type: string; isActive: boolean }[])
      .filter(({ isActive }) => isActive)
      .map(({ type }) => type);
  expect(await active()).toEqual([]);
  const type = 'apis_ccc_alive';
  const reason = 'the uploader is being moved';
  await staff.mutate('monitoring.setMonitor', { cluster, type, isActive: true });
  expect(await active()).toEqual([type]);
  expect(await staff.mutate('monitoring.setMonitor', { cluster, type, isActive: false })).toMatchObject({
    status: 400,
  });
  expect(await active()).toEqual([type]);
  await staff.mutate('monitoring.setMonitor', { cluster, type, isActive: false, reason });
  expect(await active()).toEqual([]);
  const { data } = await staff.query('registry.audit.list', { search: cluster.communityId });
  expect((data as { after: object }[]).map(({ after }) => after)).toEqual([
    { isActive: false, reason },
    { isActive: true },
  ]);
  const unknown = await staff.mutate('monitoring.setMonitor', { cluster, type: 'zzz', isActive: true });
  expect(unknown.status).toBe(400);
});

test('who paused a monitor, since when and why is told, and when it was on', async () => {
  const own = await makeCluster(server.database, ['E001'], 'Europe/Berlin');
  const type = 'apis_log_severe';
  const set = async (at: string, change: object) => {
    server.setNow(new Date(at));
    expect((await staff.mutate('monitoring.setMonitor', { cluster: own, type, ...change })).error).toBeNull();
  };
  const monitor = async () =>
    ((await staff.query('monitoring.monitors', { cluster: own })).data as { type: string }[]).find(
      (one) => one.type === type,
    );
  const started = new Date('2026-03-28T23:30:00Z');
  const ended = new Date('2026-03-29T10:00:00Z');
  try {
    expect(await monitor()).toMatchObject({ isActive: false, pause: null, activeSince: null });
    await set(started.toISOString(), { isActive: true });
    await set('2026-03-29T01:00:00Z', { isActive: true });
    expect(await monitor()).toMatchObject({ isActive: true, pause: null, activeSince: started });
    await set(ended.toISOString(), { isActive: false, reason: 'known' });
    await set('2026-03-29T11:00:00Z', { isActive: false, reason: 'later, which changes nothing' });
    expect(await monitor()).toMatchObject({ isActive: false, pause: { at: ended, by: username, reason: 'known' } });
    // The day on which the clocks of Berlin go forward has 23 hours.
    const day = { cluster: own, fromDay: '2026-03-29', toDay: '2026-03-29' };
    expect((await staff.query('monitoring.periods', day)).data).toMatchObject({
      period: { fromMs: Date.parse('2026-03-28T23:00Z'), toMs: Date.parse('2026-03-29T22:00Z') },
      monitors: [{ type, startedAt: started, endedAt: ended, endedBy: username, endReason: 'known' }],
    });
    const next = { cluster: own, fromDay: '2026-03-30', toDay: '2026-03-30' };
    expect((await staff.query('monitoring.periods', next)).data).toMatchObject({ monitors: [] });
  } finally {
    server.setNow(null);
  }
});

test('a failure is taken with a note, shows what was sent about it, and is none of another cluster', async () => {
  const scope = { communityCode: cluster.communityId, clusterCode: cluster.clusterId, type: 'apis_log_severe' };
  const closedAt = new Date();
  const { id } = await server.database.failure.create({ data: { ...scope, closedAt } });
  const sent = { failureId: id, createdAt: closedAt, nextAttemptAt: closedAt, deliveredAt: closedAt, attempts: 2 };
  const message = { event: 'closed', channel: 'email', address: 'day@example.com', language: 'en', incident: {} };
  await server.database.outgoingMessage.create({ data: { ...sent, ...message, idempotencyKey: uniqueName('key') } });
  const untaken = { takenBy: null, takenAt: null, note: null };
  const note = '  called the resident ';
  const taken = await staff.mutate('monitoring.takeFailure', { cluster, id, note, expected: untaken });
  expect(taken.data).toMatchObject({ takenBy: username, note: 'called the resident' });
  expect((await staff.query('monitoring.failure', { cluster, id })).data).toMatchObject({
    failure: { id, takenBy: username, note: 'called the resident', takenAt: expect.any(Date) },
    messages: [{ event: 'closed', address: 'day@example.com', attempts: 2, deliveredAt: closedAt, deadAt: null }],
  });
  const { data: trail } = await staff.query('registry.audit.list', { search: `failure ${id} of` });
  expect(trail).toMatchObject([{ action: 'failure.take', before: { takenBy: null, note: null } }]);
  const other = await makeCluster(server.database, ['E001']);
  expect(await staff.query('monitoring.failure', { cluster: other, id })).toMatchObject({ status: 404 });
  const ofOther = { cluster: other, id, note: '', expected: untaken };
  expect(await staff.mutate('monitoring.takeFailure', ofOther)).toMatchObject({ status: 404 });
});

test('a failure that a colleague has taken meanwhile is not taken from them unseen', async () => {
  const scope = { communityCode: cluster.communityId, clusterCode: cluster.clusterId, type: 'apis_main_severe' };
  const closed = { detectedAt: new Date('2026-06-01T00:00:00Z'), closedAt: new Date('2026-06-01T01:00:00Z') };
  const { id } = await server.database.failure.create({ data: { ...scope, ...closed } });
  const untaken = { takenBy: null, takenAt: null, note: null };
  const take = (note: string, expected: object) =>
    staff.mutate('monitoring.takeFailure', { cluster, id, note, expected });
  const first = (await take('theirs', untaken)).data as { takenBy: string; takenAt: Date };
  expect(await take('mine', untaken)).toMatchObject({
    status: 409,
    error: { changes: { takenBy: { to: first.takenBy }, note: { to: 'theirs' } } },
  });
  const { takenBy, takenAt } = first;
  expect(await take('mine', { takenBy, takenAt, note: 'theirs' })).toMatchObject({ data: { note: 'mine' } });
});

test('failures of a cluster: the open ones, and those of a period of its own days', async () => {
  const scope = { communityCode: cluster.communityId, clusterCode: cluster.clusterId, type: 'apis_ccc_alive' };
  const [detectedAt, closedAt] = [new Date('2026-06-08T15:00:00Z'), new Date('2026-06-08T15:30:00Z')];
  const over = await server.database.failure.create({ data: { ...scope, detectedAt, closedAt } });
  const units = [{ unitCode: 'E001', listedAt: closedAt, backAt: null }];
  const together = { ...scope, detectedAt: closedAt, units: { create: units } };
  const open = await server.database.failure.create({ data: together });
  const ids = async (path: string, input: object = {}) =>
    ((await staff.query(path, { cluster, ...input })).data as { id: number }[]).map(({ id }) => id);
  expect(await ids('monitoring.openFailures')).toEqual([open.id]);
  // 9 June in Tokyo begins at 15:00 UTC on the 8th.
  expect(await ids('monitoring.failures', { fromDay: '2026-06-09', toDay: '2026-06-09' })).toEqual([over.id, open.id]);
  expect(await ids('monitoring.failures', { fromDay: '2026-06-08', toDay: '2026-06-08' })).toEqual([]);
  const found = await staff.query('monitoring.failure', { cluster, id: open.id });
  expect((found.data as { failure: object }).failure).toMatchObject({ unitCode: null, units });
});

test('recipients are made, changed, tried out and removed; their secret never comes out', async () => {
  const communityCode = uniqueName('community');
  const secret = 'a secret of some length';
  const hook = { channel: 'webhook', address: 'https://hooks.example.com/x', secret, communityCode };
  const made = await staff.mutate('monitoring.recipients.create', { recipient: hook });
  const { id } = made.data as { id: number };
  expect(made.data).toMatchObject({ hasSecret: true, language: 'en', types: [] });
  const moved = { channel: 'webhook', address: 'https://hooks.example.com/y', communityCode };
  const edited = await staff.mutate('monitoring.recipients.replace', { id, expected: made.data, recipient: moved });
  expect(edited.data).toMatchObject({ hasSecret: true, address: moved.address });
  expect(await server.database.notificationRecipient.findUnique({ where: { id } })).toMatchObject({ secret });
  expect(await staff.mutate('monitoring.recipients.create', { recipient: moved })).toMatchObject({ status: 400 });
  const mail = {
    channel: 'email',
    address: 'night@example.com',
    communityCode,
    types: ['apis_ccc_alive'],
    language: 'ja',
  };
  const replaced = await staff.mutate('monitoring.recipients.replace', { id, expected: edited.data, recipient: mail });
  expect(replaced.data).toMatchObject({ hasSecret: false, address: 'night@example.com' });
  expect((await staff.mutate('monitoring.recipients.test', { id })).data).toEqual({
    isAccepted: true,
    answer: '250 for night@example.com',
  });
  const list = await staff.query('monitoring.recipients.list', { communityId: communityCode });
  const audit = await staff.query('registry.audit.list', { search: communityCode });
  expect(JSON.stringify([made.data, list.data, audit.data])).not.toContain(secret);
  const expected = replaced.data;
  expect((await staff.mutate('monitoring.recipients.delete', { id, expected })).error).toBeNull();
  expect(await staff.mutate('monitoring.recipients.delete', { id, expected })).toMatchObject({ status: 404 });
  const bad = { ...mail, address: 'nobody' };
  const plain = { ...moved, channel: 'email', address: 'a@example.com' };
  const other = (await staff.mutate('monitoring.recipients.create', { recipient: plain })).data as { id: number };
  // What never had a secret cannot keep it.
  const kept = { id: other.id, expected: other, recipient: moved };
  expect(await staff.mutate('monitoring.recipients.replace', kept)).toMatchObject({ status: 400 });
  expect(await staff.mutate('monitoring.recipients.create', { recipient: bad })).toMatchObject({ status: 400 });
});

test('a recipient that somebody else has changed meanwhile is neither changed nor removed, and it is said what changed', async () => {
  const recipient = { channel: 'email', address: 'night@example.com', communityCode: uniqueName('community') };
  const { data: seen } = await staff.mutate('monitoring.recipients.create', { recipient });
  const { id } = seen as { id: number };
  const day = { ...recipient, address: 'day@example.com' };
  const first = await staff.mutate('monitoring.recipients.replace', { id, expected: seen, recipient: day });
  const refused = { status: 409, error: { message: expect.stringMatching(/address was "night@.* and is "day@/) } };
  const stale = { id, expected: seen, recipient: { ...recipient, language: 'ja' } };
  expect(await staff.mutate('monitoring.recipients.replace', stale)).toMatchObject(refused);
  expect(await staff.mutate('monitoring.recipients.delete', { id, expected: seen })).toMatchObject(refused);
  expect(await server.database.notificationRecipient.findUnique({ where: { id } })).toMatchObject({
    address: 'day@example.com',
    language: 'en',
  });
  expect((await staff.mutate('monitoring.recipients.delete', { id, expected: first.data })).error).toBeNull();
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
    event: 'detected',
    channel: 'email',
    address: 'night@example.com',
    language: 'en',
    incident: {},
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
