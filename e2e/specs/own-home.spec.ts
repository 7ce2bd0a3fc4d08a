import { addUser, register, testPassword, uniqueName } from '../support/commands.ts';
import { withForeignCommunity } from '../support/foreign-community.ts';
import { signIn } from '../support/sign-in.ts';
import { expect, test } from '../support/test.ts';

const minuteMs = 60_000;

/** A zone in which it is around noon now, so that the last hours are all of today. */
function noonZone(now: Date): string {
  const aheadHours = 12 - now.getUTCHours();
  return aheadHours === 0 ? 'Etc/GMT' : `Etc/GMT${aheadHours > 0 ? '-' : '+'}${Math.abs(aheadHours)}`;
}

test('today’s totals are those of the own home since midnight in its zone', async ({ page, context, place }) => {
  const ref = { communityId: uniqueName('zz_today'), clusterId: 'k' };
  const username = uniqueName('totals');
  const now = new Date();
  const before = (minutes: number) => new Date(now.getTime() - minutes * minuteMs);
  await register(place, { ...ref, timeZone: noonZone(now) }, ['MINE', 'OTHER']);
  await addUser(place, username, ['--home', `${ref.communityId}/k/MINE`]);
  await withForeignCommunity(place, ref, async ({ writeUnit, writeDeal }) => {
    // Two hours of 600 W sun and 300 W use; the same at another home, which must not count.
    for (let minutes = 120; minutes >= 0; minutes -= 5) {
      await writeUnit({ unitId: 'MINE', at: before(minutes), solarW: 600, loadW: 300 });
      await writeUnit({ unitId: 'OTHER', at: before(minutes), solarW: 5_000, loadW: 5_000 });
    }
    await writeDeal({ from: 'MINE', to: 'OTHER', createdAt: before(60), movedWh: 40, isRunning: false });
    await writeDeal({ from: 'MINE', to: 'OTHER', createdAt: before(3), movedWh: 12, isRunning: true });
    await writeDeal({ from: 'OTHER', to: 'MINE', createdAt: before(30), movedWh: 25, isRunning: false });
    await writeDeal({ from: 'MINE', to: 'OTHER', createdAt: before(26 * 60), movedWh: 70, isRunning: false });
  });
  await signIn(context, place.url, { username, password: testPassword, app: 'resident' });
  await page.goto('/');
  const totals = page.getByRole('heading', { name: /^Today so far since 00:00/ }).locator('..');
  await expect(totals.getByRole('term')).toHaveText(['Solar', 'Used at home', 'Gave', 'Received']);
  await expect(totals.getByRole('definition')).toHaveText(['1.20 kWh', '600 Wh', '52 Wh', '25 Wh']);
  await expect(page.locator('body')).not.toContainText('OTHER');
});

test('the picture follows the samples of the home', async ({ page, context, place }) => {
  const ref = { communityId: uniqueName('zz_today'), clusterId: 'k' };
  const username = uniqueName('watching');
  await register(place, ref, ['MINE']);
  await addUser(place, username, ['--home', `${ref.communityId}/k/MINE`]);
  await signIn(context, place.url, { username, password: testPassword, app: 'resident' });
  await page.goto('/');
  await expect(page.getByText('We have not heard from your home yet')).toBeVisible();
  await withForeignCommunity(place, ref, async ({ writeUnit }) => {
    const picture = page.getByRole('img', { name: /^Your home now:/ });
    for (const [solarW, loadW] of [
      [1_500, 400],
      [0, 250],
    ] as const) {
      await writeUnit({ unitId: 'MINE', at: new Date(), solarW, loadW });
      const solar = solarW === 0 ? '0\\sW' : '1.50\\skW';
      await expect(picture).toHaveAccessibleName(
        new RegExp(`battery 71 percent, solar ${solar}, home use ${loadW}\\sW`),
      );
    }
  });
});

test('a resident who looks before anybody else sees the deal that was running already', async ({
  page,
  context,
  place,
}) => {
  const ref = { communityId: uniqueName('zz_today'), clusterId: 'k' };
  const username = uniqueName('early');
  await register(place, ref, ['MINE', 'OTHER']);
  await addUser(place, username, ['--home', `${ref.communityId}/k/MINE`]);
  await withForeignCommunity(place, ref, async ({ writeUnit, writeDeal }) => {
    const now = new Date();
    for (const unitId of ['MINE', 'OTHER']) await writeUnit({ unitId, at: now });
    await writeDeal({ from: 'MINE', to: 'OTHER', createdAt: now, movedWh: 12, isRunning: true });
  });
  await signIn(context, place.url, { username, password: testPassword, app: 'resident' });
  await page.goto('/');
  const deal = page.getByRole('listitem').filter({ hasText: 'To a neighbour' });
  await expect(deal).toContainText('12 Wh of 100 Wh');
});
