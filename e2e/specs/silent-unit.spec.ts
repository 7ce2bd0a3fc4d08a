import { register, uniqueName } from '../support/commands.ts';
import { withForeignCommunity } from '../support/foreign-community.ts';
import { drawer, unitIn } from '../support/live-page.ts';
import { expect, test } from '../support/test.ts';

const minuteMs = 60_000;

test('a unit appears when it reports, is late when it stops, and offline after ten minutes', async ({
  page,
  place,
  signInAs,
}) => {
  const ref = { communityId: uniqueName('zz_foreign'), clusterId: 'k' };
  await register(place, ref, ['U1', 'U2', 'U3']);
  await signInAs('staff', 'admin');
  await page.clock.install();
  await page.goto(`/admin/${ref.communityId}/k/live`);
  await expect(unitIn(page, 'U1')).toHaveAccessibleName(/never reported/);

  await withForeignCommunity(place, ref, async ({ keepReporting, writeUnit }) => {
    await writeUnit({ unitId: 'U3', at: new Date(Date.now() - 11 * minuteMs) });
    const reporting = keepReporting(['U1', 'U2']);
    await expect(unitIn(page, 'U1')).toHaveAccessibleName('U1, battery 71 percent, not dealing, grid master');
    await expect(unitIn(page, 'U3')).toHaveAccessibleName('U3, offline for 11 min');
    await expect(drawer(page).getByText('U3 offline')).toBeVisible();
    await unitIn(page, 'U1').click();
    await expect(drawer(page).getByText('Reports every').locator('xpath=following-sibling::dd[1]')).toHaveText('1 sec');
    await page.keyboard.press('Escape');
    await reporting.stop();
  });

  await expect(unitIn(page, 'U1')).toHaveAccessibleName(/^U1, battery 71 percent, data is \d+ sec old, grid master$/);
  await expect(unitIn(page, 'U1').locator('..').locator('[class*="hatch"]')).toHaveCount(1);
  await expect(drawer(page).getByText(/^U1 data is \d+ sec old/)).toBeVisible();
  await expect(drawer(page).getByText('0 of 3 units')).toBeVisible();

  // Ten minutes later, by the clock of the page.
  await page.clock.fastForward(10 * minuteMs);
  await expect(unitIn(page, 'U1')).toHaveAccessibleName(/^U1, offline for 10 min/);
  await expect(drawer(page).getByText(/^U2 offline/)).toBeVisible();
});

test('a unit that nobody has entered is shown and marked', async ({ page, place, signInAs }) => {
  const ref = { communityId: uniqueName('zz_foreign'), clusterId: 'k' };
  await register(place, ref, ['U1']);
  await signInAs('staff', 'admin');
  await withForeignCommunity(place, ref, async ({ keepReporting }) => {
    const reporting = keepReporting(['U1', 'U9']);
    await page.goto(`/admin/${ref.communityId}/k/live`);
    await expect(unitIn(page, 'U9')).toHaveAccessibleName(/not registered$/);
    await expect(unitIn(page, 'U1')).not.toHaveAccessibleName(/not registered/);
    await drawer(page).getByRole('button', { name: 'Open U9' }).click();
    await expect(drawer(page).getByRole('heading', { name: 'U9' })).toBeVisible();
    await reporting.stop();
  });
});

test('a cluster without units says how to enter them', async ({ page, place, signInAs }) => {
  await register(place, { communityId: 'zz_foreign', clusterId: 'empty' }, []);
  await signInAs('staff', 'admin');
  await page.goto('/admin/zz_foreign/empty/live');
  await expect(page.getByText('empty has no units yet')).toBeVisible();
  await expect(page.getByText('pnpm commonwatt register zz_foreign empty --discover')).toBeVisible();
});
