import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { addUser, testPassword, uniqueName } from '../support/commands.ts';
import type { Place } from '../support/installation.ts';
import { tabTo } from '../support/keyboard.ts';
import { endOwnSession, signIn } from '../support/sign-in.ts';
import { expect, test } from '../support/test.ts';
import { totpCode } from '../support/totp.ts';

// A session that ends while a page is open. Every user here is their own: their sessions are ended.

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Sign in again' });
const password = (page: Page) => dialog(page).getByLabel('Password', { exact: true });
const drawer = (page: Page) => page.getByRole('complementary');

async function signInNew(context: BrowserContext, place: Place, app: 'admin' | 'resident', flags: string[]) {
  const username = uniqueName('ending');
  await addUser(place, username, flags);
  await signIn(context, place.url, { username, password: testPassword, app });
  return username;
}

/** Turns the second factor on; returns its secret. */
async function turnOnSecondFactor({ request }: BrowserContext, origin: string): Promise<string> {
  const ask = async (procedure: string, input: object) => {
    const options = { headers: { origin }, data: { json: input } };
    return (await (await request.post(`${origin}/trpc/signIn.${procedure}`, options)).json()).result.data.json;
  };
  const { secret } = await ask('proposeTotp', {});
  await ask('confirmTotp', { code: totpCode(secret) });
  return secret;
}

test.beforeEach(({ problems }) => problems.allow(/status of 401/));

test('by mouse: a row that is being written is saved after signing in over it, code included', async ({
  page,
  context,
  place,
}) => {
  const username = await signInNew(context, place, 'admin', ['--staff']);
  const secret = await turnOnSecondFactor(context, place.url);
  const code = uniqueName('zz_ending');
  await page.goto('/admin/registry/communities?row=new');
  await drawer(page).getByLabel('ID').fill(code);
  await drawer(page).getByLabel('Name').fill('Typed before the end');
  await endOwnSession(context, place.url);

  await drawer(page).getByRole('button', { name: 'Register' }).click();
  await expect(dialog(page)).toBeVisible();
  await expectAccessible(page, 'signing in again');
  await expect(dialog(page).getByLabel('User name')).toHaveValue(username);
  await expect(drawer(page).getByLabel('Name')).toHaveValue('Typed before the end');

  await password(page).fill('not the password');
  await dialog(page).getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog(page).getByRole('alert')).toHaveText('User name or password is not right.');
  await password(page).fill(testPassword);
  await dialog(page).getByRole('button', { name: 'Sign in' }).click();
  await dialog(page)
    .getByLabel(/^Code from your authenticator app/)
    .fill(totpCode(secret, 1));
  await dialog(page).getByRole('button', { name: 'Sign in' }).click();

  // What was refused for want of a session is done now, without another touch.
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'Registered.' })).toBeVisible();
  await page.getByLabel('Search the table').fill(code);
  await expect(page.getByRole('cell', { name: 'Typed before the end' })).toBeVisible();
});

test('by keyboard alone: a question that is refused opens the dialog; the form, the focus and the place stay', async ({
  page,
  context,
  place,
}) => {
  await signInNew(context, place, 'admin', ['--staff']);
  const { keyboard } = page;
  await page.goto('/admin/registry/communities?row=new');
  await tabTo(page, drawer(page).getByLabel('Name'));
  await keyboard.type('Half a na');
  await endOwnSession(context, place.url);
  // Coming back to a page asks again for what is old.
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await expect(password(page)).toBeFocused();
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await expect(password(page)).toBeFocused();
  await keyboard.type(testPassword);
  await keyboard.press('Enter');

  await expect(dialog(page)).toHaveCount(0);
  await expect(drawer(page).getByLabel('Name')).toBeFocused();
  await keyboard.type('me');
  await expect(drawer(page).getByLabel('Name')).toHaveValue('Half a name');
  await expect(page).toHaveURL('/admin/registry/communities?row=new');
  await expect(page.getByText('did not load')).toHaveCount(0);
});

test('by keyboard alone: the live page asks by itself, keeps what is selected, and goes on', async ({
  page,
  context,
  place,
}) => {
  await signInNew(context, place, 'admin', ['--staff']);
  await page.goto('/admin/hikari_hills/north_loop/live?layout=table&unit=E007');
  await expect(page.getByRole('banner').getByText(/^Live/)).toBeVisible();
  await endOwnSession(context, place.url);
  await expect(password(page)).toBeFocused();
  await expect(page.getByRole('banner').getByText(/^Stopped/)).toBeVisible();
  // Esc takes back a selection, but not through the dialog.
  await page.keyboard.press('Escape');
  await page.keyboard.type(testPassword);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole('banner').getByText(/^Live/)).toBeVisible();
  await expect(page).toHaveURL('/admin/hikari_hills/north_loop/live?layout=table&unit=E007');
});

test('another account that signs in over the page gets a page of its own', async ({ page, context, place }) => {
  await signInNew(context, place, 'admin', ['--staff']);
  await page.goto('/admin/registry/communities?row=new');
  await drawer(page).getByLabel('Name').fill('Not for others');
  await endOwnSession(context, place.url);
  await drawer(page).getByLabel('ID').fill('zz_not_for_others');
  await drawer(page).getByRole('button', { name: 'Register' }).click();
  await dialog(page).getByLabel('User name').fill('staff');
  await password(page).fill('staff');
  await dialog(page).getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'ST, Account of staff' })).toBeVisible();
  await expect(drawer(page).getByLabel('Name')).toHaveValue('');
  await page.goto('/admin/registry/communities?q=zz_not_for_others');
  await expect(page.getByText('0 rows')).toBeVisible();
});

test('whoever does not want to sign in over the page leaves it for the sign-in page', async ({
  page,
  context,
  place,
}) => {
  await signInNew(context, place, 'admin', ['--staff']);
  await page.goto('/admin/hikari_hills/north_loop/live?layout=table');
  await expect(page.getByRole('banner').getByText(/^Live/)).toBeVisible();
  await endOwnSession(context, place.url);
  await dialog(page).getByRole('link', { name: 'Leave this page' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in for staff' })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('next')).toBe('/admin/hikari_hills/north_loop/live?layout=table');
});

test('resident, by mouse: the home asks by itself and goes on', async ({ page, context, place }) => {
  await signInNew(context, place, 'resident', ['--home', 'hikari_hills/north_loop/E012']);
  await page.goto('/hikari_hills/north_loop/E012');
  // Until all is loaded, so that nothing but the stream notices.
  await expect(page.getByRole('img', { name: /^Battery over/ })).toBeVisible();
  await endOwnSession(context, place.url);
  await password(page).fill(testPassword);
  await expect(page.getByText(/^Stopped/)).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(page).toHaveURL('/hikari_hills/north_loop/E012');
});

test('resident, by keyboard alone: a new password that was typed is taken after signing in', async ({
  page,
  context,
  place,
}) => {
  await signInNew(context, place, 'resident', ['--home', 'hikari_hills/north_loop/E012']);
  const { keyboard } = page;
  await page.goto('/hikari_hills/north_loop/E012/more');
  await tabTo(page, page.getByLabel('Your password now'));
  await keyboard.type(testPassword);
  for (const label of ['A new password', 'The new password again']) {
    await tabTo(page, page.getByLabel(label));
    await keyboard.type('another horse battery');
  }
  await endOwnSession(context, place.url);
  await keyboard.press('Enter');
  await expect(password(page)).toBeFocused();
  await expect(page.getByLabel('A new password')).toHaveValue('another horse battery');
  await keyboard.type(testPassword);
  await keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText('The password is changed.')).toBeVisible();
});
