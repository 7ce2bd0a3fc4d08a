import type { Page } from '@playwright/test';
import { register, uniqueName } from '../support/commands.ts';
import { withFailure } from '../support/failures.ts';
import { pressOn, tabTo } from '../support/keyboard.ts';
import { northLoop, openLive } from '../support/live-page.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

const card = (page: Page, cluster: string) => page.getByRole('article').filter({ hasText: cluster });

test('the first page shows every cluster at a glance, and each leads to its screens', async ({ page }) => {
  test.slow();
  await page.goto('/admin/');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Community: All communities' })).toBeVisible();
  const loop = card(page, 'North Loop');
  // The days before the demo began are judged first.
  await expect(loop).toContainText(
    /sec ago.*of 20 units up.*Solar now.*W.*Homes use now\d.*W.*Deals now(none|\d+).*Open failures.*Shared today.*Wh.*Available, 7 days.*%/s,
    {
      timeout: 90_000,
    },
  );
  await expect(card(page, 'OSS Cluster')).toContainText('4 units');
  await expect(page.getByRole('region', { name: 'Hikari Hills' }).getByRole('article')).toHaveCount(2);
  await page.getByRole('link', { name: 'Deals of North Loop' }).click();
  await expect(page).toHaveURL('/admin/hikari_hills/north_loop/deals');
  await page.goBack();
  await page.getByRole('link', { name: 'Hikari Hills' }).click();
  await expect(page).toHaveURL('/admin/hikari_hills');
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(page.getByRole('main').getByText('Hikari Hills')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Cluster: All clusters' })).toBeVisible();
  const overview = page.getByRole('link', { name: 'Overview' });
  await expect(overview).toHaveAttribute('aria-current', 'true');
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(overview).not.toHaveAttribute('aria-current');
  await page.goBack();
  await page.getByLabel('Search clusters').fill('east');
  await expect(page).toHaveURL('/admin/hikari_hills?q=east');
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.getByLabel('Search clusters').fill('nowhere');
  await expect(page.getByText('There is no such cluster')).toBeVisible();
  await page.getByRole('button', { name: 'Show all clusters' }).click();
  await expect(page.getByRole('article')).toHaveCount(2);
});

test('what is down, open, or long not heard of is said', async ({ page, place }) => {
  const ref = { communityId: uniqueName('zz_overview'), clusterId: 'k' };
  await register(place, { ...ref, timeZone: 'Asia/Tokyo' }, ['U1', 'U2', 'U3']);
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  await withFailure({ page, place }, ref, async ({ writeUnit, writeDowntimes }) => {
    await writeUnit({ unitId: 'U1', at: hoursAgo(2) });
    await writeDowntimes('U1', hoursAgo(48), []);
    await writeDowntimes('U2', hoursAgo(48), [{ from: hoursAgo(3), to: null, cause: 'loss' }]);
    await page.goto(`/admin/${ref.communityId}`);
    // Another test may have looked at all clusters just before; then it takes until the page asks again.
    await expect(card(page, 'k')).toContainText(
      /2 hr old.*of 3 units up.*1 down.*Solar now–Homes use now–Deals now–.*1 open/s,
      { timeout: 30_000 },
    );
    await page.getByRole('link', { name: '1 open' }).click();
    await expect(page).toHaveURL(`/admin/${ref.communityId}/k/monitoring`);
  });
});

test('a community that there is not leads to those that there are', async ({ page }) => {
  await page.goto('/admin/atlantis');
  await expect(page.getByText('There is no such cluster')).toBeVisible();
  await page.getByRole('link', { name: 'All communities' }).click();
  await expect(card(page, 'North Loop')).toBeVisible();
});

test('by keyboard alone: what does not load is said, and asked for again', async ({ page, problems }) => {
  problems.expect(/net::ERR_FAILED/);
  await page.route(/communities\.overview/, (route) => route.abort());
  await page.goto('/admin/');
  await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
  await page.unroute(/communities\.overview/);
  await pressOn(page, page.getByRole('button', { name: 'Try again' }));
  await expect(card(page, 'North Loop')).toBeVisible();
});

test('by keyboard alone: the palette leads to the overview, and a card to its cluster', async ({ page }) => {
  const { keyboard } = page;
  await openLive(page, northLoop);
  await keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused();
  await keyboard.type('overview');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await tabTo(page, page.getByLabel('Search clusters'));
  await keyboard.type('oss');
  await expect(page.getByRole('article')).toHaveCount(1);
  await pressOn(page, page.getByRole('link', { name: 'OSS Cluster', exact: true }));
  await expect(page).toHaveURL(/oss_cluster\/live$/);
  await page.goto('/admin/');
  await pressOn(page, page.getByRole('link', { name: 'Availability of OSS Cluster' }));
  await expect(page).toHaveURL('/admin/oss_community/oss_cluster/availability');
  await page.goto('/admin/');
  await pressOn(page, page.getByRole('main').getByRole('link', { name: 'OSS Community' }));
  await expect(page).toHaveURL('/admin/oss_community');
});
