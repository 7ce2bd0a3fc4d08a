import { expect, type Page } from '@playwright/test';

/** Opens a page of a home and waits until its first data are drawn. */
export async function openHome(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
}

/** Scrolls down to the battery of the last day, which is loaded only when it comes near the screen. */
export async function showBattery(page: Page): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await expect(page.locator('details')).toBeVisible({ timeout: 500 });
  }).toPass();
}
