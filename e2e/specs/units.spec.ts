import type { Page } from '@playwright/test';
import { register, uniqueName } from '../support/commands.ts';
import { withForeignCommunity } from '../support/foreign-community.ts';
import { chooseRadio, expectVisibleFocus, pressOn, tabTo } from '../support/keyboard.ts';
import { drawer, exampleCluster, openLive } from '../support/live-page.ts';
import { savedLines } from '../support/saved-file.ts';
import { expect, test } from '../support/test.ts';

// The list of all units of a cluster, and the page of one. A cluster of its own makes every figure known in advance: U1
// reports and gives to U2, U2 went silent an hour ago, U3 never reported.

const ref = { communityId: uniqueName('zz_units'), clusterId: 'k' };
const list = `/admin/${ref.communityId}/k/units`;
const demoUnit = '/admin/hikari_hills/north_loop/units/E005';
const hourAgo = () => new Date(Date.now() - 3_600_000);

test.beforeAll(async ({ place }) => {
  await register(place, { ...ref, timeZone: 'Asia/Tokyo' }, ['U1', 'U2', 'U3']);
});
test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

const row = (page: Page, unitId: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: unitId, exact: true }) });
const shownUnits = (page: Page) => page.locator('tbody tr td:first-child a').allInnerTexts();
const card = (page: Page, name: string) => page.getByRole('region', { name });

/** Looks at the cluster while U1 reports. */
async function whileReporting(
  place: Parameters<typeof withForeignCommunity>[0],
  look: () => Promise<void>,
): Promise<void> {
  await withForeignCommunity(place, ref, async ({ writeUnit, writeDeal, writeLog, writeDowntimes, keepReporting }) => {
    await writeUnit({ unitId: 'U2', at: hourAgo() });
    await writeDeal({ from: 'U1', to: 'U2', createdAt: new Date(), movedWh: 12, isRunning: true });
    await writeLog({ unitId: 'U1', level: 'WARNING', message: 'the fan of U1 is loud' });
    const from = new Date(Date.now() - 7_200_000);
    await writeDowntimes('U1', new Date(Date.now() - 86_400_000), [{ from, to: hourAgo(), cause: 'loss' }]);
    const reports = keepReporting(['U1']);
    try {
      await look();
    } finally {
      await reports.stop();
    }
  });
}

