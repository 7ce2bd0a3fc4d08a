import { startEmpty } from '../support/installation.ts';
import { typeInto } from '../support/keyboard.ts';
import { fillSignIn } from '../support/sign-in.ts';
import { test as base, expect } from '../support/test.ts';

// The first day of an installation: no user, no community, and a link that makes the first staff user.

const test = base.extend<object, { setupLink: string; empty: Awaited<ReturnType<typeof startEmpty>> }>({
  empty: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this parameter
    async ({}, use) => {
      const installation = await startEmpty();
      await use(installation);
      await installation.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  place: [({ empty }, use) => use(empty.place), { scope: 'worker' }],
  setupLink: [
    ({ empty }, use) => use(/http\S+\/admin\/setup\?token=\S+/.exec(empty.output())?.[0] ?? ''),
    { scope: 'worker' },
  ],
});

test.describe.configure({ mode: 'serial' });

test('there is no default account', async ({ page, problems }) => {
  problems.expect(/status of 401/);
  await page.goto('/admin/');
  for (const username of ['admin', 'staff', 'e001']) {
    await fillSignIn(page, username);
    await expect(page.getByRole('alert')).toHaveText('User name or password is not right.');
  }
  await expect(page).toHaveURL(/\/admin\/login/);
});

test('a made-up set-up link opens nothing', async ({ page }) => {
  await page.goto(`/admin/setup?token=${'x'.repeat(43)}`);
  await expect(page.getByText(/^This set-up link was used, is too old, or was replaced/)).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
});

test('by keyboard alone: the printed link makes the first staff user, once', async ({
  page,
  problems,
  setupLink,
  openContext,
}) => {
  problems.expect(/status of 400/);
  await page.goto(setupLink);
  await expect(page.getByText('Choose the name and password of the first staff user.')).toBeVisible();
  await typeInto(page, page.getByLabel('User name'), 'first');
  await typeInto(page, page.getByLabel(/^New password/), '12345678');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('must not consist of digits only');
  await typeInto(page, page.getByLabel(/^New password/), 'sunflower at noon');
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/admin\/?$/);
  await expect(page.getByRole('heading', { name: 'There is no cluster yet' })).toBeVisible();
  await expect(page.getByText('pnpm commonwatt register COMMUNITY CLUSTER --discover')).toBeVisible();
  await expect(page.getByRole('button', { name: 'FI, Account of first' })).toBeVisible();

  await page.goto(setupLink);
  await expect(page.getByText(/^This set-up link was used/)).toBeVisible();
  const other = await (await openContext()).context.newPage();
  await other.goto(setupLink);
  await expect(other.getByText(/^This set-up link was used/)).toBeVisible();
  await other.goto('/admin/');
  await fillSignIn(other, 'first', 'sunflower at noon');
  await expect(other.getByRole('heading', { name: 'There is no cluster yet' })).toBeVisible();
});
