import { pbkdf2Sync } from 'node:crypto';
import { uniqueName } from '@commonwatt/database/testing';
import { setUserActive } from '@commonwatt/database/users';
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createBrowser, makeSignInUser, startTestServer, type TestServer, testPassword } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => server.setNow(null));
afterAll(() => server.close());

const hour = 3_600_000;

test('a session cookie is HttpOnly, SameSite and ends with the browser unless asked otherwise', async () => {
  const user = await makeSignInUser(server.database, { isStaff: true });
  const browser = createBrowser(server);
  const answer = await browser.signIn(user.username);
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('commonwatt_session=')) ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  expect(cookie).not.toMatch(/Max-Age|Secure/);
  expect((await browser.query('signIn.current')).data).toMatchObject({ username: user.username, isStaff: true });

  const kept = createBrowser(server);
  const input = { app: 'admin', username: user.username, password: testPassword, keepSignedIn: true };
  const keptAnswer = await kept.mutate('signIn.signIn', input);
  expect(keptAnswer.headers.getSetCookie().join()).toMatch(/Max-Age=1209600/);
});

test('over TLS cookies are Secure and bound to the host, and browsers are told to stay with TLS', async () => {
  const secure = await startTestServer({ PUBLIC_URL: 'https://power.example.org' });
  const user = await makeSignInUser(secure.database, { isStaff: true });
  const input = { app: 'admin', username: user.username, password: testPassword, keepSignedIn: false };
  const answer = await createBrowser(secure).mutate('signIn.signIn', input, { origin: 'https://power.example.org' });
  expect(answer.headers.getSetCookie().join()).toMatch(/__Host-commonwatt_session=[^;]+;.*Secure/);
  expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
  await secure.close();
});

test('nothing tells whether an account exists: unknown, wrong, disabled and empty get the same answer', async () => {
  const user = await makeSignInUser(server.database, { isStaff: true });
  const disabled = await makeSignInUser(server.database, { isStaff: true });
  await setUserActive(server.database, disabled.id, false);
  const answers = await Promise.all([
    createBrowser(server).signIn(uniqueName('nobody')),
    createBrowser(server).signIn(user.username, 'admin', 'wrong'),
    createBrowser(server).signIn(disabled.username),
    createBrowser(server).signIn('', 'admin', ''),
  ]);
  const told = answers.map(({ status, error }) => JSON.stringify({ status, ...error, requestId: undefined }));
  expect(new Set(told).size).toBe(1);
  expect(answers[0]?.error?.code).toBe('UNAUTHORIZED');
});

test('each app lets its own people in, and says so only after a right password', async () => {
  const nobody = await makeSignInUser(server.database);
  const browser = createBrowser(server);
  expect((await browser.signIn(nobody.username, 'admin')).error?.code).toBe('FORBIDDEN');
  expect((await browser.signIn(nobody.username, 'resident')).error?.code).toBe('FORBIDDEN');
  expect((await browser.signIn(nobody.username, 'admin', 'wrong')).error?.code).toBe('UNAUTHORIZED');
  expect(browser.cookies.has('commonwatt_session')).toBe(false);
});

test('a user name is found with blanks around it and in another Unicode form', async () => {
  const username = `${uniqueName('user')}é`;
  await makeSignInUser(server.database, { username, isStaff: true });
  expect((await createBrowser(server).signIn(`  ${username.normalize('NFD')} `)).error).toBeNull();
});

test.for([
  ['another site', 'https://evil.example'],
  ['a look-alike', 'http://127.0.0.1.evil.example'],
  ['no origin', ''],
] as const)('a change that %s makes a browser send is refused', async ([, origin]) => {
  const answer = await createBrowser(server).mutate('signIn.signOut', undefined, { origin });
  expect(answer.status).toBe(403);
});

test('a password that Django hashed works and is hashed anew', async () => {
  const salt = 'salt';
  const digest = pbkdf2Sync(testPassword, salt, 1_000, 32, 'sha256').toString('base64');
  const user = await makeSignInUser(server.database, {
    isStaff: true,
    passwordHash: `pbkdf2_sha256$1000$${salt}$${digest}`,
  });
  expect((await createBrowser(server).signIn(user.username, 'admin', 'wrong')).error?.code).toBe('UNAUTHORIZED');
  expect((await createBrowser(server).signIn(user.username)).error).toBeNull();
  const stored = await server.database.user.findUniqueOrThrow({ where: { id: user.id } });
  expect(stored.passwordHash).toMatch(/^\$argon2id\$/);
  expect((await createBrowser(server).signIn(user.username)).error).toBeNull();
});

test('after five wrong passwords a stranger waits, but the owner from a known browser does not', async () => {
  const user = await makeSignInUser(server.database, { isStaff: true });
  const owner = createBrowser(server);
  await owner.signIn(user.username);
  const stranger = createBrowser(server);
  for (let i = 0; i < 5; i += 1) {
    expect((await stranger.signIn(user.username, 'admin', `guess ${i}`)).error?.code).toBe('UNAUTHORIZED');
  }
  expect((await stranger.signIn(user.username)).error?.code).toBe('TOO_MANY_REQUESTS');
  expect((await owner.signIn(user.username)).error).toBeNull();
});