test('every unit of a cluster is listed with what is known of it, and what is not is no zero', async ({
  page,
  place,
}) => {
  await whileReporting(place, async () => {
    await page.goto(list);
    await expect(row(page, 'U1')).toContainText(/71.%.*640.W.*300.W.*to U2.*Run.*none/);
    await expect(row(page, 'U2')).toContainText(/Offline.*from U1.*1 hr/);
    await expect(row(page, 'U3')).toContainText(/No data yet.*–/);
    await expect(page.getByText('3 of 3', { exact: true })).toBeVisible();

    await page.getByLabel('Show', { exact: true }).selectOption('Offline');
    await expect(page).toHaveURL(`${list}?show=silent`);
    await expect.poll(() => shownUnits(page)).toEqual(['U2']);
    await page.reload();
    await expect.poll(() => shownUnits(page)).toEqual(['U2']);
    await page.getByLabel('Search units').fill('U3');
    await expect(page.getByText('No unit is like that')).toBeVisible();
    await page.getByRole('button', { name: 'Show all units' }).click();
    await expect(page).toHaveURL(list);
    await page.getByRole('button', { name: 'Battery' }).click();
    await expect(page).toHaveURL(`${list}?by=battery`);
    // The table follows its address.
    await expect(page.getByRole('columnheader', { name: 'Battery' })).toHaveAttribute('aria-sort', 'ascending');
    await page.getByRole('button', { name: 'Unit', exact: true }).click();
    await expect(page).toHaveURL(list);
    await expect(page.getByRole('columnheader', { name: 'Unit', exact: true })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await page.getByRole('button', { name: 'Unit', exact: true }).click();
    await expect(page).toHaveURL(`${list}?order=descending`);
    await expect.poll(() => shownUnits(page)).toEqual(['U3', 'U2', 'U1']);

    const { lines } = await savedLines(page, () => page.getByRole('button', { name: 'CSV' }).click());
    expect(lines[0]).toContain('unit,name,status,open_failures,battery_percent,solar_w');
    expect(lines[1]).toMatch(/^U3,U3,never,0,,/);
    expect(lines[3]).toMatch(/^U1,U1,\w+,0,71,640,300,/);
  });
});

test('what is searched for is kept by whoever goes elsewhere at once', async ({ page }) => {
  await page.goto('/admin/hikari_hills/north_loop/units?q=E01');
  await expect.poll(() => shownUnits(page)).toHaveLength(10);
  const rail = page.getByRole('navigation', { name: 'Main' });
  await page.getByLabel('Search units').fill('E005');
  await rail.getByRole('link', { name: 'Deals' }).click();
  await expect(page).toHaveURL(/deals/);
  await rail.getByRole('link', { name: 'Units' }).click();
  await expect.poll(() => shownUnits(page)).toEqual(['E005']);
});

test('columns are chosen, stay with the address and the screen, and are those of the file', async ({ page }) => {
  await page.goto('/admin/hikari_hills/north_loop/units');
  const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
  await expect(row(page, 'E005')).toContainText('%');
  await expect(head('Version')).toHaveCount(0);
  await page.getByRole('button', { name: 'Columns' }).click();
  const picker = page.getByRole('group', { name: 'Columns' });
  for (const name of ['Version', 'DC voltage', 'Battery voltage'])
    await picker.getByLabel(name, { exact: true }).check();
  for (const name of ['Status', 'Residents']) await picker.getByLabel(name, { exact: true }).uncheck();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/cols=battery\.batteryVoltage\.solar/);
  await expect(row(page, 'E005')).toContainText(/\d.V.*\d.V.*\d+\.\d+/);
  await page.reload();
  await expect(head('DC voltage')).toBeVisible();
  await expect(head('Status')).toHaveCount(0);
  const { lines } = await savedLines(page, () => page.getByRole('button', { name: 'CSV' }).click());
  const [heading = ''] = lines;
  expect(heading).toContain('unit,name,battery_percent,battery_v,solar_w');
  expect(heading).toContain('version');

  const rail = page.getByRole('navigation', { name: 'Main' });
  await rail.getByRole('link', { name: 'Deals' }).click();
  await rail.getByRole('link', { name: 'Units' }).click();
  await expect(head('Version')).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'The usual columns' }).click();
  await expect(page).toHaveURL(/units$/);
  await expect(head('Status')).toBeVisible();
});

test('by keyboard alone: a column more, and the list sorted by it', async ({ page }) => {
  const { keyboard } = page;
  await page.goto('/admin/hikari_hills/north_loop/units');
  await tabTo(page, page.getByRole('button', { name: 'Columns' }));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('group', { name: 'Columns' }).getByLabel('Temperature'));
  await keyboard.press('Space');
  await keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Columns' })).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Temperature' }));
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/by=temperature/);
  await expect(page.getByRole('columnheader', { name: 'Temperature' })).toHaveAttribute('aria-sort', 'ascending');
});

test('the page of a unit tells how it is, what it did, what failed and what it logged', async ({ page, place }) => {
  await whileReporting(place, async () => {
    await page.goto(`${list}/U1`);
    await expect(page.getByRole('heading', { level: 1, name: 'U1' })).toBeVisible();
    await expect(page.locator('main dl').first()).toContainText(/640.W.*300.W.*71.%.*3\.40.kWh stored/s);
    await expect(
      card(page, 'Deals of the unit')
        .getByRole('button', { name: /U1.*U2/s })
        .first(),
    ).toBeVisible();
    await expect(card(page, 'Availability and downtimes')).toContainText(/Down for 1.h.*No data for ten minutes/s);
    await expect(card(page, 'Failures')).toContainText('Nothing failed in the last 30 days.');
    await expect(card(page, 'Scenario')).toContainText(/no resident account.*No scenario is chosen/s);
    await expect(card(page, 'Latest log lines')).toContainText('the fan of U1 is loud');
    await expect(page.getByRole('heading', { name: 'Converter' })).toBeVisible();
    await page.getByRole('link', { name: 'Next unit: U2' }).click();
    await expect(page).toHaveURL(`${list}/U2`);
    await expect(page.getByRole('heading', { level: 1, name: 'U2' })).toBeVisible();
    await expect(page.getByText('1 hr ago').first()).toBeVisible();
    await expect(page.locator('main').getByText('Offline')).toBeVisible();
    await page.getByRole('link', { name: 'Show in Live' }).click();
    await expect(page).toHaveURL(/live\?unit=U2$/);
  });
});

