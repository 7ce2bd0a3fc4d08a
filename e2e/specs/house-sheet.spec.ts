import { expectVisibleFocus, tabTo } from '../support/keyboard.ts';
import { openHome } from '../support/resident-page.ts';
import { expect, test } from '../support/test.ts';

const home = '/hikari_hills/north_loop/E018';

test.beforeEach(({ signInAs }) => signInAs('h018', 'resident'));

test('a touch on a part of the house opens its last day, with an address of its own', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openHome(page, home);
  for (const [part, name] of [
    ['solar', 'Solar'],
    ['use', 'Home use'],
    ['grid', 'AC grid'],
    ['battery', 'Battery'],
  ] as const) {
    await page.getByRole('button', { name: new RegExp(`^${name}, .+: the last 24 hours$`) }).click();
    await expect(page).toHaveURL(`${home}?part=${part}`);
    const sheet = page.getByRole('dialog', { name: new RegExp(`^${name} ?last 24 h, JST`) });
    await expect(sheet.getByRole('img')).toHaveAccessibleName(
      new RegExp(`^${name} over the last 24 hours, from [\\d.]+\\s(k?W|%) to .+, lowest .+, highest .+`),
    );
    await sheet.getByText('Show as table').click();
    const rows = sheet.getByRole('table').getByRole('row');
    await expect(rows).toHaveCount(25);
    await expect(rows.nth(12)).toHaveText(/^\d\d:\d\d[\d.]+\s(k?W|%)$/);
    await sheet.getByRole('button', { name: 'Close' }).click();
    await expect(sheet).toBeHidden();
    await expect(page).toHaveURL(home);
  }
  await page.goto(`${home}?part=use`);
  await expect(page.getByRole('dialog', { name: /^Home use/ })).toBeVisible();
  // Beside the sheet.
  await page.mouse.click(195, 40);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goto(`${home}?part=roof`);
  await expect(page.getByRole('img', { name: /^Your home now:/ })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('by keyboard alone; the way back closes it too', async ({ page }) => {
  await openHome(page, home);
  const part = page.getByRole('button', { name: /^Solar, .+: the last 24 hours$/ });
  await tabTo(page, part);
  await expectVisibleFocus(part);
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: /^Solar/ });
  await expect(sheet.getByRole('img')).toBeVisible();
  await tabTo(page, sheet.getByText('Show as table'));
  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('table')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expectVisibleFocus(part);
  await page.keyboard.press('Enter');
  await expect(sheet).toBeVisible();
  await page.goBack();
  await expect(sheet).toBeHidden();
});

test('a day that did not load says so in the sheet', async ({ page, problems }) => {
  test.slow();
  problems.expect(/net::ERR_FAILED/);
  await page.route(/home\.lastDay/, (route) => route.abort());
  await page.goto(`${home}?part=solar`);
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Solar of the last day did not load', {
    timeout: 30_000,
  });
});
