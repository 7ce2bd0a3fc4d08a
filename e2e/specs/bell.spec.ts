import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { register, uniqueName } from '../support/commands.ts';
import { failureTitle, withFailure } from '../support/failures.ts';
import { tabTo } from '../support/keyboard.ts';
import { northLoop, openLive } from '../support/live-page.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

const bell = (page: Page) => page.getByRole('banner').getByRole('button', { name: /open failure/ });
const list = (page: Page) => page.getByRole('region', { name: 'Open failures' });
/** What is said to those who do not see the bell. */
const voice = (page: Page) =>
  page
    .getByRole('banner')
    .getByRole('status')
    .filter({ hasText: /open failure/ });

test('a failure of another cluster rings, is taken where one is, and leaves when it is over', async ({
  page,
  place,
}) => {
  test.slow();
  const ref = { communityId: uniqueName('zz_bell'), clusterId: 'k' };
  await register(place, ref, ['U1']);
  await openLive(page, northLoop);
  await expect(bell(page)).toBeVisible();
  await expect(voice(page)).toHaveCount(0);
  await withFailure({ page, place }, ref, async (_, end) => {
    await expect(voice(page)).toHaveText(/^\d+ open failures?$/, { timeout: 20_000 });
    await tabTo(page, bell(page));
    await page.keyboard.press('Enter');
    const item = list(page).getByRole('listitem').filter({ hasText: ref.communityId });
    await expect(item).toContainText(/U1 logs severe errors.*zz_bell.* \/ k, since/s);
    await expectAccessible(page, 'bell');
    await tabTo(page, item.getByRole('button', { name: `Take it: ${failureTitle}` }));
    await page.keyboard.press('Enter');
    await page.keyboard.type('calling the resident');
    await tabTo(page, item.getByRole('button', { name: 'Take it', exact: true }));
    await page.keyboard.press('Enter');
    await expect(item).toContainText(/staff has this since .*calling the resident/s);

    await item.getByRole('link', { name: failureTitle }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`${ref.communityId}/k/monitoring\\?failure=\\d+$`));
    // The page that was left takes its list with it.
    await expect(page.locator('[data-check]').first()).toBeVisible();
    await expect(list(page)).toBeHidden();
    await bell(page).click();
    await expect(item).toBeVisible();
    await end();
    await expect(item).toBeHidden({ timeout: 30_000 });
    await page.keyboard.press('Escape');
    await expect(list(page)).toBeHidden();
    await expect(bell(page)).toBeFocused();
  });
});

test('a failure that comes as another one ends is said, although as many are open', async ({ page }) => {
  let id = 1;
  await page.route(/monitoring\.openEverywhere/, async (route) => {
    const response = await route.fetch();
    const answers = await response.json();
    const paths = decodeURIComponent(new URL(route.request().url()).pathname).split('/').at(-1)?.split(',') ?? [];
    const data = { json: { count: 1, newest: [{ id }], own: [] } };
    answers[paths.indexOf('monitoring.openEverywhere')] = { result: { data } };
    await route.fulfill({ response, json: answers });
  });
  await page.goto('/admin/settings');
  await expect(bell(page)).toHaveAccessibleName('1 open failure');
  await expect(voice(page)).toHaveCount(0);
  id = 2;
  await expect(voice(page)).toHaveText('1 open failure', { timeout: 20_000 });
});

test('a failure of Commonwatt itself rings for staff of all communities, and leads to how Commonwatt does', async ({
  page,
  place,
}) => {
  await page.goto('/admin/settings');
  const item = list(page).getByRole('listitem').filter({ hasText: 'Commonwatt itself' }).first();
  const fields = {
    ...{ type: 'commonwatt_store', programId: 'commonwatt MongoDB', detectedAt: new Date().toISOString() },
    ...{ communityCode: null, clusterCode: null, unitCode: null, closedAt: null, description: 'It took 9000 ms.' },
  };
  // The worker, which finds nothing of the kind, ends it within a minute: then it is made again.
  await expect(async () => {
    const answer = await page.request.post('/trpc/registry.failures.create', {
      headers: { origin: place.url },
      data: { json: { fields }, meta: { values: { 'fields.detectedAt': ['Date'] } } },
    });
    expect(answer.status(), await answer.text()).toBe(200);
    await page.reload();
    await bell(page).click();
    await expect(item).toContainText(/The store MongoDB answers late or not at all.*Commonwatt itself, since/s);
    await item.getByRole('link').click();
    await expect(page).toHaveURL(/\/monitoring\/messages#commonwatt$/);
    const own = page.getByRole('list', { name: 'What fails of Commonwatt itself' });
    await expect(own.getByText('It took 9000 ms.').first()).toBeInViewport();
  }).toPass({ timeout: 60_000 });
  await expectAccessible(page, 'own failures');
});

test('where it is not known what is open, the bell has no number', async ({ page, problems }) => {
  problems.expect(/net::ERR_FAILED/);
  await page.route(/monitoring\.openEverywhere/, (route) => route.abort());
  await page.goto('/admin/settings');
  const silent = page.getByRole('banner').getByRole('button', { name: 'Open failures', exact: true });
  await silent.click();
  await expect(list(page).getByRole('alert')).toBeVisible({ timeout: 30_000 });
});
