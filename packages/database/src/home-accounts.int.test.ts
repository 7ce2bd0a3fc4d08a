import { expect, inject, test } from 'vitest';
import { findHomeAccount } from './home-accounts.ts';
import { chooseScenario, findCurrentScenario, storeUnitScenario } from './scenarios.ts';
import { explainQueries, makeCluster, makeUser, openTestDatabase, uniqueName } from './testing.ts';

const db = openTestDatabase();

test('an account with its residence, found by the whole chain of codes', async () => {
  const [ref, other] = [await makeCluster(db), await makeCluster(db)];
  const unit = { ...ref, unitId: 'E001' };
  const user = await makeUser(db, {}, [unit]);
  const account = { userId: user.id, isActive: true, passwordHash: '!', md5Verifier: null, scenarioData: null };
  const found = (asked: typeof unit | null) => findHomeAccount(db, user.username, asked);
  expect(await found(unit)).toEqual({ ...account, isUnit: true, isResident: true });
  expect(await found({ ...ref, unitId: 'E002' })).toEqual({ ...account, isUnit: true, isResident: false });
  expect(await found({ ...other, unitId: 'E001' })).toEqual({ ...account, isUnit: true, isResident: false });
  expect(await found({ ...ref, unitId: 'E009' })).toEqual({ ...account, isUnit: false, isResident: false });
  expect(await found({ ...ref, clusterId: 'x', unitId: 'E001' })).toMatchObject({ isUnit: false, isResident: false });
  expect(await found(null)).toEqual({ ...account, isUnit: false, isResident: false });
  expect(await findHomeAccount(db, `${user.username} `, unit)).toBeNull();
  await db.user.update({ where: { id: user.id }, data: { isActive: false, md5Verifier: 'v' } });
  expect(await found(unit)).toMatchObject({ isActive: false, md5Verifier: 'v' });
});

test('its scenario is the one in force, whatever was chosen before and at the same time', async () => {
  const unit = { ...(await makeCluster(db)), unitId: 'E001' };
  const user = await makeUser(db, {}, [unit]);
  const ids: (number | null)[] = [null];
  for (const name of ['a', 'b', 'c']) {
    await storeUnitScenario(db, {
      unit,
      name,
      description: null,
      data: `{"#":"${uniqueName(name)}"}`,
      now: new Date(),
    });
    ids.push((await db.scenario.findFirstOrThrow({ where: { communityCode: unit.communityId, name } })).id);
  }
  // Steps of time that repeat and go back.
  for (const [i, minute] of [3, 1, 3, 3, 2, 5, 5, 4, 6].entries()) {
    const at = new Date(Date.UTC(2026, 5, 9, 5, minute));
    await chooseScenario(db, { unit, scenarioId: ids[(i * 7) % ids.length] ?? null, now: at });
    const current = await findCurrentScenario(db, unit);
    expect((await findHomeAccount(db, user.username, unit))?.scenarioData).toBe(current?.data ?? null);
  }
});

test('the read of a poll is served by keys and by the index of choices', async () => {
  const unit = { communityId: 'c', clusterId: 'k', unitId: 'E001' };
  const plans = await explainQueries(inject('databaseUrl'), (own) => findHomeAccount(own, 'somebody', unit));
  expect(plans).not.toMatch(/Seq Scan/);
  expect(plans).toMatch(/users_username_key/);
  expect(plans).toMatch(/choices_community_code_cluster_code_unit_code_created_at_idx/);
  expect(plans).toMatch(/Index Cond: \(.*community_code.*cluster_code.*unit_code/);
  expect(plans).toMatch(/unit_residents_pkey/);
});
