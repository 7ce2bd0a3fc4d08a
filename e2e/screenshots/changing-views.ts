import { expect, type Page } from '@playwright/test';
import { uniqueName } from '../support/commands.ts';
import { northLoop } from '../support/live-page.ts';
import { openLine } from '../support/proxy.ts';
import { endOwnSession } from '../support/sign-in.ts';
import { liveIsDrawn, type View } from '../support/views.ts';

// What changes something, ends the session or cuts the line: too much for every page's tests, but to be looked at.

const scenarios = '/admin/oss_community/oss_cluster/scenarios';
const primary = (page: Page) => page.locator('main button[class*="primary"]').last();

/** A scenario of its own, open in the editor. */
async function writeScenario(page: Page): Promise<void> {
  await page.locator('main textarea').waitFor();
  await page.locator('main label input').first().fill(uniqueName('Looked_at'));
  await primary(page).click();
  await expect(page).toHaveURL(/\?scenario=\d+$/);
}

const changeRules = async (page: Page, to: string) => {
  const text = page.locator('main textarea');
  await text.fill((await text.inputValue()).replaceAll('3600', to));
};

/** Opens the page once more, over a line that is cut when it has its first news. */
async function loseLine(page: Page, hasNews: (page: Page) => Promise<void>): Promise<void> {
  const { origin, pathname } = new URL(page.url());
  const line = await openLine(origin);
  await page.goto(`${line.url}${pathname}`);
  await hasNews(page);
  line.cut();
  await expect(page.getByRole('status').getByRole('button')).toBeVisible({ timeout: 60_000 });
}

export const changingStaffViews: View[] = [
  {
    name: 'scenario saved, to be undone',
    path: `${scenarios}?scenario=new`,
    async prepare(page) {
      await writeScenario(page);
      await changeRules(page, '3700');
      await primary(page).click();
      await expect(page.locator('[role=status] button')).toBeVisible();
    },
  },
  {
    name: 'scenario that somebody else has changed',
    path: `${scenarios}?scenario=new`,
    async prepare(page) {
      await writeScenario(page);
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.locator('main textarea').waitFor();
      await changeRules(other, '3700');
      await primary(other).click();
      await expect(primary(other)).toBeDisabled();
      await other.close();
      await changeRules(page, '3800');
      await primary(page).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'live, line lost',
    path: northLoop,
    prepare: (page) => loseLine(page, liveIsDrawn),
  },
  {
    name: 'session that ended',
    path: '/admin/hikari_hills/north_loop/units',
    async prepare(page) {
      await expect(page.locator('tbody tr')).toHaveCount(20);
      await endOwnSession(page.context(), new URL(page.url()).origin);
      await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
];

export const changingResidentViews: View[] = [
  {
    name: 'plan just chosen, to be undone',
    path: '/hikari_hills/north_loop/E003/plan',
    async prepare(page) {
      await page.locator('main input[type=radio]:not(:checked)').first().check();
      await page.locator('main button[class^="use_"]').click();
      // It stays while the focus is in it.
      await page.getByRole('status').getByRole('button').focus();
    },
  },
  {
    name: 'home, line lost',
    path: '/hikari_hills/north_loop/E003',
    prepare: (page) => loseLine(page, () => expect(page.locator('dl')).toBeVisible()),
  },
];
