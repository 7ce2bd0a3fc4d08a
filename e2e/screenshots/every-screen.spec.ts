import { fileURLToPath } from 'node:url';
import { test } from '../support/test.ts';
import { viewGroups } from '../support/view-groups.ts';
import { openView } from '../support/views.ts';

// Every screen × language × theme × device as a picture below e2e/screenshots/out, to be looked at one by one.

const folder = fileURLToPath(new URL('out/', import.meta.url));
const devices = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1440, height: 900 },
};
const settleMs = 500;

for (const locale of ['en-GB', 'ja-JP']) {
  for (const { name: group, user, views } of viewGroups) {
    test.describe(locale, () => {
      test.use({ locale });

      test(`screens of ${group}`, async ({ page, problems, signInAs }) => {
        if (user) {
          // Some of the screens are of what does not load.
          problems.expect(/net::ERR_FAILED/);
          await signInAs(user.username, user.app);
        }
        for (const view of views) {
          await page.setViewportSize(devices.desktop);
          await openView(page, view);
          for (const [device, size] of Object.entries(devices)) {
            await page.setViewportSize(size);
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
