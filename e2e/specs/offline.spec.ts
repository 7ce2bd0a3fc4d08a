import { pressOn } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

test.use({ serviceWorkers: 'allow' });

test('the app can be installed', async ({ page }) => {
  await page.goto('/login');
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await page.request.get(href ?? '')).json();
  expect(manifest).toMatchObject({ name: 'Commonwatt', display: 'standalone' });
  for (const { src, type } of manifest.icons) {
    const icon = await page.request.get(`/${src}`);
    expect([icon.status(), icon.headers()['content-type']], src).toEqual([200, type]);
  }
});

test('by keyboard alone: without a network the app opens, says so and since when, keeps nothing of the home, and comes back', async ({
  page,
  context,
  problems,
  signInAs,
}) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED/);
  await signInAs('h019', 'resident');
  await page.goto('/hikari_hills/north_loop/E019');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const keptPaths = () =>
    page.evaluate(async () => {
      const cache = await caches.open('commonwatt-shell');
      return (await cache.keys()).map(({ url }) => new URL(url).pathname);
    });
  await expect.poll(async () => (await keptPaths()).some((path) => path.endsWith('.js'))).toBe(true);
  expect((await keptPaths()).filter((path) => path !== '/' && !path.startsWith('/assets/'))).toEqual([]);

  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Commonwatt cannot be reached' })).toBeVisible();
  await expect(page.getByText(/^The last news from your home was at .*\d\d:\d\d\.$/)).toBeVisible();
  await expect(page.locator('body')).not.toContainText('House 19');

  await context.setOffline(false);
  await pressOn(page, page.getByRole('button', { name: 'Try again' }));
  await expect(page.getByRole('heading', { name: 'House 19' })).toBeVisible();
});

test('signing out leaves nothing of the home on the device', async ({ page, signInAs }) => {
  await signInAs('h020', 'resident');
  await page.goto('/hikari_hills/north_loop/E020');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const stored = () => page.evaluate(() => localStorage.getItem('commonwatt.lastNewsMs'));
  await expect.poll(stored).not.toBeNull();
  await page.getByRole('link', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL(/\/login/);
  expect(await stored()).toBeNull();
});
