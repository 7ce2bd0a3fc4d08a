import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { register, uniqueName } from '../support/commands.ts';
import { withForeignCommunity } from '../support/foreign-community.ts';
import { expectVisibleFocus, tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

// A cluster of a thousand units, in drawings and tables: few of them are drawn at a time, all of them can be reached.

const unitCount = 1_000;
const unitIds = Array.from({ length: unitCount }, (_, i) => `T${String(i + 1).padStart(4, '0')}`);
const [first = '', last = ''] = [unitIds[0], unitIds.at(-1)];
/** More than fill the tallest screen, far fewer than there are. */
const mostDrawn = 120;
/** So many units give to the next one. */
const traderCount = 220;

let cluster = '';
let path = '';
// It runs again for each part of the tests that a process is given, so each part has a cluster of its own.
test.beforeAll(async ({ place }) => {
  const ref = { communityId: uniqueName('zz_thousand'), clusterId: 'k' };
  cluster = `/admin/${ref.communityId}/k`;
  path = `${cluster}/availability?from=2024-06-03&to=2024-06-03&sort=unit`;
  await register(place, { ...ref, timeZone: 'Asia/Tokyo' }, unitIds);
  await withForeignCommunity(place, ref, async ({ writeDowntimes, writeDeal }) => {
    const from = new Date('2024-06-03T04:00:00+09:00');
    const to = new Date('2024-06-03T10:00:00+09:00');
    await writeDowntimes(last, new Date('2024-05-01T00:00:00Z'), [{ from, to, cause: 'loss' }]);
    for (let i = 0; i < traderCount; i += 1) {
      const [giver = '', receiver = first] = [unitIds[i], unitIds[(i + 1) % traderCount]];
      await writeDeal({ from: giver, to: receiver, createdAt: from, movedWh: 10 + i, isRunning: false });
    }
  });
});
test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

const unit = (page: Page, unitId: string) => page.getByRole('button', { name: new RegExp(`^${unitId},`) });
const bodyRows = (page: Page) => page.locator('section tbody tr:not([aria-hidden])');
const placeOf = (page: Page, unitId: string) => page.locator(`tr[data-unit="${unitId}"]`);

/** The rows on the page are those in sight, and what stands for the others is as high as they would be. */
async function expectFewRows(page: Page, rowHeightPx: number): Promise<void> {
  await expect.poll(() => bodyRows(page).count()).toBeLessThan(mostDrawn);
  const height = await page.locator('section tbody').evaluate((body) => body.getBoundingClientRect().height);
  expect(height / (unitCount * rowHeightPx)).toBeCloseTo(1, 1);
}

async function scrollToEnd(page: Page): Promise<void> {
  await page.getByRole('main').evaluate((main) => main.scrollTo({ top: main.scrollHeight }));
}

test('a thousand timelines: those in sight are drawn, the last is scrolled to', async ({ page }) => {
  await page.goto(path);
  await expect(unit(page, first)).toBeVisible();
  await expectFewRows(page, 31);
  await expect(page.locator('section table')).toHaveAttribute('aria-rowcount', String(unitCount + 1));
  await expect(placeOf(page, first)).toHaveAttribute('aria-rowindex', '2');
  await expect(unit(page, last)).toHaveCount(0);
  await expectAccessible(page, 'the first of a thousand timelines');

  await scrollToEnd(page);
  await expect(unit(page, last)).toBeInViewport();
  await expect(placeOf(page, last)).toHaveAttribute('aria-rowindex', String(unitCount + 1));
  await expect(placeOf(page, last)).toContainText('75.00');
  await expectFewRows(page, 31);
  await expectAccessible(page, 'the last of a thousand timelines');
  await unit(page, last).click();
  await expect(page.getByRole('complementary').getByRole('heading', { name: last })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(unit(page, last)).toBeFocused();
});

test('by keyboard alone: to the last of a thousand, back to the first, and on by tens', async ({ page }) => {
  const { keyboard } = page;
  await page.goto(path);
  await tabTo(page, unit(page, first));
  await keyboard.press('Control+End');
  await expectVisibleFocus(unit(page, last));
  await expect(unit(page, last)).toBeInViewport();
  await keyboard.press('ArrowUp');
  await expectVisibleFocus(unit(page, 'T0999'));
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/unit=T0999/);
  await keyboard.press('Escape');
  await expect(unit(page, 'T0999')).toBeFocused();
  await keyboard.press('Control+Home');
  await expectVisibleFocus(unit(page, first));
  for (let i = 0; i < 10; i += 1) await keyboard.press('PageDown');
  await expectVisibleFocus(unit(page, 'T0101'));
  await expect(unit(page, 'T0101')).toBeInViewport();
});

test('the row that has the focus stays when one scrolls away, and Tab goes on from it', async ({ page }) => {
  await page.goto(`${path}&view=table`);
  const row = page.getByRole('button', { name: 'T0003', exact: true });
  await row.focus();
  await scrollToEnd(page);
  await expect(page.getByRole('button', { name: last, exact: true })).toBeInViewport();
  await expect(row).toBeFocused();
  await expectFewRows(page, 35);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/unit=T0003/);
});