test('what a unit trades by, and links to where there is more', async ({ page }) => {
  await page.goto(demoUnit);
  await expect(page.locator('.recharts-line-curve').first()).toBeVisible();
  const scenario = card(page, 'Scenario');
  await expect(scenario).toContainText(/1 resident account.*In force since/s);
  await expect(scenario.getByRole('link')).toHaveAttribute('href', /scenarios\?scenario=\d+&unit=E005/);
  await expect(page.getByRole('link', { name: 'All deals of E005' })).toHaveAttribute('href', /deals\?.*unit=E005/);
  await expect(page.getByRole('link', { name: 'Search the logs of E005' })).toHaveAttribute('href', /logs\?unit=E005/);
  await expect(page.getByRole('link', { name: 'Show in Availability' })).toHaveAttribute('href', /last=30d&unit=E005/);
  await card(page, 'Deals of the unit').getByRole('row').nth(1).getByRole('button').click();
  await expect(page).toHaveURL(/\/deals\?.*deal=/);
  await expect(page.getByRole('complementary')).toBeVisible();
});

test('by keyboard alone: a week and a month of a unit: energy and battery with a table each, kept in the address', async ({
  page,
}) => {
  await page.goto(demoUnit);
  const charts = card(page, 'Battery and power');
  await expect(charts.locator('.recharts-line-curve').first()).toBeVisible();
  const period = charts.getByRole('group', { name: 'Period' });
  await chooseRadio(page, period, '7 days');
  await expect(page).toHaveURL(`${demoUnit}?last=7d`);
  await expect(charts.getByText('Energy of each hour, Wh')).toBeVisible();
  await expect(charts.locator('.recharts-line-curve')).toHaveCount(2);
  await pressOn(page, charts.getByText('Show as table'));
  const rows = charts.getByRole('table').getByRole('row');
  // Three days of the demo are known, the hours before them are gaps.
  await expect(rows.nth(1).getByRole('cell')).toHaveText(['–', '–', '–']);
  expect(await rows.count()).toBeGreaterThan(6 * 24);
  await expect(rows.last().getByRole('cell').last()).toHaveText(/^[\d.,]+$/);
  const csv = charts.getByRole('button', { name: /^CSV/ });
  const hours = await savedLines(page, () => pressOn(page, csv));
  expect(hours.lines[0]).toContain('time,solar_wh,home_use_wh,rsoc_percent');
  expect(hours.lines.length).toBeGreaterThan(6 * 24);
  await pressOn(page, page.getByRole('link', { name: 'Next unit: E006' }));
  await expect(page).toHaveURL(/E006\?last=7d$/);
  // The address is known before the page has been drawn anew.
  await expect(page.getByRole('heading', { level: 1 })).toContainText('E006');
  await chooseRadio(page, period, '30 days');
  await expect(charts.getByText('Energy of each day, kWh; today so far')).toBeVisible();
  await page.reload();
  await expect(charts.getByText('Energy of each day, kWh; today so far')).toBeVisible();
  await chooseRadio(page, period, '24 h');
  await expect(page).toHaveURL(/E006$/);
  const powers = await savedLines(page, () => pressOn(page, csv));
  expect(powers.name).toBe('E006-day.csv');
  expect(powers.lines[0]).toContain('time,solar_w,ac_grid_w,home_use_w,received_w,gave_w,dc_grid_w,rsoc_percent');
  expect(powers.lines[powers.lines.length >> 1]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z,[\d.]+,[\d.]+,/);
});

