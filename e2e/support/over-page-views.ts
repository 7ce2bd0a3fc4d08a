import { expect, type Page } from '@playwright/test';
import { northLoop } from './live-page.ts';
import { liveIsDrawn, type View } from './views.ts';

const scenarios = '/admin/hikari_hills/north_loop/scenarios';

/** Opens the scenario that homes of the demo trade by. */
async function openUsedScenario(page: Page): Promise<void> {
  await page.locator('tbody button', { hasText: 'Balanced' }).click();
  await expect(page.locator('main section a', { hasText: /^E\d+/ }).first()).toBeVisible();
}

async function openSearch(page: Page): Promise<void> {
  await liveIsDrawn(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
}

/** What opens over pages of the staff app, and the page without its menus. */
export const overPageViews: View[] = [
  { name: 'wall', path: `${northLoop}?wall=1`, prepare: liveIsDrawn },
  {
    name: 'search, nothing typed',
    path: northLoop,
    async prepare(page) {
      await openSearch(page);
      await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'search of what there is not',
    path: northLoop,
    async prepare(page) {
      await openSearch(page);
      await page.keyboard.type('atlantis');
      await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(0);
    },
  },
  {
    name: 'help',
    path: northLoop,
    async prepare(page) {
      await liveIsDrawn(page);
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog').locator('kbd').first()).toBeVisible();
    },
  },
  {
    name: 'scenario about to be saved',
    path: scenarios,
    async prepare(page) {
      await openUsedScenario(page);
      const text = page.locator('textarea');
      const more = (_all: string, head: string, limitWh: string) => `${head}${Number(limitWh) + 50}`;
      await text.fill((await text.inputValue()).replaceAll(/("limitWh" ?: ?)(\d+)/g, more));
      await page.locator('main button[class*="primary"]').last().click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'scenario about to be deleted',
    path: scenarios,
    async prepare(page) {
      await openUsedScenario(page);
      await page.locator('main button[class*="primary"] ~ button').last().click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
];