test('a thousand rows are sorted and narrowed at once', async ({ page }) => {
  await page.goto(`${path}&view=table`);
  await expect(page.getByRole('button', { name: first, exact: true })).toBeVisible();
  await expectFewRows(page, 35);
  await expect(page.getByRole('row').last()).toContainText('All units');
  await page.getByRole('button', { name: 'Longest outage' }).click();
  await expect(bodyRows(page).first()).toContainText(last);
  await page.getByLabel('Filter units').fill('T05');
  await expect(page.getByText('100 of 1,000 units')).toBeVisible();
  await expect(bodyRows(page)).toHaveCount(100);
  await expect(page.locator('section table')).not.toHaveAttribute('aria-rowcount');
});

test('on paper all of them are drawn', async ({ page }) => {
  await page.goto(path);
  await expect(unit(page, first)).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(bodyRows(page)).toHaveCount(unitCount);
  await page.emulateMedia({ media: 'screen' });
  await expectFewRows(page, 31);
});

test('a matrix of many pairs draws the givers in sight, and all of them can be reached', async ({ page }) => {
  await page.goto(`${cluster}/deals?from=2024-06-03&to=2024-06-03&flows=pairs`);
  const matrix = page.getByRole('group', { name: 'Pairs, Wh, giver by row, receiver by column' });
  const givers = matrix.locator('tbody tr:not([aria-hidden])');
  await expect(matrix.getByRole('table')).toHaveAttribute('aria-rowcount', String(traderCount + 2));
  await expect.poll(() => givers.count()).toBeLessThan(mostDrawn);
  await expect(givers.first()).toContainText('T0001');
  await matrix.evaluate((part) => part.scrollTo({ top: part.scrollHeight }));
  const lastGiver = matrix.getByRole('button', { name: 'T0220, Show only T0220' });
  await lastGiver.scrollIntoViewIfNeeded();
  await expect(lastGiver).toBeInViewport();
  await expect(givers.last()).toHaveAttribute('aria-rowindex', String(traderCount + 1));
  await expect(givers.last()).toContainText('229');
});

test('the live table draws those in sight', async ({ page }) => {
  await page.goto(`${cluster}/live?layout=table`);
  const table = page.getByRole('table');
  await expect(table).toHaveAttribute('aria-rowcount', String(unitCount + 1));
  await expect.poll(() => bodyRows(page).count()).toBeLessThan(mostDrawn);
  await page.locator('[data-scroller]').evaluate((part) => part.scrollTo({ top: part.scrollHeight }));
  const lastUnit = page.getByRole('button', { name: last, exact: true });
  await expect(lastUnit).toBeInViewport();
  await lastUnit.click();
  await expect(page).toHaveURL(/unit=T1000/);
});

test('heads of tables stay in sight, while the page scrolls or the table does', async ({ page }) => {
  await page.goto(`${path}&view=table`);
  const table = page.getByRole('table');
  const head = table.getByRole('columnheader').first();
  const topOf = async (what: ReturnType<Page['locator']>) => (await what.boundingBox())?.y ?? Number.NaN;
  await expect(page.getByRole('button', { name: first, exact: true })).toBeVisible();
  await scrollToEnd(page);
  await expect(page.getByRole('button', { name: last, exact: true })).toBeInViewport();
  expect(await topOf(head)).toBeCloseTo(await topOf(page.getByRole('main')), 0);
  // What has the focus is not below the head.
  const above = page.getByRole('button', { name: 'T0970', exact: true });
  await above.focus();
  expect(await topOf(above)).toBeGreaterThan((await topOf(head)) + 30);

  // On a phone there is no room for all columns: then the table scrolls, with its head.
  await page.setViewportSize({ width: 390, height: 844 });
  const box = page.locator('[data-scroller]');
  await expect(box).toBeVisible();
  await box.evaluate((part) => part.scrollTo({ top: part.scrollHeight }));
  await expect(page.getByRole('button', { name: last, exact: true })).toBeInViewport();
  expect(await topOf(head)).toBeCloseTo(await topOf(box), 0);
});
