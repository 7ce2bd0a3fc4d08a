import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { addUser, register, testPassword, uniqueName } from '../support/commands.ts';
import { withForeignCommunity } from '../support/foreign-community.ts';
import type { Place } from '../support/installation.ts';
import { chooseRadio, pressOn, tabTo, typeInto } from '../support/keyboard.ts';
import { signIn } from '../support/sign-in.ts';
import { expect, test } from '../support/test.ts';

// A home with known deals of the day before yesterday, so that nothing moves while it is looked at.

const timeZone = 'Asia/Tokyo';
const dayMs = 86_400_000;
const dayOf = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
const day = dayOf(new Date(Date.now() - 2 * dayMs));
const at = (clock: string) => new Date(`${day}T${clock}:00+09:00`);

async function openOwnHome(page: Page, place: Place): Promise<string> {
  const ref = { communityId: uniqueName('zz_sharing'), clusterId: 'k' };
  const username = uniqueName('sharer');
  await register(place, { ...ref, timeZone }, ['MINE', 'OTHER']);
  await addUser(place, username, ['--home', `${ref.communityId}/k/MINE`]);
  await withForeignCommunity(place, ref, async ({ writeDeal }) => {
    await writeDeal({ from: 'MINE', to: 'OTHER', createdAt: at('09:10'), movedWh: 50, isRunning: false });
    await writeDeal({ from: 'MINE', to: 'OTHER', createdAt: at('09:40'), movedWh: 30, isRunning: false });
    await writeDeal({ from: 'OTHER', to: 'MINE', createdAt: at('18:20'), movedWh: 45, isRunning: false });
  });
  await signIn(page.context(), place.url, { username, password: testPassword, app: 'resident' });
  return `/${ref.communityId}/k/MINE/sharing`;
}

const totals = (page: Page) => page.locator('dl').first().getByRole('definition');
const chart = (page: Page) => page.getByRole('group', { name: /: gave .+, received / });
const allEnergy = (page: Page) => page.getByRole('heading', { name: 'All energy of your home' }).locator('..');
const rows = (page: Page) => page.getByRole('button', { name: /^(To|From) a neighbour/ });

test('a day: totals, hours, deals and their steps', async ({ page, place }) => {
  const path = await openOwnHome(page, place);
  await page.goto(`${path}?d=${day}`);
  await expect(totals(page)).toHaveText(['80 Wh', '45 Wh']);
  await expect(chart(page).getByRole('button')).toHaveCount(24);
  await expect(chart(page).getByRole('button', { name: '09:00 – 10:00 · gave 80 Wh, received 0 Wh' })).toBeVisible();
  await expect(page.getByText('Not enough homes for an average.')).toBeVisible();
  await page.getByText('Show as table').first().click();
  await expect(page.getByRole('row', { name: /^18:00 – 19:00 0\sWh 45\sWh$/ })).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV, Sharing' }).click(),
  ]);
  const file = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(file[0]).toContain('day,from,gave_wh,received_wh');
  expect(file[10]).toBe(`${day},${at('09:00').toISOString()},80,0`);

  // Nothing was reported of the sun and the use: that is not zero.
  await expect(allEnergy(page).getByRole('definition')).toHaveText(['–', '45 Wh', '–', '80 Wh']);

  await expect(page.getByText('3 deals')).toBeVisible();
  await expect(rows(page)).toHaveText([/^From a neighbour.*\+45/, /^To a neighbour.*−30/, /^To a neighbour.*−50/]);
  await rows(page).first().click();
  await expect(page).toHaveURL(/&deal=/);
  const steps = page.locator('ol > li');
  await expect(steps.last()).toContainText('Done after 45 Wh');
  await page.reload();
  await expect(steps.last()).toContainText('Done after 45 Wh');
  await page.goBack();
  await expect(steps).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText('OTHER');
});

test('by keyboard alone: week, month and year, and days without anything', async ({ page, place }) => {
  test.slow(); // many stops of the Tab key
  const path = await openOwnHome(page, place);
  await page.goto(path);
  await expect(page.getByText(/^Your home shared nothing: /)).toBeVisible();
  await pressOn(page, page.getByRole('button', { name: /^To .*\d{4}$/ }));
  await expect(page).toHaveURL(new RegExp(`d=${day}$`));
  await expect(totals(page)).toHaveText(['80 Wh', '45 Wh']);

  const spans = page.getByRole('group', { name: 'How much time to show' });
  for (const [span, count] of [
    ['Week', 7],
    ['Year', 12],
  ] as const) {
    await chooseRadio(page, spans, span);
    await expect(page).toHaveURL(new RegExp(`span=${span.toLowerCase()}`));
    await expect(chart(page).getByRole('button')).toHaveCount(count);
    await expect(totals(page)).toHaveText(['80 Wh', '45 Wh']);
  }
  await chooseRadio(page, spans, 'Month');
  await expect(chart(page).getByRole('button').nth(27)).toBeVisible();
  await pressOn(page, page.getByRole('button', { name: 'Earlier' }));
  await expect(page).toHaveURL(/span=month/);
  // A browser tells of a date after each digit of its year.
  await typeInto(page, page.getByLabel('Choose a day'), '03032021');
  await expect(page.getByText(/^Your home shared nothing: 1 – /)).toBeVisible();
});

test('on a tablet no word at the head of the table of all energy is broken', async ({ page, place }) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  await page.goto(`${await openOwnHome(page, place)}?d=${day}`);
  await allEnergy(page).getByText('Show as table').click();
  const heads = allEnergy(page).getByRole('columnheader');
  await expect(heads).toHaveText(['Time', 'Solar', 'Received', 'Used at home', 'Gave']);
  const broken = await heads.evaluateAll((all) =>
    all.filter((head) => {
      const text = document.createRange();
      text.selectNodeContents(head);
      return text.getClientRects().length > (head.textContent ?? '').split(' ').length;
    }),
  );
  expect(broken).toHaveLength(0);
});

test('a link to a deal of somebody else finds none; a date that is none shows today', async ({
  page,
  place,
  problems,
}) => {
  problems.expect(/404/);
  const path = await openOwnHome(page, place);
  await page.goto(`${path}?d=2026-02-31&deal=nothing`);
  await expect(page.getByText('Your home has no such deal.')).toBeVisible();
  await expect(page.getByRole('button', { pressed: true })).toHaveAccessibleName(/\d{4}/);
});

test('by keyboard alone: walk days and hours, open a deal', async ({ page, place }) => {
  const path = await openOwnHome(page, place);
  const { keyboard } = page;
  await page.goto(path);
  const pressed = page.getByRole('group', { name: 'Days of the week' }).getByRole('button', { pressed: true });
  await tabTo(page, pressed);
  await keyboard.press('ArrowLeft');
  await keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(new RegExp(`d=${day}$`));
  await expect(pressed).toBeFocused();
  await tabTo(page, chart(page).getByRole('button').first());
  for (let hours = 0; hours < 9; hours += 1) await keyboard.press('ArrowRight');
  await expect(page.locator('figcaption').first()).toHaveText('09:00 – 10:00 · gave 80 Wh, received 0 Wh');
  await tabTo(page, rows(page).last());
  await keyboard.press('Enter');
  await expect(page.locator('ol > li').last()).toContainText('Done after 50 Wh');
  await keyboard.press('Enter');
  await expect(page.locator('ol > li')).toHaveCount(0);
});
