import type { Page } from '@playwright/test';
import { pressOn } from '../support/keyboard.ts';
import { freshness, northLoop, openLive } from '../support/live-page.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

test('by keyboard alone: Ctrl K, some letters and Enter go to a unit of another cluster', async ({ page }) => {
  const { keyboard } = page;
  await openLive(page, northLoop);
  await keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Go to' });
  await expect(field).toBeFocused();
  await keyboard.type('e002 oss');
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1);
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\/oss_community\/oss_cluster\/units\/E002$/);
  await expect(page.getByRole('heading', { level: 1, name: 'E002' })).toBeVisible();
});

test('what is typed before the search has come is not lost, and does nothing on the page below', async ({ page }) => {
  await openLive(page, northLoop);
  let come = () => {};
  const hasCome = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route(/command-palette.*\.js$/, async (route) => {
    await hasCome;
    await route.continue();
  });
  await page.getByRole('link', { name: 'Deals' }).first().focus();
  await page.keyboard.press('Control+k');
  // Of these L leads back to live, ? opens the help, and Enter follows the link.
  await page.keyboard.type('e002 oss loop?');
  await page.keyboard.press('Enter');
  come();
  const field = page.getByRole('combobox', { name: 'Go to' });
  await expect(field).toHaveValue('e002 oss loop?');
  await expect(field).toBeFocused();
  await expect(page).toHaveURL(northLoop);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Deals' }).first()).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(field).toHaveValue('');
});

/** Opens the search, types, goes to what is found first and waits for the page of that title: it has a search of its own. */
async function goTo(page: Page, typed: string, title = typed): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused();
  await page.keyboard.type(typed);
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toContainText(new RegExp(typed, 'i'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page).toHaveTitle(new RegExp(title, 'i'));
}

test('by keyboard alone: every page, a community and a scenario are found by name', async ({ page }) => {
  await openLive(page, northLoop);
  for (const [typed, path] of [
    ['logs', '/north_loop/monitoring/logs'],
    ['messages', '/north_loop/monitoring/messages'],
    ['scenarios', '/north_loop/scenarios'],
    ['balanced', '/north_loop/scenarios\\?scenario=\\d+'],
    ['hikari hills', '/admin/hikari_hills'],
    ['users', '/registry/users'],
    ['alert addresses', '/registry/communitySettings'],
    ['many at once', '/registry/batch'],
    ['audit', '/registry/audit'],
  ] as const) {
    await goTo(page, typed, typed === 'balanced' ? 'scenarios' : typed);
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    if (typed === 'hikari hills') await openLive(page, northLoop);
  }
  // About no cluster, the pages of each are found.
  await goTo(page, 'logs');
  await expect(page).toHaveURL(/\/monitoring\/logs$/);
});

test('by keyboard alone: the beginning of its id is enough to find a deal', async ({ page }) => {
  // A year, as there may be none on a day that has just begun.
  await page.goto('/admin/hikari_hills/north_loop/deals?from=2026-01-01&to=2026-12-31');
  const row = page.getByRole('row').filter({ hasText: 'Complete' }).first();
  const id = await row.locator('[title]').first().getAttribute('title');
  await openLive(page, northLoop);
  await goTo(page, id?.slice(0, 8) ?? '', 'deals');
  await expect(page).toHaveURL(new RegExp(`/deals\\?deal=${id}`));
  await expect(page.getByRole('complementary')).toContainText('Deal made');
});

test('what was chosen lately comes first, but no action does; the theme is changed and the session ended', async ({
  page,
  problems,
}) => {
  const { keyboard } = page;
  // What a page was just asking for when its session ended.
  problems.allow(/status of 401/);
  await openLive(page, northLoop);
  const options = page.getByRole('dialog').getByRole('option');
  await goTo(page, 'availability');
  await goTo(page, 'e007');
  await goTo(page, 'dark theme', 'E007');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(options.nth(0)).toContainText('E007');
  await expect(options.nth(1)).toContainText('Availability');
  await options.nth(1).click();
  await expect(page).toHaveTitle(/Availability/);
  await expect(page).toHaveURL(/\/availability$/);
  await keyboard.press('Control+k');
  await expect(options.nth(0)).toContainText('Availability');
  await keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Escape');
  await expect(page.locator('dialog')).toHaveCount(0);
  await goTo(page, 'sign out', 'Commonwatt');
  await expect(page).toHaveURL(/\/login/);
});

test('what is not found is said, and Esc gives the focus back', async ({ page }) => {
  const { keyboard } = page;
  await openLive(page, northLoop);
  const button = page.getByRole('button', { name: 'Search' });
  await button.click();
  await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused();
  await keyboard.type('atlantis');
  await expect(page.getByText('Nothing is called “atlantis”')).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(button).toBeFocused();
});

test('the help lists the keys, and single keys can be turned off', async ({ page }) => {
  const { keyboard } = page;
  await openLive(page, northLoop);
  await keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Play or pause the replay');
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.goto('/admin/settings');
  await page.getByRole('checkbox', { name: 'Single keys are shortcuts' }).uncheck();
  await page.goto(northLoop);
  await expect(freshness(page)).toHaveText(/^Live/);
  await keyboard.press('?');
  await keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused();
});

test('by keyboard alone: a wall shows the cluster without menus, then the next; Esc brings them back', async ({
  page,
}) => {
  await page.clock.install();
  await openLive(page, northLoop);
  await pressOn(page, page.getByRole('button', { name: 'Wall display' }));
  await expect(page).toHaveURL(/\?wall=1$/);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.locator('[data-unit]')).toHaveCount(20);
  await expect(freshness(page)).toHaveText(/^Live/);
  await page.clock.fastForward(31_000);
  await expect(page).toHaveURL('/admin/hikari_hills/east_terrace/live?wall=1');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
});
