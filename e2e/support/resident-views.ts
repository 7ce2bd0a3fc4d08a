import { expect } from '@playwright/test';
import { showBattery } from './resident-page.ts';
import type { View } from './views.ts';

/** A day of the demo that is over, so that there are deals on it at any hour. */
const yesterday = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(Date.now() - 86_400_000);

/** Every page of the residents' app, and what opens on them; for a resident of several homes. */
export const residentViews: View[] = [
  { name: 'homes', path: '/', prepare: (page) => expect(page.locator('main a')).toHaveCount(2) },
  {
    name: 'home',
    path: '/hikari_hills/north_loop/E003',
    async prepare(page) {
      await expect(page.locator('dl')).toBeVisible();
      await showBattery(page);
      await page.locator('summary').click();
      await expect(page.getByRole('table')).toBeVisible();
    },
  },
  {
    name: 'home, the last day of the sun',
    path: '/hikari_hills/north_loop/E003?part=solar',
    async prepare(page) {
      await page.locator('dialog summary').click();
      await expect(page.locator('dialog').getByRole('table')).toBeVisible();
    },
  },
  {
    name: 'sharing, a day with a deal open',
    path: `/hikari_hills/north_loop/E003/sharing?d=${yesterday}`,
    async prepare(page) {
      await expect(page.locator('figure button').first()).toBeVisible();
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.locator('main ul > li > button').last().click();
      await expect(page.locator('ol > li').first()).toBeVisible();
    },
  },
  {
    name: 'sharing, a year',
    path: '/hikari_hills/north_loop/E003/sharing?span=year',
    prepare: (page) => expect(page.locator('figure button')).toHaveCount(24),
  },
  {
    name: 'sharing, a month of nothing',
    path: '/hikari_hills/north_loop/E003/sharing?d=2020-02-03&span=month',
    prepare: (page) => expect(page.locator('main section dl').first()).toContainText('0'),
  },
  {
    name: 'plans',
    path: '/hikari_hills/north_loop/E003/plan?scenario=8',
    async prepare(page) {
      await expect(page.locator('input[type=radio]:checked')).toBeAttached();
      await expect(page.locator('svg path[d^="M"]').first()).toBeAttached();
      await page.locator('input[type=checkbox]').check();
      for (const summary of await page.locator('summary').all()) await summary.click();
      await expect(page.getByRole('table')).toBeVisible();
    },
  },
  {
    name: 'plans, one just chosen',
    path: '/hikari_hills/north_loop/E018/plan?scenario=8',
    async prepare(page) {
      // The same page may have been looked at in another language just before, and then there is nothing to change.
      await page.route(/home\.choosePlan/, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({
          response: answer,
          body: (await answer.text()).replace('"hasChanged":false', '"hasChanged":true'),
        });
      });
      await page.locator('main button').last().click();
      await expect(page.getByRole('status').getByRole('button')).toBeVisible();
    },
  },
  {
    name: 'alerts, by email at certain hours',
    path: '/hikari_hills/north_loop/E003/alerts',
    async prepare(page) {
      await expect(page.locator('main section')).toHaveCount(3);
      await page.locator('main [type=checkbox]').last().check();
      await expect(page.locator('[type=time]')).toHaveCount(2);
    },
  },
  {
    name: 'more',
    path: '/hikari_hills/north_loop/E003/more',
    async prepare(page) {
      await expect(page.locator('main li').first()).toBeVisible();
      await page.locator('main section:not(:has(form)) button').first().click();
      await expect(page.locator('img')).toBeVisible();
    },
  },
  {
    name: 'home of somebody else',
    path: '/hikari_hills/north_loop/E001',
    prepare: (page) => expect(page.locator('main a')).toBeVisible(),
  },
  {
    name: 'homes that did not load',
    path: '/',
    async prepare(page) {
      await page.route(/home\.list/, (route) => route.abort());
      await page.reload();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
];

export const residentPublicViews: View[] = [
  {
    name: 'sign-in of residents',
    path: '/login',
    prepare: (page) => expect(page.locator('[name=username]')).toBeVisible(),
  },
  {
    name: 'no more mails',
    path: `/unsubscribe?token=${'x'.repeat(43)}`,
    prepare: (page) => expect(page.locator('main button')).toBeVisible(),
  },
];
