import { expectVisibleFocus, tabTo } from '../support/keyboard.ts';
import { drawer, freshness, unitIn } from '../support/live-page.ts';
import { expect, test } from '../support/test.ts';

// Every story of both apps with nothing but a keyboard.

test('staff: sign in, choose a cluster, walk the units, open and close one, change the layout, sign out', async ({
  page,
}) => {
  const { keyboard } = page;
  await page.goto('/admin/');
  await tabTo(page, page.getByLabel('User name'));
  await keyboard.type('staff');
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await keyboard.type('staff');
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: 'East Terrace', exact: true }));
  await keyboard.press('Enter');
  await expect(freshness(page)).toHaveText(/^Live/);

  await page.reload();
  await tabTo(page, page.getByRole('link', { name: 'Skip to the content' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await page.reload();
  await expect(freshness(page)).toHaveText(/^Live/);
  await tabTo(page, page.getByRole('button', { name: 'Cluster: East Terrace' }));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: 'North Loop' }));
  await keyboard.press('Enter');
  await expect(page).toHaveURL('/admin/hikari_hills/north_loop/live');
  await expect(page.locator('[data-unit]')).toHaveCount(20);

  await tabTo(page, unitIn(page, 'E001'));
  for (const [key, unitId] of [
    ['ArrowRight', 'E002'],
    ['ArrowDown', 'E003'],
    ['ArrowLeft', 'E002'],
    ['End', 'E020'],
    ['ArrowRight', 'E001'],
    ['Home', 'E001'],
    ['ArrowUp', 'E020'],
  ] as const) {
    await keyboard.press(key);
    await expectVisibleFocus(unitIn(page, unitId));
  }

  const heading = drawer(page).getByRole('heading', { name: 'E020' });
  await keyboard.press('Enter');
  await expect(heading).toBeVisible();
  await keyboard.press('Escape');
  await expect(heading).toBeHidden();
  await expectVisibleFocus(unitIn(page, 'E020'));

  await keyboard.press('Space');
  await expect(heading).toBeVisible();
  await tabTo(page, drawer(page).getByRole('button', { name: 'Close' }));
  await keyboard.press('Enter');
  await expect(heading).toBeHidden();
  await expect(unitIn(page, 'E020')).toBeFocused();

  await keyboard.press('Enter');
  await tabTo(page, drawer(page).getByText('All fields'));
  await keyboard.press('Enter');
  await expect(drawer(page).getByRole('rowheader', { name: 'datasetId' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(heading).toBeHidden();
  await expect(unitIn(page, 'E020')).toBeFocused();

  await page.reload();
  await expect(freshness(page)).toHaveText(/^Live/);
  for (const layout of ['Grid', 'Table']) {
    const button = page.getByRole('button', { name: layout, exact: true });
    await tabTo(page, button);
    await keyboard.press('Enter');
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await expectVisibleFocus(button);
  }
  const row = page.getByRole('button', { name: 'E004', exact: true });
  await tabTo(page, row);
  await keyboard.press('Enter');
  await tabTo(page, drawer(page).getByRole('button', { name: 'Close' }));
  await keyboard.press('Enter');
  await expect(row).toBeFocused();

  await page.reload();
  await expect(freshness(page)).toHaveText(/^Live/);
  await tabTo(page, page.getByRole('button', { name: /Account of staff/ }));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Sign out', exact: true }));
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/login/);
});

test('staff: deals of a unit are stepped through with d', async ({ page, signInAs }) => {
  await signInAs('staff', 'admin');
  await page.goto('/admin/hikari_hills/north_loop/live');
  const dealing = page.locator('[data-unit][aria-label*="giving"], [data-unit][aria-label*="receiving"]').first();
  await expect(dealing).toBeVisible({ timeout: 45_000 });
  const unitId = (await dealing.getAttribute('data-unit')) ?? '';
  await tabTo(page, unitIn(page, 'E001'));
  for (let steps = 1; steps < Number(unitId.slice(1)); steps += 1) await page.keyboard.press('ArrowRight');
  await expect(unitIn(page, unitId)).toBeFocused();
  await page.keyboard.press('d');
  await expect(page.locator('[data-deal]:focus')).toHaveAccessibleName(new RegExp(unitId));
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByRole('heading', { name: 'Deal' })).toBeVisible();
});

test('resident: sign in, switch the home, change language and theme, sign out', async ({ page }) => {
  const { keyboard } = page;
  await page.goto('/');
  await tabTo(page, page.getByLabel('User name'));
  await keyboard.type('mori');
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await keyboard.type('mori');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your homes' })).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: /House 03/ }));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'House 03' })).toBeVisible();

  await tabTo(page, page.getByLabel('Choose a home'));
  await keyboard.press('ArrowDown');
  await expect(page).toHaveURL('/hikari_hills/north_loop/E018');
  await expect(page.getByRole('heading', { name: 'House 18' })).toBeVisible();
  await expect(page.getByLabel('Choose a home')).toBeFocused();

  await tabTo(page, page.getByText('Show as table'));
  await keyboard.press('Enter');
  await expect(page.getByRole('table')).toBeVisible();

  await tabTo(page, page.getByRole('link', { name: 'More' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'More' })).toBeVisible();
  await page.reload();
  await tabTo(page, page.getByLabel('Theme'));
  await keyboard.press('End');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await keyboard.press('Home');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');

  await page.reload();
  await tabTo(page, page.getByLabel('Language'));
  await keyboard.press('ArrowDown');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(page.getByRole('heading', { name: 'その他' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'ログアウト' }));
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByRole('heading', { name: 'おかえりなさい' })).toBeVisible();
});