test('one crosshair reads power, deals and battery of an instant, with the levels of the plan', async ({ page }) => {
  await page.goto(demoUnit);
  const charts = card(page, 'Battery and power');
  const crosshair = charts.getByRole('slider', { name: 'The last 24 hours: values at one time' });
  await expect(charts.getByText('Asks below')).toBeVisible();
  await crosshair.scrollIntoViewIfNeeded();
  const box = await crosshair.boundingBox();
  if (!box) throw new Error('there is no crosshair');
  await page.mouse.move(box.x + box.width / 2, box.y + 80);
  await expect(crosshair).toContainText(/\d\d:\d\d.*Solar [\d.]+ W.*Home use [\d.]+ W.*Battery [\d.]+ %.*Asks below/s);
  await page.mouse.move(box.x + box.width / 2, box.y - 40);
  await expect(crosshair).toHaveText('');
});

test('by keyboard alone: the crosshair of a unit’s charts goes from instant to instant, deals included', async ({
  page,
  place,
}) => {
  await whileReporting(place, async () => {
    await page.goto(`${list}/U1`);
    const crosshair = card(page, 'Battery and power').getByRole('slider');
    await expect(card(page, 'Battery and power').getByText('Deals on the DC grid, W')).toBeVisible();
    await tabTo(page, crosshair);
    await expectVisibleFocus(crosshair);
    const read = () => crosshair.getAttribute('aria-valuetext');
    // The first key reads what is newest; the deal is still running.
    await page.keyboard.press('ArrowLeft');
    await expect.poll(read).toMatch(/^\d\d:\d\d: /);
    const newest = await read();
    await page.keyboard.press('Home');
    await expect.poll(read).not.toBe(newest);
    await page.keyboard.press('End');
    await expect.poll(read).toBe(newest);
    await page.keyboard.press('Escape');
    await expect.poll(read).toBe('Nothing is read; arrow keys lead through time');
  });
});

test('a unit that there is not leads to those that there are', async ({ page }) => {
  await page.goto('/admin/hikari_hills/north_loop/units/E099');
  await expect(page.getByRole('heading', { name: 'E099 is not in North Loop' })).toBeVisible();
  await page.getByRole('link', { name: 'All units of the cluster' }).click();
  await expect(row(page, 'E001')).toBeVisible();
});

test('one part that does not load leaves the others, and is asked for again', async ({ page, problems }) => {
  problems.expect(/net::ERR_FAILED/);
  await page.route(/deals\.list/, (route) => route.abort());
  await page.goto(demoUnit);
  const deals = card(page, 'Deals of the unit');
  await expect(deals.getByRole('alert')).toBeVisible({ timeout: 30_000 });
  await expect(card(page, 'Latest log lines').locator('summary').first()).toBeVisible();
  await page.unroute(/deals\.list/);
  await deals.getByRole('button', { name: 'Try again' }).click();
  await expect(deals.getByRole('table')).toBeVisible();
});

test('by keyboard alone: from the drawing to the page of a unit, and through the list to another', async ({ page }) => {
  const { keyboard } = page;
  await openLive(page, `${exampleCluster}?unit=E002`);
  await tabTo(page, drawer(page).getByRole('link', { name: 'Open the page of the unit' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'E002' })).toBeVisible();
  await tabTo(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Units' }));
  await keyboard.press('Enter');
  const sort = page.getByRole('columnheader', { name: 'Battery' });
  await tabTo(page, sort.getByRole('button'));
  await keyboard.press('Enter');
  await expect(sort).toHaveAttribute('aria-sort', 'ascending');
  await expectVisibleFocus(sort.getByRole('button'));
  await tabTo(page, page.getByRole('link', { name: 'E003', exact: true }));
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/oss_cluster\/units\/E003$/);
});

test('switching the cluster on the page of a unit leads to the units of the other', async ({ page }) => {
  await page.goto(demoUnit);
  await page.getByRole('button', { name: /^Cluster:/ }).click();
  await page.getByRole('link', { name: /East Terrace/ }).click();
  await expect(page).toHaveURL(/east_terrace\/units$/);
});
