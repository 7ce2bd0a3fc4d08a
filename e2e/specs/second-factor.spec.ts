import type { Page } from '@playwright/test';
import { addUser, testPassword, uniqueName } from '../support/commands.ts';
import { pressOn, typeInto } from '../support/keyboard.ts';
import { fillSignIn, signIn } from '../support/sign-in.ts';
import { expect, test } from '../support/test.ts';
import { totpCode } from '../support/totp.ts';

/** A code that is not right now and will not be for the steps around it. */
function wrongCode(secret: string): string {
  const right = [-2, -1, 0, 1, 2].map((step) => totpCode(secret, step));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !right.includes(code)) ?? '';
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Account of/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/login/);
}

async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByLabel(/^Code from your authenticator app/).fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('staff turns the second factor on, signs in with it, and turns it off', async ({ page, place, problems }) => {
  const username = uniqueName('careful');
  await addUser(place, username, ['--staff']);
  problems.expect(/status of 400/);
  problems.expect(/status of 401/);
  problems.expect(/status of 403/);
  await page.goto('/admin/settings');
  await fillSignIn(page, username, testPassword);

  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByRole('img', { name: /^Scan this/ })).toBeVisible();
  const secret = (await page.locator('code').textContent()) ?? '';
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await page.getByLabel('Code').fill(wrongCode(secret));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('alert')).toHaveText('The code is not right. Check the clock of your phone.');
  await page.getByLabel('Code').fill(totpCode(secret));
  await page.getByRole('button', { name: 'Confirm' }).click();
  const codes = page.getByRole('listitem').filter({ hasText: /^[0-9a-f]{5}-[0-9a-f]{5}$/ });
  await expect(codes).toHaveCount(10);
  const recoveryCode = (await codes.first().textContent()) ?? '';
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('Signing in asks for a code from your authenticator app.')).toBeVisible();

  await signOut(page);
  await fillSignIn(page, username, testPassword);
  await giveCode(page, wrongCode(secret));
  await expect(page.getByRole('alert')).toHaveText('The code is not right, or was used before.');
  await expect(page).toHaveURL(/\/admin\/login/);
  // Each code counts once: the one of the next step is right already, and new.
  const nextCode = totpCode(secret, 1);
  await giveCode(page, nextCode);
  await expect(page).toHaveURL(/\/admin\/?$/);

  await signOut(page);
  await fillSignIn(page, username, testPassword);
  await giveCode(page, nextCode);
  await expect(page.getByRole('alert')).toHaveText('The code is not right, or was used before.');
  await giveCode(page, recoveryCode);
  await expect(page).toHaveURL(/\/admin\/?$/);

  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByLabel('Your password, to confirm').fill('not the password');
  await page.getByRole('button', { name: 'Turn off' }).click();
  await expect(page.getByRole('alert')).toHaveText('The password is not right.');
  await page.getByLabel('Your password, to confirm').fill(testPassword);
  await page.getByRole('button', { name: 'Turn off' }).click();
  await expect(page.getByRole('button', { name: 'Turn on' })).toBeVisible();
});

test('by keyboard alone: staff ends another session, turns the second factor on, and off again', async ({
  page,
  context,
  place,
  openContext,
}) => {
  test.slow(); // many stops of the Tab key
  const { keyboard } = page;
  const account = { username: uniqueName('keys'), password: testPassword, app: 'admin' as const };
  await addUser(place, account.username, ['--staff']);
  await signIn((await openContext()).context, place.url, account);
  await signIn(context, place.url, account);
  await page.goto('/admin/settings');
  const end = page.getByRole('button', { name: 'Sign out there' });
  await pressOn(page, end);
  await expect(end).toHaveCount(0);
  await pressOn(page, page.getByRole('button', { name: 'Turn on' }));
  const secret = (await page.locator('code').textContent()) ?? '';
  await typeInto(page, page.getByLabel('Code'), totpCode(secret));
  await keyboard.press('Enter');
  await pressOn(page, page.getByRole('button', { name: 'I have kept them' }));
  await typeInto(page, page.getByLabel('Your password, to confirm'), testPassword);
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Turn on' })).toBeVisible();
});