test('a session ends when idle, at its absolute end, with its user, and when it is ended', async () => {
  const user = await makeSignInUser(server.database, { isStaff: true });
  const browser = createBrowser(server);
  await browser.signIn(user.username);
  const start = Date.now();
  server.setNow(new Date(start + 11.9 * hour));
  expect((await browser.query('signIn.current')).data).not.toBeNull();
  server.setNow(new Date(start + 24.5 * hour));
  expect((await browser.query('signIn.current')).data).toBeNull();

  server.setNow(null);
  const first = createBrowser(server);
  const second = createBrowser(server);
  await first.signIn(user.username);
  await second.signIn(user.username);
  const sessions = (await first.query('signIn.sessions')).data as { id: number; isCurrent: boolean }[];
  const other = sessions.filter((session) => !session.isCurrent);
  for (const session of other) expect((await first.mutate('signIn.endSession', { id: session.id })).error).toBeNull();
  expect((await second.query('signIn.current')).data).toBeNull();
  expect((await first.query('signIn.current')).data).not.toBeNull();
  await first.mutate('signIn.signOut');
  expect((await first.query('signIn.current')).data).toBeNull();
});

test("nobody can end another user's session", async () => {
  const victim = await makeSignInUser(server.database, { isStaff: true });
  const attacker = await makeSignInUser(server.database, { isStaff: true });
  const own = createBrowser(server);
  await own.signIn(victim.username);
  const [session] = (await own.query('signIn.sessions')).data as { id: number }[];
  const foreign = createBrowser(server);
  await foreign.signIn(attacker.username);
  expect((await foreign.mutate('signIn.endSession', { id: session?.id })).error?.code).toBe('NOT_FOUND');
  expect((await own.query('signIn.current')).data).not.toBeNull();
});

test('the second factor: on after a first code, asked at sign-in, each code once, recovery codes once, off with the password', async () => {
  const user = await makeSignInUser(server.database, { isStaff: true });
  const browser = createBrowser(server);
  await browser.signIn(user.username);
  const { secret } = (await browser.mutate('signIn.proposeTotp')).data as { secret: string };
  const codeAt = (at: number) =>
    new TOTP({ secret: Secret.fromBase32(secret), period: 30 }).generate({ timestamp: at });
  expect((await browser.mutate('signIn.confirmTotp', { code: '000000' })).error?.code).toBe('BAD_REQUEST');
  const start = Date.now();
  const confirmed = await browser.mutate('signIn.confirmTotp', { code: codeAt(start) });
  const { recoveryCodes } = confirmed.data as { recoveryCodes: string[] };
  expect(new Set(recoveryCodes).size).toBe(10);

  const input = { app: 'admin', username: user.username, password: testPassword, keepSignedIn: false };
  const signIn = (code?: string) =>
    createBrowser(server).mutate('signIn.signIn', { ...input, ...(code ? { code } : {}) });
  expect((await signIn()).data).toEqual({ status: 'codeRequired' });
  expect((await signIn(codeAt(start))).error?.code).toBe('UNAUTHORIZED'); // used to confirm
  server.setNow(new Date(start + 60_000));
  expect((await signIn(codeAt(start + 60_000))).data).toEqual({ status: 'signedIn', username: user.username });
  expect((await signIn(codeAt(start + 60_000))).error?.code).toBe('UNAUTHORIZED');
  expect((await signIn(recoveryCodes[0])).data).toEqual({ status: 'signedIn', username: user.username });
  expect((await signIn(recoveryCodes[0])).error?.code).toBe('UNAUTHORIZED');

  expect((await browser.mutate('signIn.disableTotp', { password: 'wrong' })).error?.code).toBe('FORBIDDEN');
  expect((await browser.mutate('signIn.disableTotp', { password: testPassword })).error).toBeNull();
  expect((await signIn()).data).toEqual({ status: 'signedIn', username: user.username });
});

test('signing in is in the audit trail', async () => {
  const user = await makeSignInUser(server.database, { isStaff: true });
  await createBrowser(server).signIn(user.username);
  const events = await server.database.auditEvent.findMany({ where: { actorId: user.id } });
  expect(events).toMatchObject([{ action: 'user.signIn', actorName: user.username }]);
});

test('the set-up link of an installation with staff is closed', async () => {
  await makeSignInUser(server.database, { isStaff: true });
  const browser = createBrowser(server);
  const token = 'x'.repeat(43);
  expect((await browser.query('signIn.isSetupOpen', { token })).data).toBe(false);
  const attempt = { token, username: uniqueName('eve'), password: 'a long enough one' };
  expect((await browser.mutate('signIn.setUp', attempt)).error?.code).toBe('NOT_FOUND');
});
