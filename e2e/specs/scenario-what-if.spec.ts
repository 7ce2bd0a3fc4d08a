import type { Page } from '@playwright/test';
import { tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

const scenarios = '/admin/hikari_hills/north_loop/scenarios';
const card = (page: Page) => page.getByRole('region', { name: 'Over the last week it would have' });
const rules = (page: Page) => page.getByRole('textbox', { name: 'Rules (JSON)' });
const inSum = (page: Page) => card(page).getByText(/\d+ of \d+ homes are in the sums/);

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

async function open(page: Page, name: string): Promise<void> {
  await page.goto(scenarios);
  await page.getByRole('button', { name }).click();
  await expect(inSum(page)).toBeVisible({ timeout: 30_000 });
}

test('a text is tried on all homes that trade by it: home by home, in sum, and against what was', async ({ page }) => {
  await open(page, 'Keep full');
  const homes = page.getByRole('region', { name: 'Homes that trade by it' }).getByRole('listitem');
  const count = await homes.count();
  // Another test may have a home choose it meanwhile.
  expect(count).toBeGreaterThanOrEqual(3);
  await expect(card(page).getByRole('combobox')).toHaveValue('');
  // A heading, each home, and the sum.
  const rows = card(page).getByRole('row');
  await expect(rows).toHaveCount(count + 2);
  await expect(rows.first()).toContainText('OfferedWould giveWould takeAsked forReally gaveReally received');
  await expect(rows.nth(1)).toContainText('east_terrace / E023');
  await expect(rows.last()).toContainText(/^Sum.*kWh/);
  await expect(card(page).getByText(/^Really it gave .*Wh and received .*Wh/)).toBeVisible();

  const before = await rows.last().textContent();
  const text = await rules(page).inputValue();
  await rules(page).fill(text.replaceAll(/"limitWh"\s*:\s*\d+/g, '"limitWh": 1'));
  await expect(rows.last()).not.toHaveText(before ?? '');
  await expect(inSum(page)).toBeVisible();

  const download = page.waitForEvent('download');
  await card(page).getByRole('button', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toBe('what-if.csv');
});

test('it says how far it is while homes are worked out, and goes on where it failed', async ({ page, problems }) => {
  problems.expect(/Failed to load resource/);
  let isCut = true;
  await page.route(/scenarios\.previewHomes/, async (route) => {
    const isFurther = decodeURIComponent(route.request().url()).includes('"cursor":4');
    if (isFurther && isCut) await route.abort();
    else await route.continue();
  });
  await page.goto(scenarios);
  await page.getByRole('button', { name: 'Balanced' }).click();
  await expect(card(page).getByRole('alert')).toBeVisible({ timeout: 15_000 });
  await expect(card(page).getByRole('row')).toHaveCount(4 + 2);
  isCut = false;
  await card(page).getByRole('button', { name: 'Try again' }).click();
  await expect(inSum(page)).toBeVisible({ timeout: 30_000 });
});

test('by keyboard alone: all homes, then one of them, which a link shows again', async ({ page }) => {
  await open(page, 'Keep full');
  const choice = card(page).getByRole('combobox', { name: 'What it is tried on' });
  await tabTo(page, choice);
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/unit=E001/);
  await expect(card(page).getByText(/^By the battery as it was over/)).toBeVisible();
  await page.reload();
  await expect(choice).toHaveValue('E001');
  await tabTo(page, choice);
  await page.keyboard.press('Home');
  await expect(page).not.toHaveURL(/unit=/);
  await expect(inSum(page)).toBeVisible({ timeout: 30_000 });
});
