import type { Page } from '@playwright/test';
import { addUser, testPassword, uniqueName } from '../support/commands.ts';
import { fillSignIn, signIn } from '../support/sign-in.ts';
import { expect, test } from '../support/test.ts';

const apps = [
  {
    app: 'admin',
    start: '/admin/',
    login: /\/admin\/login/,
    title: 'Sign in for staff',
    account: 'staff',
    home: /\/admin\/?$/,
    deepLink: '/admin/hikari_hills/north_loop/live?layout=table&unit=E007',
    stranger: 'h001',
  },
  {
    app: 'resident',
    start: '/',
    login: /\/login/,
    title: 'Welcome home',
    account: 'h001',
    home: /\/hikari_hills\/north_loop\/E001$/,
    deepLink: '/hikari_hills/north_loop/E001',
    stranger: 'staff',
  },
] as const;

async function signOut(page: Page, app: 'admin' | 'resident'): Promise<void> {
  if (app === 'admin') await page.getByRole('button', { name: /Account of/ }).click();
  else await page.getByRole('link', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
}

async function refusal(
  page: Page,
  username: string,
  password: string,
): Promise<{ said: string | null; body: unknown }> {
  const answer = page.waitForResponse(/signIn\.signIn/);
  await fillSignIn(page, username, password);
  const response = await answer;
  expect(response.status()).toBe(401);
  await expect(page.getByRole('alert')).not.toBeEmpty();
  const [{ error }] = await response.json();
  const { requestId, ...data } = error.json.data;
  expect(requestId).toBeTruthy();
  return { said: await page.getByRole('alert').textContent(), body: { ...error.json, data } };
}

for (const { app, start, login, title, account, home, deepLink, stranger } of apps) {
  test(`${app}: the right password opens the app, signing out closes it`, async ({ page, context, problems }) => {
    // What a page asks for in the moment of signing out.
    problems.allow(/status of 401/);
    await page.goto(start);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await fillSignIn(page, account);
    await expect(page).toHaveURL(home);
    const cookies = await context.cookies();

    await signOut(page, app);
    await expect(page).toHaveURL(login);
    await page.goto(deepLink);
    await expect(page).toHaveURL(login);

    // The session itself is over, not only this browser's memory of it.
    await context.addCookies(cookies);
    await page.goto(deepLink);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  });

  test(`${app}: a wrong password and an unknown user get the same answer`, async ({ page, problems }) => {
    problems.expect(/status of 401/);
    await page.goto(start);
    const wrong = await refusal(page, account, 'not the password');
    const unknown = await refusal(page, 'nobody-of-that-name', 'not the password');
    expect(wrong.said).toBe('User name or password is not right.');
    expect(unknown).toEqual(wrong);
    await expect(page).toHaveURL(login);
    await fillSignIn(page, account);
    await expect(page).toHaveURL(home);
  });

  test(`${app}: an account of the other app is refused`, async ({ page, problems, context }) => {
    problems.expect(/status of 403/);
    await page.goto(start);
    await fillSignIn(page, stranger);
    await expect(page.getByRole('alert')).toHaveText('This account belongs to the other app.');
    await expect(page).toHaveURL(login);
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('commonwatt_session');
  });

  test(`${app}: a session of the other app opens nothing here`, async ({ page, signInAs }) => {
    await signInAs(stranger, app === 'admin' ? 'resident' : 'admin');
    await page.goto(deepLink);
    await expect(page).toHaveURL(login);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  });

  test(`${app}: a deep link is kept through signing in`, async ({ page }) => {
    await page.goto(deepLink);
    await expect(page).toHaveURL(login);
    await fillSignIn(page, account);
    await expect(page).toHaveURL(deepLink);
  });

  test(`${app}: a link that names another site does not lead away`, async ({ page, place, context, problems }) => {
    // The page of the last one may ask for something yet, when its session is gone.
    problems.allow(/401 \(Unauthorized\)/);
    for (const elsewhere of ['https://elsewhere.invalid/', '//elsewhere.invalid/', '/\\elsewhere.invalid/']) {
      await context.clearCookies();
      await page.goto(`${start}login?next=${encodeURIComponent(elsewhere)}`);
      await fillSignIn(page, account);
      await expect(page, elsewhere).toHaveURL(home);
      expect(new URL(page.url()).origin).toBe(place.url);
    }
  });
}

test('admin: the list of sessions signs another browser out', async ({ page, place, context, openContext }) => {
  const account = { username: uniqueName('two-browsers'), password: testPassword, app: 'admin' } as const;
  await addUser(place, account.username, ['--staff']);
  await signIn(context, place.url, account);
  const other = await openContext();
  // What its page asks for between the end of its session and signing in again is refused.
  other.problems.allow(/status of 401/);
  await signIn(other.context, place.url, account);
  const otherPage = await other.context.newPage();
  await otherPage.goto('/admin/oss_community/oss_cluster/live?layout=table');
  await expect(otherPage.getByRole('button', { name: `TW, Account of ${account.username}` })).toBeVisible();

  await page.goto('/admin/settings');
  const sessions = page.getByRole('listitem').filter({ hasText: 'Last used' });
  await expect(sessions).toHaveCount(2);
  await expect(sessions.filter({ hasText: 'this device' })).toHaveCount(1);
  await expect(sessions.filter({ hasText: 'this device' })).toContainText(/^Chrome on .*Last used .*JST \(UTC\+9\)$/);
  await page.getByRole('button', { name: 'Sign out there' }).click();
  await expect(sessions).toHaveCount(1);
  // Somebody else who signs in over the page there comes to the same page, and is shown as themselves.
  await expect(otherPage.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();
  await fillSignIn(otherPage, 'staff');
  await expect(otherPage).toHaveURL('/admin/oss_community/oss_cluster/live?layout=table');
  await expect(otherPage.getByRole('button', { name: 'ST, Account of staff' })).toBeVisible();
});
