import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { test } from '../support/test.ts';
import { viewGroups } from '../support/view-groups.ts';
import { openView } from '../support/views.ts';
import { changingResidentViews, changingStaffViews } from './changing-views.ts';

// Every screen × language × theme × device as a picture below e2e/screenshots/out, to be looked at one by one.

const folder = fileURLToPath(new URL('out/', import.meta.url));
const devices = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1440, height: 900 },
};
const settleMs = 500;
/** A drawing becomes as high as what stands beside it; this much higher it is of no use. */
const mostBesidePx = 600;
/** Higher than a picture is of use. */
const highestPx = 3_000;

const groups = [
  ...viewGroups,
  { name: 'staff, changing', user: { username: 'staff', app: 'admin' }, views: changingStaffViews },
  { name: 'mori, changing', user: { username: 'mori', app: 'resident' }, views: changingResidentViews },
] as const;

/** Makes the screen as high as what it shows, so that what one would scroll to is in the picture. */
async function stretch(page: Page, { width, height }: { width: number; height: number }): Promise<void> {
  await page.setViewportSize({ width, height });
  const hiddenPx = await page.evaluate((mostBeside) => {
    const hiddenOf = (part: Element) => part.scrollHeight - part.clientHeight;
    const beside = Math.max(0, ...[...document.querySelectorAll('aside')].map(hiddenOf));
    const own = [document.documentElement, ...document.querySelectorAll('main')].map(hiddenOf);
    return Math.max(...own, Math.min(beside, mostBeside));
  }, mostBesidePx);
  if (hiddenPx > 0) await page.setViewportSize({ width, height: Math.min(height + hiddenPx, highestPx) });
}

for (const locale of ['en-GB', 'ja-JP']) {
  for (const { name: group, user, views } of groups) {
    test.describe(locale, () => {
      test.use({ locale });

      test(`screens of ${group}`, async ({ page, problems, signInAs }) => {
        // Some of the screens are of what does not load.
        problems.allow(/net::ERR_|status of 4\d\d|Failed to fetch|request to another origin|Unable to preload/);
        if (user) await signInAs(user.username, user.app);
        for (const view of views) {
          await page.setViewportSize(devices.desktop);
          await openView(page, view);
          for (const [device, size] of Object.entries(devices)) {
            await stretch(page, size);
            for (const colorScheme of ['light', 'dark'] as const) {
              await page.emulateMedia({ colorScheme });
              await page.waitForTimeout(settleMs);
              const name = `${group} ${view.name}`.replaceAll(/[^a-z0-9]+/gi, '-');
              await page.screenshot({ path: `${folder}${name}/${device}-${colorScheme}-${locale.slice(0, 2)}.png` });
            }
          }
        }
      });
    });
  }
}
