import { expect, test } from 'vitest';
import { countResidents, findCluster, listCommunitiesOfResident, listHomes } from './communities.ts';
import { addHomes, registerCluster } from './registration.ts';
import {
  chooseScenario,
  findCurrentScenario,
  isScenarioAvailable,
  listAvailableScenarios,
  storeUnitScenario,
} from './scenarios.ts';
import { claimTotpStep, confirmTotp, useRecoveryCode } from './second-factor.ts';
import { createSession, deleteEndedSessions, findOpenSession, touchSession } from './sessions.ts';
import { createSetupLink, redeemSetupLink } from './setup-links.ts';
import { makeCluster, makeUser, openTestDatabase, uniqueName } from './testing.ts';
import { changePassword, createUser, setUserActive } from './users.ts';

const db = openTestDatabase();
const now = new Date('2026-06-09T05:32:00Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

async function openSession(userId: number, idleTimeoutMs = 30 * 60_000) {
  const tokenHash = uniqueName('token').padEnd(64, '0');
  const session = { tokenHash, userId, now, idleTimeoutMs, lifetimeMs: 120 * 60_000, address: '', userAgent: '' };
  return { tokenHash, id: (await createSession(db, session)).id };
}

test('registering a cluster again adds what is new and changes nothing else', async () => {
  const ref = await makeCluster(db, ['E001', 'E002']);
  const again = { ref, communityName: 'other', name: 'other', timeZone: 'UTC' };
  const added = await registerCluster(db, {
    ...again,
    units: [
      { unitId: 'E002', name: 'x' },
      { unitId: 'E003', name: 'y' },
    ],
  });
  expect(added).toEqual(['E003']);
  const cluster = await findCluster(db, ref);
  expect(cluster).toMatchObject({ name: 'Test cluster', timeZone: 'Asia/Tokyo' });
  expect(cluster?.units.map((unit) => [unit.unitId, unit.name])).toEqual([
    ['E001', 'House E001'],
    ['E002', 'House E002'],
    ['E003', 'y'],
  ]);
});

test('a user has the homes that were linked, once each', async () => {
  const ref = await makeCluster(db);
  const user = await makeUser(db, {}, [{ ...ref, unitId: 'E001' }]);
  await addHomes(db, user.id, [{ ...ref, unitId: 'E001' }]);
  expect((await listHomes(db, user.id)).map((home) => home.ref.unitId)).toEqual(['E001']);
});

test('the accounts of each unit of a cluster are counted, those that are closed and those of others not', async () => {
  const ref = await makeCluster(db, ['E001', 'E002', 'E003']);
  const elsewhere = await makeCluster(db, ['E001']);
  const home = (unitId: string) => ({ ...ref, unitId });
  await makeUser(db, {}, [home('E001'), { ...elsewhere, unitId: 'E001' }]);
  await makeUser(db, {}, [home('E001')]);
  const left = await makeUser(db, {}, [home('E002')]);
  await setUserActive(db, left.id, false);
  expect([...(await countResidents(db, ref))]).toEqual([['E001', 2]]);
  expect([...(await countResidents(db, elsewhere))]).toEqual([['E001', 1]]);
});

test('a community with clusters, and a cluster with units, cannot be deleted', async () => {
  const { communityId } = await makeCluster(db);
  await expect(db.community.delete({ where: { code: communityId } })).rejects.toThrow();
  await expect(db.cluster.deleteMany({ where: { community: { code: communityId } } })).rejects.toThrow();
});

test('two users cannot have one name', async () => {
  const user = await makeUser(db);
  await expect(createUser(db, { username: user.username, passwordHash: '!' })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});

test('a session ends when it was idle, at its absolute end, and with its user', async () => {
  const user = await makeUser(db);
  const { tokenHash, id } = await openSession(user.id);
  expect(await findOpenSession(db, tokenHash, minutesLater(29))).toMatchObject({ user: { username: user.username } });
  expect(await findOpenSession(db, tokenHash, minutesLater(30))).toBeNull();
  await touchSession(db, id, minutesLater(100));
  expect(await findOpenSession(db, tokenHash, minutesLater(119))).not.toBeNull();
  expect(await findOpenSession(db, tokenHash, minutesLater(120))).toBeNull();
  await setUserActive(db, user.id, false);
  expect(await findOpenSession(db, tokenHash, minutesLater(101))).toBeNull();
});

test('a session tells where its user lives and what they may see as staff', async () => {
  const homeOf = async (unitId: string) => ({ ...(await makeCluster(db, [unitId])), unitId });
  const homes = [await homeOf('E001'), await homeOf('E002')];
  const communityId = homes[0]?.communityId ?? '';
  const user = await makeUser(db, { isStaff: true }, homes);
  const { tokenHash } = await openSession(user.id);
  const { id, username } = user;
  const known = {
    id,
    username,
    isStaff: true,
    isSuperuser: false,
    hasTotp: false,
    homes: expect.arrayContaining(homes),
  };
  expect((await findOpenSession(db, tokenHash, now))?.user).toEqual({ ...known, scope: 'all' });
  await db.user.update({
    where: { id },
    data: {
      isLimited: true,
      totpSecret: 'x',
      staffCommunities: { create: { community: { connect: { code: communityId } } } },
    },
  });
  const limited = await findOpenSession(db, tokenHash, now);
  expect(limited?.user).toEqual({ ...known, hasTotp: true, scope: { communityIds: [communityId] } });
  expect(limited?.session).toEqual(await db.session.findUnique({ where: { tokenHash } }));
});

test('changing the password ends the other sessions', async () => {
  const user = await makeUser(db);
  const own = await openSession(user.id);
  const other = await openSession(user.id);
  await changePassword(db, { userId: user.id, password: { passwordHash: 'new' }, keepSessionId: own.id });
  expect(await findOpenSession(db, own.tokenHash, now)).not.toBeNull();
  expect(await findOpenSession(db, other.tokenHash, now)).toBeNull();
});

test('cleaning up removes ended sessions only', async () => {
  const user = await makeUser(db);
  const short = await openSession(user.id, 60_000);
  const long = await openSession(user.id, 90 * 60_000);
  await deleteEndedSessions(db, minutesLater(5));
  const left = await db.session.findMany({ where: { userId: user.id }, select: { id: true } });
  expect(left).toEqual([{ id: long.id }]);
  expect(short.id).not.toBe(long.id);
});

test('a second-factor step works once, also when two sign-ins race for it', async () => {
  const user = await makeUser(db);
  const claims = await Promise.all([claimTotpStep(db, user.id, 100), claimTotpStep(db, user.id, 100)]);
  expect(claims.sort()).toEqual([false, true]);
  expect(await claimTotpStep(db, user.id, 99)).toBe(false);
  expect(await claimTotpStep(db, user.id, 101)).toBe(true);
});

test('a recovery code works once, and new ones replace the old', async () => {
  const user = await makeUser(db);
  await confirmTotp(db, { userId: user.id, secret: 'S', step: 1, recoveryCodeHashes: ['a'.repeat(64)] });
  expect(await useRecoveryCode(db, user.id, 'a'.repeat(64))).toBe(true);
  expect(await useRecoveryCode(db, user.id, 'a'.repeat(64))).toBe(false);
});

test('the set-up link makes nobody once there is a staff user', async () => {
  await makeUser(db, { isStaff: true });
  const tokenHash = uniqueName('setup').padEnd(64, '0');
  await createSetupLink(db, { tokenHash, expiresAt: minutesLater(60) });
  expect(
    await redeemSetupLink(db, { tokenHash, now, username: uniqueName('eve'), password: { passwordHash: '!' } }),
  ).toBeNull();
});

test('the newest choice counts, at equal times the one made later; nothing chosen is nothing', async () => {
  const unit = { ...(await makeCluster(db)), unitId: 'E001' };
  expect(await findCurrentScenario(db, unit)).toBeNull();
  expect(await storeUnitScenario(db, { unit, name: 'a', description: 'd', data: '{}', now })).toBe('created');
  expect(await storeUnitScenario(db, { unit, name: 'a', description: null, data: '{"#":1}', now })).toBe('updated');
  const scenario = await db.scenario.findFirstOrThrow({ where: { communityCode: unit.communityId } });
  expect(scenario).toMatchObject({ description: null, data: '{"#":1}' });
  await chooseScenario(db, { unit, scenarioId: null, now });
  await chooseScenario(db, { unit, scenarioId: scenario.id, now });
  expect((await findCurrentScenario(db, unit))?.id).toBe(scenario.id);
  await db.scenario.delete({ where: { id: scenario.id } });
  expect(await findCurrentScenario(db, unit)).toBeNull();
});

test('a scenario stored twice at once is created once and updated once', async () => {
  const unit = { ...(await makeCluster(db)), unitId: 'E001' };
  const store = () => storeUnitScenario(db, { unit, name: 'raced', description: null, data: '{}', now });
  expect((await Promise.all([store(), store()])).sort()).toEqual(['created', 'updated']);
});

test('the communities of a resident hold the own homes and nothing else', async () => {
  const [here, there, foreign] = await Promise.all([makeCluster(db), makeCluster(db), makeCluster(db)]);
  const homes = [
    { ...here, unitId: 'E002' },
    { ...there, unitId: 'E001' },
  ];
  const user = await makeUser(db, {}, homes);
  await makeUser(db, {}, [{ ...foreign, unitId: 'E001' }]);
  const communities = await listCommunitiesOfResident(db, user.id);
  const found = communities.flatMap(({ communityId, clusters }) =>
    clusters.flatMap(({ clusterId, units }) => units.map(({ unitId }) => ({ communityId, clusterId, unitId }))),
  );
  expect(found).toEqual([...homes].sort((a, b) => (a.communityId < b.communityId ? -1 : 1)));
  expect(await listCommunitiesOfResident(db, (await makeUser(db)).id)).toEqual([]);
});

test('a unit may choose what is for all, for its community, its cluster and itself, by name', async () => {
  const { communityId: communityCode, clusterId: clusterCode } = await makeCluster(db);
  const unit = { communityId: communityCode, clusterId: clusterCode, unitId: 'E001' };
  const own = { communityCode, clusterCode, unitCode: 'E001' };
  const make = (name: string, scope: object) => db.scenario.create({ data: { name, ...scope } });
  const visible = [
    await make('NO_DEAL', own),
    await make('NORMAL', { ...own, unitCode: null }),
    await make('normal', { ...own, clusterCode: null, unitCode: null }),
  ];
  const hidden = [
    await make('other unit', { ...own, unitCode: 'E002' }),
    await make('gap', { ...own, clusterCode: null }),
    await make('no community', { ...own, communityCode: null }),
  ];
  const list = await listAvailableScenarios(db, unit);
  expect(list.filter((one) => one.communityCode === communityCode).map(({ name }) => name)).toEqual([
    'NORMAL',
    'NO_DEAL',
    'normal',
  ]);
  for (const { id } of visible) expect(await isScenarioAvailable(db, unit, id)).toBe(true);
  for (const { id } of hidden) expect(await isScenarioAvailable(db, unit, id)).toBe(false);
  expect(await isScenarioAvailable(db, unit, 2 ** 60)).toBe(false);
});
