import { openHome, showBattery } from '../support/resident-page.ts';
import { expect, test } from '../support/test.ts';

const e001 = '/hikari_hills/north_loop/E001';

test('the own home as a picture, as words and in today’s totals', async ({ page, signInAs }) => {
  await signInAs('h001', 'resident');
  await openHome(page, '/');
  await expect(page).toHaveURL(e001);
  await expect(page).toHaveTitle('House 01 · Commonwatt');
  await expect(page.getByRole('heading', { name: 'House 01', level: 1 })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Your home now:/ })).toHaveAccessibleName(
    /battery \d+ percent, solar [\d.]+\sk?W, home use [\d.]+\sk?W, AC grid [\d.]+\sk?W/,
  );
  await expect(page.getByRole('img', { name: /^Your home now:/ })).toContainText(/\d+%[\d.]+ of [\d.]+\skWh/);
  await expect(page.locator('strong[aria-live]')).toHaveText(
    /^(Nothing to share right now|You are (giving|receiving) .+ (neighbours?|in \d deals)|.+ (from|to) .* neighbours?.*|A neighbour will get .+|You will get .+)$/,
  );
  await expect(page.getByRole('heading', { name: 'Today so far since 00:00 JST (UTC+9)' })).toBeVisible();
  const totals = page.getByRole('heading', { name: /^Today so far/ }).locator('..');
  await expect(totals.getByRole('term')).toHaveText(['Solar', 'Used at home', 'Gave', 'Received']);
  await expect(totals.getByRole('definition')).toHaveText(Array(4).fill(/^([\d,.]+ k?Wh|– )$/));
  await expect(page.getByRole('heading', { name: 'Your plan' })).toBeVisible();
  await expect(page.getByText('Balanced', { exact: true })).toBeVisible();
});

test('the battery of the last day comes as a picture and as a table once it is near the screen', async ({
  page,
  signInAs,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs('h001', 'resident');
  await openHome(page, e001);
  await showBattery(page);
  await expect(page.getByRole('heading', { name: /^Battery last 24 h/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Battery over the last 24 hours, from \d+/ })).toBeVisible();
  await page.getByText('Show as table').click();
  const rows = page.getByRole('table').getByRole('row');
  await expect.poll(() => rows.count()).toBeGreaterThan(20);
  await expect(rows.nth(1)).toHaveText(/^\d\d:\d\d\d+\s%$/);
});

test('a resident of several homes chooses one and switches', async ({ page, signInAs }) => {
  await signInAs('mori', 'resident');
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Your homes' })).toBeVisible();
  await page.getByRole('link', { name: /House 18/ }).click();
  await expect(page).toHaveURL('/hikari_hills/north_loop/E018');
  await expect(page.getByRole('heading', { name: 'House 18', level: 1 })).toBeVisible();
  const choice = page.getByLabel('Choose a home');
  // Its name stands in the choice; the heading is for those who do not see it.
  await expect(page.getByRole('heading', { name: 'House 18', level: 1 })).toHaveClass('visually-hidden');
  await expect(choice.getByRole('option')).toHaveText(['House 03 · North Loop', 'House 18 · North Loop']);
  await choice.selectOption('House 03 · North Loop');
  await expect(page).toHaveURL('/hikari_hills/north_loop/E003');
  await expect(page.getByRole('heading', { name: 'House 03', level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'House 18', level: 1 })).toBeVisible();
});

test('a home of somebody else does not exist', async ({ page, signInAs }) => {
  await signInAs('h001', 'resident');
  for (const path of ['/hikari_hills/north_loop/E002', '/hikari_hills/north_loop/E999']) {
    await page.goto(path);
    await expect(page.getByText('You have no such home')).toBeVisible();
  }
  await page.getByRole('link', { name: 'To your homes' }).click();
  await expect(page).toHaveURL(e001);
});

test('an address that leads nowhere leads home', async ({ page, signInAs }) => {
  await signInAs('h001', 'resident');
  await page.goto('/no-such-page');
  await expect(page).toHaveURL(e001);
});
