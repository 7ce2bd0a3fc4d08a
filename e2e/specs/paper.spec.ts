import type { Page } from '@playwright/test';
import { expect, test } from '../support/test.ts';

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

/** What stands over the page on paper. */
const heading = (page: Page) => page.getByRole('paragraph').filter({ hasText: 'Hikari Hills / North Loop' });

for (const [name, path] of [
  ['Deals', '/admin/hikari_hills/north_loop/deals?from=2026-06-08&to=2026-06-14'],
  ['Availability', '/admin/hikari_hills/north_loop/availability?from=2026-06-08&to=2026-06-14'],
] as const) {
  test(`${name} on paper says of which cluster, of when and by which clock it is, without controls`, async ({
    page,
  }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(heading(page)).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(heading(page)).toContainText(/8 – 14 Jun(e)? 2026|Jun(e)? 8 – 14, 2026/);
    await expect(heading(page)).toContainText('JST (UTC+9)');
    await expect(page.getByRole('banner')).toBeHidden();
    await expect(page.getByRole('main').getByRole('radio')).toHaveCount(0);
  });
}

test('a long list of deals on paper tells how many it shows; what only a hand can use is left out', async ({
  page,
}) => {
  // A year, as there may be few on a day that has just begun.
  await page.goto('/admin/hikari_hills/north_loop/deals?from=2026-01-01&to=2026-12-31');
  const more = page.getByRole('button', { name: 'Show more' });
  const asTable = page.getByText('Show as table');
  await expect(more).toBeVisible();
  await expect(asTable).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(more).toBeHidden();
  await expect(asTable).toBeHidden();
  await expect(page.getByText(/^50 of \d+ shown/)).toBeVisible();
  // By month the average stands beside whole months only.
  await page.goto('/admin/hikari_hills/north_loop/deals');
  await expect(page.getByText(/^Average of \d+ day/)).toBeVisible();
});

test('what is dark on the screen is dark ink on paper', async ({ page }) => {
  await page.goto('/admin/hikari_hills/north_loop/deals');
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  const ink = () => page.locator('body').evaluate((body) => getComputedStyle(body).color);
  await expect.poll(ink).toBe('rgb(233, 240, 236)');
  await page.emulateMedia({ media: 'print' });
  await expect.poll(ink).toBe('rgb(21, 32, 27)');
});
