import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectLegible } from '../support/axe.ts';
import { readEnglishTexts } from '../support/english-texts.ts';
import { readPlanTexts } from '../support/plan-texts.ts';
import { readSpokenTexts } from '../support/spoken-texts.ts';
import { test } from '../support/test.ts';
import { viewGroups } from '../support/view-groups.ts';
import { openView } from '../support/views.ts';

// Every page of both apps, with what opens on it, in both languages: in English accessible by axe-core in both
// themes, in Japanese without anything English, and without anything that scrolls sideways on phones and tablets.

const wide = { width: 1366, height: 768 };
/** A tablet, and the narrowest phone: what fits there fits on a wider one. */
const screens = [
  { width: 820, height: 1180 },
  { width: 320, height: 640 },
];

/** Names that the demo's people gave, which no translation changes. */
const givenNames = [
  // Communities of other tests, which run at the same time.
  /\bzz_\w+/g,
  'oss_community',
  'oss_cluster',
  'Hikari Hills',
  'OSS Community',
  'OSS Cluster',
  'North Loop',
  'East Terrace',
  /House \d\d/g,
  // Scenarios of the demo: what they are called and how they are described.
  'Low rsoc, High priority',
  'High rsoc, Low priority',
  'No Deal',
  'Normal',
  /\b(HIGH_PRIORITY|LOW_PRIORITY|NO_DEAL|NORMAL|JUST_FOR_E001)\b/g,
];

/** Texts among `said` that are English although there is Japanese for them. */
async function findEnglish(said: readonly string[], given: readonly (string | RegExp)[]): Promise<string[]> {
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const parts = (await readEnglishTexts()).map((part) => new RegExp(`(?<![A-Za-z])${escaped(part)}(?![A-Za-z])`));
  const own = said.map((text) => given.reduce<string>((rest, name) => rest.replaceAll(name, ''), text));
  return own.filter((text) => parts.some((part) => part.test(text)));
}

/** How far (px) the page, or the part of it that scrolls, goes beyond its width. */
function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => {
    const parts = [document.documentElement, ...document.querySelectorAll('main')];
    return Math.max(...parts.map((part) => part.scrollWidth - part.clientWidth));
  });
}

for (const locale of ['en-GB', 'ja-JP']) {
  test.describe(locale, () => {
    test.use({ locale });

    for (const { name, user, views } of viewGroups) {
      test(`pages of ${name}`, async ({ page, context, problems, signInAs }) => {
        test.slow();
        if (user) {
          // Some of the views are of what does not load.
          problems.allow(/net::ERR_FAILED/);
          await signInAs(user.username, user.app);
        }
        const given = [...givenNames, ...(user?.app === 'resident' ? await readPlanTexts(context) : [])];
        for (const view of views) {
          await page.setViewportSize(wide);
          await openView(page, view);
          if (locale === 'ja-JP') {
            await expectJapanese(page, view.name, given);
          } else {
            // Colours, and what has a name, are the same in every language.
            await expectAccessible(page, `${view.name}, light`);
            await page.emulateMedia({ colorScheme: 'dark' });
            await expectLegible(page, `${view.name}, dark`);
            await page.emulateMedia({ colorScheme: 'light' });
          }
          await expectNothingSideways(page, view.name);
        }
      });
    }
  });
}

async function expectJapanese(page: Page, what: string, given: readonly (string | RegExp)[]): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  const said = await readSpokenTexts(page);
  expect(said.join(''), what).toMatch(/[\u3041-\u30ff]/);
  expect.soft(await findEnglish(said, given), `English on: ${what}`).toEqual([]);
}

async function expectNothingSideways(page: Page, what: string): Promise<void> {
  for (const screen of screens) {
    await page.setViewportSize(screen);
    await expect.soft.poll(() => sidewaysPx(page), `${what}, ${screen.width} px wide`).toBeLessThanOrEqual(0);
  }
}

test('English on a page would be found', async ({ page }) => {
  await page.goto('/login');
  await expect(page.getByRole('heading', { name: 'Welcome home' })).toBeVisible();
  const found = await findEnglish(await readSpokenTexts(page), []);
  expect(found).toEqual(expect.arrayContaining(['Welcome home', 'User name', 'Sign in', 'For staff']));
});

test('what scrolls sideways would be found', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/login');
  await expect(page.getByRole('heading', { name: 'Welcome home' })).toBeVisible();
  expect(await sidewaysPx(page)).toBe(0);
  await page.getByRole('heading', { name: 'Welcome home' }).evaluate((heading) => {
    heading.style.width = '400px';
  });
  expect(await sidewaysPx(page)).toBeGreaterThan(0);
});
