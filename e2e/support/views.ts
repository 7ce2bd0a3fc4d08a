import { expect, type Page } from '@playwright/test';
import { exampleCluster, northLoop } from './live-page.ts';

/** A page in a certain state: an address, and what to do there until it stands as its name says. */
export type View = { name: string; path: string; prepare: (page: Page) => Promise<void> };

/** As a drawing or, where there is no room for one, as a table. */
export const liveIsDrawn = (page: Page) => expect(page.locator('[data-unit], tbody tr').first()).toBeVisible();

/** Every page of the staff app before signing in. */
export const adminPublicViews: View[] = [
  { name: 'sign-in', path: '/admin/login', prepare: (page) => expect(page.locator('[name=username]')).toBeVisible() },
  {
    name: 'set-up with a link that was used',
    path: `/admin/setup?token=${'x'.repeat(43)}`,
    prepare: (page) => expect(page.locator('code, p').last()).toBeVisible(),
  },
];

/** Every page of the staff app, and what opens on them. */
export const adminViews: View[] = [
  { name: 'live, ring', path: northLoop, prepare: liveIsDrawn },
  { name: 'live, ring of few', path: `${exampleCluster}?labels=all`, prepare: liveIsDrawn },
  { name: 'live, grid', path: `${northLoop}?layout=grid`, prepare: liveIsDrawn },
  { name: 'live, levels', path: `${northLoop}?layout=levels`, prepare: liveIsDrawn },
  {
    name: 'live, table',
    path: `${northLoop}?layout=table`,
    prepare: (page) => expect(page.getByRole('row')).toHaveCount(21),
  },
  {
    name: 'scenarios',
    path: '/admin/oss_community/oss_cluster/scenarios',
    prepare: (page) => expect(page.getByRole('row')).not.toHaveCount(0),
  },
  {
    name: 'scenario editor',
    path: '/admin/oss_community/oss_cluster/scenarios?scenario=new',
    async prepare(page) {
      await expect(page.locator('textarea')).toBeVisible();
      await expect(page.locator('main ul li b').first()).toBeVisible();
    },
  },
  {
    name: 'replay',
    path: `${northLoop}?t=${new Date(Date.now() - 7_200_000).toISOString()}`,
    async prepare(page) {
      await liveIsDrawn(page);
      await expect(page.getByRole('slider')).toBeVisible();
    },
  },
  {
    name: 'unit drawer',
    path: `${exampleCluster}?unit=E001`,
    async prepare(page) {
      await expect(page.locator('.recharts-line-curve').first()).toBeVisible();
      for (const summary of await page.locator('aside summary').all()) await summary.click();
      await expect(page.getByRole('rowheader', { name: 'datasetId' })).toBeVisible();
    },
  },
  {
    name: 'deal drawer',
    path: northLoop,
    async prepare(page) {
      await expect(page.locator('[data-deal]').first()).toBeVisible({ timeout: 45_000 });
      await page.locator('aside li button').first().click();
      await expect(page).toHaveURL(/deal=/);
    },
  },
  {
    name: 'unit that does not exist',
    path: `${exampleCluster}?unit=E999`,
    prepare: (page) => expect(page.locator('aside').getByText('E999')).toBeVisible(),
  },
  {
    name: 'deals of a month, one of them open',
    path: '/admin/hikari_hills/north_loop/deals',
    async prepare(page) {
      await page.locator('main header label').nth(2).click();
      await page.locator('[class*="dealId"]').first().click();
      await page.locator('aside summary').click();
      await expect(page.locator('aside tbody tr').first()).toBeVisible();
    },
  },
  {
    name: 'deals, pairs',
    path: '/admin/hikari_hills/north_loop/deals?flows=pairs&from=2020-01-01&to=2020-12-31&unit=E001',
    prepare: (page) => expect(page.locator('main section')).toHaveCount(3),
  },
  {
    name: 'deals, matrix of a month',
    path: '/admin/hikari_hills/north_loop/deals?flows=pairs',
    async prepare(page) {
      await page.locator('main header label').nth(2).click();
      await expect(page.locator('[class*="matrix"] tbody tr').first()).toBeVisible();
      await page.locator('details summary').first().click();
    },
  },
  {
    name: 'deals, chord of a month',
    path: '/admin/hikari_hills/north_loop/deals?flows=chord',
    async prepare(page) {
      await page.locator('main header label').nth(2).click();
      await expect(page.locator('figure svg path').first()).toBeVisible();
    },
  },
  {
    name: 'deals of a time without any, export open',
    path: '/admin/hikari_hills/north_loop/deals?d=2020-01-01',
    async prepare(page) {
      await expect(page.locator('main strong')).toBeVisible();
      await page.locator('main header > div > button').click();
      await expect(page.locator('[popover]:popover-open')).toBeVisible();
    },
  },
  {
    name: 'deal that does not exist',
    path: '/admin/hikari_hills/north_loop/deals?deal=nowhere',
    prepare: (page) => expect(page.locator('aside').getByText('nowhere')).toBeVisible(),
  },
  {
    name: 'availability, timeline, unit drawer',
    path: '/admin/hikari_hills/north_loop/availability?unit=E001',
    async prepare(page) {
      await expect(page.locator('tr[data-unit]')).toHaveCount(20);
      await expect(page.locator('aside table')).toBeVisible();
    },
  },
  {
    name: 'availability, heat map',
    path: '/admin/hikari_hills/north_loop/availability?view=heatmap&last=30d',
    prepare: (page) => expect(page.locator('tr[data-unit]')).toHaveCount(20),
  },
  {
    name: 'availability, table',
    path: '/admin/hikari_hills/north_loop/availability?view=table&last=24h',
    prepare: (page) => expect(page.getByRole('row')).toHaveCount(22),
  },
  {
    name: 'availability of no unit that matches',
    path: '/admin/hikari_hills/north_loop/availability?q=nobody',
    prepare: (page) => expect(page.locator('main section button').last()).toBeVisible(),
  },
  {
    name: 'availability, how it is computed',
    path: '/admin/hikari_hills/north_loop/availability',
    async prepare(page) {
      await page.locator('main dt button').click();
      await expect(page.locator('[popover]:popover-open')).toBeVisible();
    },
  },
  {
    name: 'availability that did not load',
    path: '/admin/hikari_hills/north_loop/availability',
    async prepare(page) {
      await page.route(/availability\.cluster/, (route) => route.abort());
      await page.reload();
      await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
    },
  },
  {
    name: 'menu of communities',
    path: exampleCluster,
    async prepare(page) {
      await liveIsDrawn(page);
      await page.locator('header nav button').first().click();
      await expect(page.getByRole('link', { name: 'Hikari Hills' })).toBeVisible();
    },
  },
  {
    name: 'account menu',
    path: exampleCluster,
    async prepare(page) {
      await liveIsDrawn(page);
      await page.locator('header > button').last().click();
      await expect(page.locator('header > [popover] a')).toBeVisible();
    },
  },
  {
    name: 'cluster that does not exist',
    path: '/admin/hikari_hills/nowhere/live',
    prepare: (page) => expect(page.getByText('hikari_hills/nowhere')).toBeVisible(),
  },
  {
    name: 'page that does not exist',
    path: '/admin/no/such/page/at/all',
    prepare: (page) => expect(page.locator('main a')).toBeVisible(),
  },
  {
    name: 'settings',
    path: '/admin/settings',
    prepare: (page) => expect(page.getByRole('listitem').first()).toBeVisible(),
  },
  {
    name: 'list of clusters that did not load',
    path: '/admin/',
    async prepare(page) {
      await page.route(/communities\.outline/, (route) => route.abort());
      await page.reload();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
];

export async function openView(page: Page, { path, prepare }: View): Promise<void> {
  await page.goto(path);
  await prepare(page);
}
