import type { Page } from '@playwright/test';
import { tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

const north = '/admin/hikari_hills/north_loop';
const rail = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });
const status = (page: Page) => page.getByLabel('Status', { exact: true });

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

test('by mouse: each screen comes back as it was looked at, and bare once that is cleared', async ({ page }) => {
  await page.goto(`${north}/deals`);
  await status(page).selectOption('Complete');
  await expect(page).toHaveURL(/deals\?status=complete$/);
  await page.getByRole('table', { name: 'All deals' }).getByRole('row').nth(1).click();
  await expect(page).toHaveURL(/deal=/);

  await rail(page, 'Units').click();
  await page.getByLabel('Search units').fill('E01');
  await expect(page).toHaveURL(/units\?q=E01$/);
  await rail(page, 'Deals').click();
  // The filter is there again, what was selected is not.
  await expect(page).toHaveURL(`${north}/deals?status=complete`);
  await expect(status(page)).toHaveValue('complete');
  await expect(rail(page, 'Deals')).toHaveAttribute('aria-current', 'page');

  // Also from the page of a unit below it, and after a reload.
  await rail(page, 'Units').click();
  await page.getByRole('link', { name: 'E012', exact: true }).click();
  await expect(page).toHaveURL(`${north}/units/E012`);
  await page.reload();
  await expect(rail(page, 'Units')).toHaveAttribute('aria-current', 'page');
  await rail(page, 'Units').click();
  await expect(page.getByLabel('Search units')).toHaveValue('E01');

  await rail(page, 'Deals').click();
  await status(page).selectOption('Any status');
  await expect(page).toHaveURL(`${north}/deals`);
  await rail(page, 'Units').click();
  await rail(page, 'Deals').click();
  await expect(page).toHaveURL(`${north}/deals`);
});

test('by keyboard alone: through the rail and the palette; a link with a search of its own wins', async ({ page }) => {
  const { keyboard } = page;
  await page.goto(`${north}/deals`);
  await tabTo(page, status(page));
  await keyboard.type('Comp');
  await expect(page).toHaveURL(/deals\?status=complete$/);
  const goTo = async (screen: string) => {
    await keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused();
    await keyboard.type(screen);
    await keyboard.press('Enter');
  };
  await goTo('units');
  await expect(page).toHaveURL(`${north}/units`);
  await tabTo(page, rail(page, 'Deals'));
  await keyboard.press('Enter');
  await expect(page).toHaveURL(`${north}/deals?status=complete`);
  // The search belongs to a page: it is opened once the next one is there.
  await expect(page.getByRole('heading', { name: 'Deals', level: 1 })).toBeVisible();
  await goTo('live');
  await expect(page).toHaveURL(`${north}/live`);
  await expect(page.locator('[data-unit]')).toHaveCount(20);
  await goTo('deals');
  await expect(page).toHaveURL(`${north}/deals?status=complete`);

  await page.goto(`${north}/units/E012`);
  const own = page.getByRole('link', { name: /^All deals/ });
  const href = (await own.getAttribute('href')) ?? '';
  expect(href).toMatch(/deals\?.*unit=E012/);
  await own.focus();
  await keyboard.press('Enter');
  await expect(page).toHaveURL(href);
});

test('monitoring and the registry: tabs lead back to their filters too', async ({ page }) => {
  await page.goto(`${north}/monitoring/logs?level=severe&unit=E001`);
  await page.getByRole('link', { name: 'Checks and failures' }).click();
  await expect(page).toHaveURL(`${north}/monitoring`);
  await page.getByRole('link', { name: 'Logs', exact: true }).click();
  await expect(page).toHaveURL(`${north}/monitoring/logs?level=severe`);
  await page.goto('/admin/registry/communities?q=hikari&row=1');
  await page.getByRole('link', { name: 'Units', exact: true }).click();
  await expect(page).toHaveURL('/admin/registry/units');
  await rail(page, 'Registry').click();
  await expect(page).toHaveURL('/admin/registry/communities?q=hikari');
});

test('on a phone the menu of more screens leads back too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${north}/units?show=attention`);
  await rail(page, 'Deals').click();
  await expect(page).toHaveURL(`${north}/deals`);
  await expect(page.getByRole('heading', { name: 'Deals', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('link', { name: 'Units', exact: true }).click();
  await expect(page).toHaveURL(`${north}/units?show=attention`);
});

test('whoever signs in next starts without them', async ({ page, problems }) => {
  problems.allow(/status of 401/);
  await page.goto(`${north}/deals?status=aborted`);
  await expect(status(page)).toHaveValue('aborted');
  await page.getByRole('button', { name: /Account of/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByLabel('User name').fill('staff');
  await page.getByLabel('Password', { exact: true }).fill('staff');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/?$/);
  await page.goto(`${north}/live`);
  await rail(page, 'Deals').click();
  await expect(page).toHaveURL(`${north}/deals`);
});
