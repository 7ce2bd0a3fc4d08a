import { expect, test } from '../support/test.ts';

test.use({ locale: 'ja-JP' });

test('the language chosen on a device comes before the browser’s and stays', async ({ page }) => {
  await page.goto('/login');
  await expect(page.getByRole('heading', { name: 'おかえりなさい' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await page.getByLabel('言語').selectOption('English');
  await expect(page.getByRole('heading', { name: 'Welcome home' })).toBeVisible();
  await page.goto('/admin/login');
  await expect(page.getByRole('heading', { name: 'Sign in for staff' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('Japanese is set in a font of the product’s own', async ({ page }) => {
  await page.goto('/login');
  await expect(page.getByRole('heading', { name: 'おかえりなさい' })).toBeVisible();
  const loaded = () =>
    page.evaluate(
      () =>
        [...document.fonts].filter(({ family, status }) => /Noto Sans JP/.test(family) && status === 'loaded').length,
    );
  await expect.poll(loaded).toBeGreaterThan(0);
});
