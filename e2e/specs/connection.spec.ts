import type { Page } from '@playwright/test';
import { addUser, register, testPassword, uniqueName } from '../support/commands.ts';
import { withForeignCommunity } from '../support/foreign-community.ts';
import { drawer, freshness, openLive, unitIn } from '../support/live-page.ts';
import type { Problems } from '../support/problems.ts';
import { type Line, openLine } from '../support/proxy.ts';
import { signIn } from '../support/sign-in.ts';
import { test as base, expect } from '../support/test.ts';

// When news stop coming, the page says so and its values look old; when they come again, it recovers by itself. The
// units here report each second and so are late after two and a half.

const unitIds = ['U1', 'U2', 'U3', 'U4'];

type Fixtures = { line: Line; lined: { page: Page; problems: Problems } };
type WorkerFixtures = { cluster: { communityId: string; clusterId: string; path: string; resident: string } };

const test = base.extend<Fixtures, WorkerFixtures>({
  /** A cluster that keeps reporting while the tests run, and a resident of its first home. */
  cluster: [
    async ({ place }, use) => {
      const ref = { communityId: uniqueName('zz_line'), clusterId: 'k' };
      const resident = uniqueName('lined');
      await register(place, ref, unitIds);
      await addUser(place, resident, ['--home', `${ref.communityId}/k/U1`]);
      await withForeignCommunity(place, ref, async ({ keepReporting }) => {
        const reporting = keepReporting(unitIds);
        await use({ ...ref, path: `${ref.communityId}/k`, resident });
        await reporting.stop();
      });
    },
    { scope: 'worker' },
  ],
  line: async ({ place }, use) => {
    const line = await openLine(place.url);
    await use(line);
    await line.close();
  },
  /** A page whose every byte goes over the line. */
  lined: async ({ line, openContext }, use) => {
    const { context, problems } = await openContext({ baseURL: line.url });
    await signIn(context, line.url, { username: 'staff', password: 'staff', app: 'admin' });
    await use({ page: await context.newPage(), problems });
  },
});

const banner = (page: Page) => page.getByRole('status').filter({ hasText: 'Live data stopped' });

/** The parts of the drawing that are hatched, as late values are. */
const hatched = (page: Page) => page.locator('svg rect[class*="hatch"]');

/** Opens the live page of a cluster as a whole: what comes last is the bar of times. */
async function openWhole(page: Page, { path }: { path: string }): Promise<void> {
  await openLive(page, `/admin/${path}/live?unit=U1`);
  // Until the pace of a unit is known from what it reported, it is late much later.
  await expect(drawer(page).locator('dt', { hasText: 'Reports every' }).locator('+ dd')).toHaveText('1 sec', {
    timeout: 30_000,
  });
  await openLive(page, `/admin/${path}/live`);
  await expect(page.getByRole('region', { name: 'Replay' })).toBeVisible();
}

async function expectStopped(page: Page): Promise<void> {
  await expect(freshness(page)).toHaveText(/^Stopped \d+ sec$/);
  await expect(banner(page)).toContainText(/Live data stopped \d+ sec ago\. Values are as they were then\./);
  await expect(hatched(page)).toHaveCount(unitIds.length);
  await expect(unitIn(page, 'U1')).toHaveAccessibleName(/data is \d+ sec old/);
  await expect(drawer(page).getByText('0 of 4 units')).toBeVisible();
}

async function expectRecovered(page: Page): Promise<void> {
  await expect(freshness(page)).toHaveText(/^Live· \d+ sec ago$/, { timeout: 30_000 });
  await expect(banner(page)).toBeHidden();
  await expect(hatched(page)).toHaveCount(0);
  await expect(drawer(page).getByText('4 of 4 units')).toBeVisible();
}

test('a connection that is cut', async ({ cluster, line, lined: { page, problems } }) => {
  problems.expect(/net::ERR_/);
  await openWhole(page, cluster);
  await expect(hatched(page)).toHaveCount(0);
  line.cut();
  await expectStopped(page);
  line.restore();
  await expectRecovered(page);
});

test('a connection that stands but carries nothing', async ({ cluster, line, lined: { page, problems } }) => {
  // What the page asks every ten seconds may be under way when the line comes back.
  problems.allow(/net::ERR_EMPTY_RESPONSE|Failed to fetch/);
  await openWhole(page, cluster);
  line.stall();
  await expectStopped(page);
  line.restore();
  await expectRecovered(page);
});

test('“try now” connects at once', async ({ cluster, line, lined: { page, problems } }) => {
  problems.expect(/net::ERR_/);
  await openWhole(page, cluster);
  line.cut();
  await expect(banner(page)).toBeVisible();
  line.restore();
  await page.getByRole('button', { name: 'Try now' }).click();
  await expectRecovered(page);
});

test('a resident is told that the news are old, and when they are not any more', async ({ cluster, line, lined }) => {
  const { page, problems } = lined;
  problems.expect(/net::ERR_/);
  await signIn(page.context(), line.url, { username: cluster.resident, password: testPassword, app: 'resident' });
  await page.goto('/');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Battery over/ })).toBeVisible();
  line.cut();
  await expect(banner(page)).toContainText('Connecting again by itself.');
  const sentence = page.locator('strong[aria-live]');
  await expect(sentence).toHaveText(/^The last news from your home is \d+ sec old$/);
  await expect(page.getByText(/^Stopped \d+ sec$/)).toBeVisible();
  line.restore();
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(sentence).toHaveText('Nothing to share right now');
  await expect(banner(page)).toBeHidden();
});
