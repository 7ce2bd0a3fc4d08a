import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { addUser, register, testPassword, uniqueName } from '../support/commands.ts';
import type { Place } from '../support/installation.ts';
import { pressOn, tabTo, typeInto } from '../support/keyboard.ts';
import { fillSignIn, signIn } from '../support/sign-in.ts';
import { expect, test } from '../support/test.ts';
import { totpCode } from '../support/totp.ts';

const newPassword = 'a horse of another colour';

async function addResident(place: Place): Promise<string> {
  const ref = { communityId: uniqueName('zz_account'), clusterId: 'k' };
  const username = uniqueName('account');
  await register(place, ref, ['MINE']);
  await addUser(place, username, ['--home', `${ref.communityId}/k/MINE`]);
  return username;
}

async function openMore(page: Page, place: Place): Promise<string> {
  const username = await addResident(place);
  await signIn(page.context(), place.url, { username, password: testPassword, app: 'resident' });
  await page.goto('/more');
  await expect(page.getByRole('heading', { name: 'More', level: 1 })).toBeVisible();
  return username;
}

async function fillPasswords(page: Page, old: string, wanted: string, again = wanted): Promise<void> {
  await typeInto(page, page.getByLabel('Your password now'), old);
  await typeInto(page, page.getByLabel('A new password'), wanted);
  await typeInto(page, page.getByLabel('The new password again'), again);
  await page.keyboard.press('Enter');
}

test('by keyboard alone: another session is ended, the password changed, and what is wrong with one said', async ({
  page,
  place,
  problems,
  openContext,
}) => {
  test.slow(); // five passwords are checked, each as slowly as they should be
  problems.expect(/status of 40[03]/);
  const username = await openMore(page, place);
  // Of these two one is ended by hand, the other by the new password.
  for (const other of [await openContext(), await openContext()]) {
    await signIn(other.context, place.url, { username, password: testPassword, app: 'resident' });
  }
  await page.reload();
  const end = page.getByRole('button', { name: 'Sign out there' });
  await expect(end).toHaveCount(2);
  await pressOn(page, end.first());
  await expect(end).toHaveCount(1);

  await fillPasswords(page, testPassword, newPassword, 'something else');
  await expect(page.getByRole('alert')).toHaveText('The two new passwords are not the same.');
  await fillPasswords(page, 'not my password', newPassword);
  await expect(page.getByRole('alert')).toHaveText('The password is not right.');
  await fillPasswords(page, testPassword, '1234567890');
  await expect(page.getByRole('alert')).toHaveText(/^The new password is too easy to guess\. At least 8 characters/);
  await fillPasswords(page, testPassword, newPassword);
  await expect(page.getByText('The password is changed.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('this device')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign out there' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL(/\/login/);
  await fillSignIn(page, username, newPassword);
  await expect(page.getByRole('heading', { name: /MINE/ })).toBeVisible();
});

test('by keyboard alone: a second factor is turned on and asked for', async ({ page, place }) => {
  const { keyboard } = page;
  const username = await openMore(page, place);
  await tabTo(page, page.getByRole('button', { name: 'Turn on' }));
  await keyboard.press('Enter');
  const secret = (await page.locator('code').textContent()) ?? '';
  await tabTo(page, page.getByLabel('Code'));
  await keyboard.type(totpCode(secret));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Recovery codes' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'I have kept them' }));
  await keyboard.press('Enter');
  await expect(page.getByText('Signing in asks for a code from your authenticator app.')).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Sign out', exact: true }));
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\/login/);
  await fillSignIn(page, username, testPassword);
  await expect(page.getByLabel(/^Code from your authenticator app/)).toBeVisible();
});

test('by keyboard alone: the own data come as a file', async ({ page, place }) => {
  const username = await openMore(page, place);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    pressOn(page, page.getByRole('link', { name: 'Download my data' })),
  ]);
  expect(download.suggestedFilename()).toBe(`commonwatt_${username}.json`);
  const data = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(data).toMatchObject({ account: { username }, homes: [{ unitId: 'MINE', deals: [], readings: [] }] });
});
