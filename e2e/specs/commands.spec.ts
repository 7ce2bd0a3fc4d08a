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

test('a wall shows the cluster without menus, and Esc brings them back', async ({ page }) => {
  await openLive(page, northLoop);
  await page.getByRole('button', { name: 'Wall display' }).click();
  await expect(page).toHaveURL(/\?wall=1$/);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.locator('[data-unit]')).toHaveCount(20);
  await expect(freshness(page)).toHaveText(/^Live/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
});
