import { expect } from '@playwright/test';
import { exampleCluster, northLoop } from './live-page.ts';
import { liveIsDrawn, type View } from './views.ts';

/** All clusters, all units of one, one unit, what is open, and what the keyboard opens. */
export const overviewViews: View[] = [
  {
    name: 'overview',
    path: '/admin/',
    prepare: (page) => expect(page.getByRole('article').first()).toBeVisible(),
  },
  {
    name: 'community that does not exist',
    path: '/admin/atlantis',
    prepare: (page) => expect(page.locator('main a')).toBeVisible(),
  },
  {
    name: 'bell',
    path: exampleCluster,
    async prepare(page) {
      await liveIsDrawn(page);
      await page.locator('header > button').nth(-2).click();
      await expect(page.locator('header > [popover] h2')).toBeVisible();
    },
  },
  {
    name: 'command palette',
    path: northLoop,
    async prepare(page) {
      await liveIsDrawn(page);
      await page.keyboard.press('Control+k');
      await page.keyboard.type('e00');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'keyboard shortcuts',
    path: northLoop,
    async prepare(page) {
      await liveIsDrawn(page);
      await page.keyboard.press('?');
      await expect(page.locator('dialog kbd').first()).toBeVisible();
    },
  },
  {
    name: 'wall',
    path: `${northLoop}?wall=1`,
    async prepare(page) {
      await liveIsDrawn(page);
      await expect(page.getByRole('navigation')).toHaveCount(0);
    },
  },
  {
    name: 'units',
    path: '/admin/hikari_hills/north_loop/units',
    prepare: (page) => expect(page.locator('tbody tr')).toHaveCount(20),
  },
  {
    name: 'units, none that is like that',
    path: '/admin/hikari_hills/north_loop/units?q=nobody',
    prepare: (page) => expect(page.locator('main section strong')).toBeVisible(),
  },
  {
    name: 'page of a unit',
    path: '/admin/hikari_hills/north_loop/units/E005',
    async prepare(page) {
      await expect(page.locator('.recharts-line-curve').first()).toBeVisible();
      await expect(page.locator('[class*="dealId"]').first()).toBeVisible();
      await expect(page.locator('main ol summary').first()).toBeVisible();
    },
  },
  {
    name: 'page of a unit that does not exist',
    path: '/admin/hikari_hills/north_loop/units/E999',
    prepare: (page) => expect(page.locator('main a')).toBeVisible(),
  },
  // Last: what is taken away stays away.
  {
    name: 'overview that did not load',
    path: '/admin/',
    async prepare(page) {
      await page.route(/communities\.overview/, (route) => route.abort());
      await page.reload();
      await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
    },
  },
];
