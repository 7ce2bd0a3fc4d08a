import type { Page } from '@playwright/test';
import { exampleCluster, northLoop, openLive, unitIn } from '../support/live-page.ts';
import { expect, test } from '../support/test.ts';

test('a phone shows the table, and the drawer over it', async ({ page, signInAs }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs('staff', 'admin');
  await page.goto(exampleCluster);
  await page.getByRole('button', { name: 'E002', exact: true }).click();
  const close = page.getByRole('button', { name: 'Close' });
  await expect(close).toBeInViewport();
  await expect(page.getByRole('heading', { name: 'E002' })).toBeInViewport();
  await close.click();
  await expect(page).toHaveURL(exampleCluster);
});

test('the narrowest phone shows menus as a whole', async ({ page, signInAs }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signInAs('staff', 'admin');
  await openLive(page, exampleCluster);
  for (const name of ['Community: OSS Community', 'Cluster: OSS Cluster', 'ST, Account of staff']) {
    await page.getByRole('button', { name }).click();
    await expect(page.locator('[popover]:popover-open')).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Escape');
  }
});

test('on a phone a page of no cluster has its ways on in the row at the foot, and says in full where it is', async ({
  page,
  signInAs,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs('staff', 'admin');
  await page.goto('/admin/registry/communities');
  const tabs = page.getByRole('navigation', { name: 'Main' });
  await expect(tabs.getByRole('link')).toHaveText(['Overview', 'Registry', 'Settings']);
  await expect(tabs.getByRole('button')).toHaveCount(0);
  await tabs.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await tabs.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  const scope = page.getByRole('button', { name: 'Community: All communities' }).getByText('All communities');
  expect(await scope.evaluate((name) => name.scrollWidth - name.clientWidth)).toBeLessThanOrEqual(0);
});

test('what opens from the middle of a phone stays within it, also when the phone is turned', async ({
  page,
  signInAs,
}) => {
  await page.setViewportSize({ width: 640, height: 390 });
  await signInAs('staff', 'admin');
  await page.goto('/admin/hikari_hills/north_loop/availability');
  await page.getByRole('button', { name: 'How it is computed' }).click();
  const panel = page.locator('[popover]:popover-open');
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(panel).toBeInViewport({ ratio: 1 });
  }
});

test.describe('a tablet in Japanese', () => {
  test.use({ locale: 'ja-JP', viewport: { width: 820, height: 1180 } });

  test('each key figure is in one line, and the table of deals fits', async ({ page, signInAs }) => {
    await signInAs('staff', 'admin');
    await page.goto('/admin/hikari_hills/north_loop/availability');
    const figures = page.locator('dl').first().locator('dt + dd');
    await expect(figures).toHaveCount(5);
    const heights = await figures.evaluateAll((all) => all.map((figure) => figure.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThan(40);

    await page.goto('/admin/hikari_hills/north_loop/deals');
    await page.getByText('月', { exact: true }).click();
    const table = page.getByRole('table').filter({ hasText: '完了' });
    await expect(table.getByRole('row').nth(5)).toContainText('月');
    const missingPx = await table.evaluate((all) => all.scrollWidth - (all.parentElement?.clientWidth ?? 0));
    expect(missingPx).toBeLessThanOrEqual(0);
  });
});

test.describe('motion', () => {
  const running = (page: Page) =>
    page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);

  async function openBoth(page: Page, check: (count: number) => boolean): Promise<void> {
    await page.goto(northLoop);
    await expect(page.locator('[data-deal]').first()).toBeVisible({ timeout: 45_000 });
    await expect.poll(async () => check(await running(page))).toBe(true);
  }

  test.describe('as it is', () => {
    test.use({ contextOptions: { reducedMotion: 'no-preference' } });

    test('deals flow', async ({ page, signInAs }) => {
      await signInAs('staff', 'admin');
      await openBoth(page, (count) => count > 0);
    });
  });

  test.describe('reduced, as in all other tests', () => {
    test('nothing moves by itself', async ({ page, signInAs }) => {
      await signInAs('staff', 'admin');
      await openBoth(page, (count) => count === 0);
      // What the staff's page still asks for would be refused to the resident.
      await page.goto('about:blank');
      await signInAs('h001', 'resident');
      await page.goto('/');
      await expect(page.getByRole('img', { name: /^Your home now/ })).toBeVisible();
      expect(await running(page)).toBe(0);
    });
  });
});

test.describe('theme', () => {
  /** Brightness of the page behind everything, 0 to 255. */
  const brightness = (page: Page) =>
    page.evaluate(() => {
      const [red = 0, green = 0, blue = 0] =
        getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
      return (red + green + blue) / 3;
    });

  test('follows the device until somebody chooses', async ({ page, signInAs }) => {
    await signInAs('staff', 'admin');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(exampleCluster);
    await expect(unitIn(page, 'E001')).toBeVisible();
    expect(await brightness(page)).toBeLessThan(60);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await brightness(page)).toBeGreaterThan(200);

    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await brightness(page)).toBeLessThan(60);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Light' })).toBeVisible();
    expect(await brightness(page)).toBeLessThan(60);

    await page.goto('/admin/settings');
    await page.getByLabel('Theme').selectOption('As the device');
    expect(await brightness(page)).toBeGreaterThan(200);
  });

  test('a resident chooses dark', async ({ page, signInAs }) => {
    await signInAs('h001', 'resident');
    await page.goto('/more');
    await page.getByLabel('Theme').selectOption('Dark');
    expect(await brightness(page)).toBeLessThan(60);
    await page.goto('/');
    await expect(page.getByRole('img', { name: /^Your home now/ })).toBeVisible();
    expect(await brightness(page)).toBeLessThan(60);
  });
});
