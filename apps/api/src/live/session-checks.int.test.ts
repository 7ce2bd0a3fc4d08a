import { createSession, endSession, findOpenSessions } from '@commonwatt/database/sessions';
import { makeUser, openTestDatabase, uniqueName } from '@commonwatt/database/testing';
import { afterAll, expect, test, vi } from 'vitest';
import { createSessionChecks } from './session-checks.ts';

const database = openTestDatabase();
afterAll(() => database.$disconnect());

async function openSession() {
  const user = await makeUser(database);
  const tokenHash = uniqueName('token').padEnd(64, '0');
  const limits = { now: new Date(), idleTimeoutMs: 60_000, lifetimeMs: 120_000, address: '', userAgent: '' };
  const { id } = await createSession(database, { tokenHash, userId: user.id, ...limits });
  return { id, userId: user.id, tokenHash };
}

test('what is asked at once is one read, and everybody gets the own answer', async () => {
  const sessions = await Promise.all(Array.from({ length: 20 }, openSession));
  const [ended] = sessions;
  if (!ended) throw new Error('no session');
  await endSession(database, ended);
  const read = vi.spyOn(database, '$queryRaw');
  const checks = createSessionChecks(database, () => new Date());
  const found = await Promise.all(sessions.map(({ tokenHash }) => checks.find(tokenHash)));
  expect(read).toHaveBeenCalledTimes(1);
  expect(found.map((open) => open?.user.id ?? null)).toEqual([null, ...sessions.slice(1).map(({ userId }) => userId)]);
  expect((await findOpenSessions(database, [], new Date())).size).toBe(0);
  await endSession(database, sessions[1] ?? ended);
  expect(await checks.find(sessions[1]?.tokenHash ?? '')).toBeNull();
  expect(read).toHaveBeenCalledTimes(3);
});
