import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { register, uniqueName } from '../support/commands.ts';
import { withForeignCommunity } from '../support/foreign-community.ts';
import type { Place } from '../support/installation.ts';
import { choose, chooseRadio, expectVisibleFocus, pressOn, tabTo, typeInto } from '../support/keyboard.ts';
import { savedLines } from '../support/saved-file.ts';
import { expect, test } from '../support/test.ts';

// A cluster in Tokyo whose deals are known: on 3 June 2024 U1 gave U2 100 Wh at 09:10 and 50 Wh at 09:40, U3 gave U2 30 Wh
// at 13:00 until it was aborted, U2 gave U1 20 Wh at 15:00 until an emergency stop; the day before, U1 gave U3 40 Wh.

const day = '?d=2024-06-03';
const at = (clock: string, date = '2024-06-03') => new Date(`${date}T${clock}+09:00`);

async function makeCluster(place: Place): Promise<string> {
  const ref = { communityId: uniqueName('zz_deals'), clusterId: 'k' };
  await register(place, { ...ref, timeZone: 'Asia/Tokyo' }, ['U1', 'U2', 'U3']);
  await withForeignCommunity(place, ref, async ({ writeDeal }) => {
    const done = { isRunning: false };
    await writeDeal({ from: 'U1', to: 'U3', createdAt: at('12:00:00', '2024-06-02'), movedWh: 40, ...done });
    const life = {
      dealId: 'aaaa1111',
      requestDateTime: at('09:09:50'),
      acceptDateTime: at('09:09:55'),
      startDateTime: at('09:10:30'),
      stopDateTime: at('09:20:30'),
      deactivateDateTime: at('09:20:40'),
    };
    await writeDeal({ from: 'U1', to: 'U2', createdAt: at('09:10:00'), movedWh: 100, ...done, fields: life });
    await writeDeal({ from: 'U1', to: 'U2', createdAt: at('09:40:00'), movedWh: 50, ...done });
    const aborted = { dealId: 'bbbb2222', abortDateTime: at('13:05:00'), abortReason: 'the battery of U3 is empty' };
    await writeDeal({ from: 'U3', to: 'U2', createdAt: at('13:00:00'), movedWh: 30, ...done, fields: aborted });
    const stopped = { dealId: 'cccc3333', scramDateTime: at('15:02:00'), scramReason: '["too hot","too loud"]' };
    await writeDeal({ from: 'U2', to: 'U1', createdAt: at('15:00:00'), movedWh: 20, ...done, fields: stopped });
  });
  return `/admin/${ref.communityId}/k/deals`;
}

const plain = (text: string) => text.replaceAll('\u202f', ' ').trim();
const card = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
const list = (page: Page) => card(page, /^(All deals|Deals, filtered)$/).locator('tbody tr');
const drawer = (page: Page) => page.getByRole('complementary');
const hour = (page: Page, clock: string) => page.getByRole('button', { name: new RegExp(`^${clock} – `) });

/** Waits until the cells say so; spaces are as one types them. */
async function expectCells(inside: Locator, texts: string[]): Promise<void> {
  const read = () => inside.locator('th, td').allInnerTexts();
  await expect.poll(async () => (await read()).map(plain)).toEqual(texts);
}

let path = '';
test.beforeAll(async ({ place }) => {
  path = await makeCluster(place);
});
test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

test('a day: its figures, hours with the average beside them, units and sums that add up', async ({ page }) => {
  await page.goto(path + day);
  const figures = () => page.locator('main dl dd:first-of-type').allInnerTexts();
  // Three of the four bear the same instant as start and stop.
  await expect.poll(async () => (await figures()).map(plain)).toEqual(['200 Wh', '4', '0 s', '1', '1']);
  await expect(page.getByText('hours in JST (UTC+9)')).toBeVisible();
  // Average of all deals over the two days from the first to the last.
  await expect(hour(page, '09:00')).toHaveAccessibleName(/09:00 – 10:00, 150\sWh in 2 deals, Average 75\sWh/);
  await expect(hour(page, '10:00')).toHaveAccessibleName(/10:00 – 11:00, 0\sWh in 0 deals/);
  await page.getByText('Show as table').click();
  const hours = card(page, 'Shared energy by hour');
  await expect(hours.locator('tbody tr')).toHaveCount(24);
  await expectCells(hours.locator('tfoot'), ['Sum', '200 Wh', '4', '']);
  const flows = card(page, 'Who gave to whom');
  await expectCells(flows.locator('tbody tr').first(), ['150', 'U1', '20']);
  await expectCells(flows.locator('tbody tr').last(), ['20', 'U2', '180']);
  await expectCells(flows.locator('tfoot'), ['200 Wh', 'Sum', '200 Wh']);
  await expect(flows.getByText('Given 200\u202fWh = received 200\u202fWh')).toBeVisible();
});

test('week, month and year; the steps between them; the address keeps it', async ({ page }) => {
  await page.goto(path + day);
  await page.getByText('Week', { exact: true }).click();
  await expect(page).toHaveURL(`${path}?from=2024-06-03&to=2024-06-09`);
  await expect(page.getByRole('heading', { name: 'Shared energy by day' })).toBeVisible();
  await page.getByText('Month', { exact: true }).click();
  await expect(page).toHaveURL(`${path}?from=2024-06-01&to=2024-06-30`);
  await expect(page.getByText('240').first()).toBeVisible();
  await page.getByText('Year', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Shared energy by month' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^1 – 30 Jun 2024, 240\sWh in 5 deals/ })).toBeVisible();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(page).toHaveURL(`${path}?from=2025-01-01&to=2025-12-31`);
  await page.goBack();
  await expect(page).toHaveURL(`${path}?from=2024-01-01&to=2024-12-31`);
});

test('a period without deals offers the nearest day that has some', async ({ page }) => {
  await page.goto(`${path}?d=2024-06-20`);
  await expect(page.getByText('No deal was made in this period')).toBeVisible();
  await page.getByRole('button', { name: /^Show .*3 Jun 2024/ }).click();
  await expect(page).toHaveURL(path + day);
  await expect(list(page)).toHaveCount(4);
});

test('the table: an hour, a status, a unit and a search narrow it down; chips take that back', async ({ page }) => {
  await page.goto(path + day);
  await hour(page, '09:00').click();
  await expect(list(page)).toHaveCount(2);
  await page.reload();
  await expect(list(page)).toHaveCount(2);
  await page.getByRole('button', { name: /^Remove the filter made 09:00/ }).click();
  await expect(list(page)).toHaveCount(4);
  await page.getByLabel('Status').selectOption('Aborted');
  await expect(list(page)).toHaveCount(1);
  await expect(list(page)).toContainText('U3');
  await page.getByRole('button', { name: 'Remove the filter Aborted' }).click();
  await page.getByLabel('Search in ids, units and reasons').fill('too hot');
  await expect(list(page)).toHaveCount(1);
  await page.getByLabel('Search in ids, units and reasons').fill('nothing like it');
  await expect(page.getByText('No deal matches')).toBeVisible();
  await page.getByRole('button', { name: 'Remove all filters' }).click();
  await expect(list(page)).toHaveCount(4);
  await page.getByLabel('Unit', { exact: true }).selectOption('U3');
  await expect(list(page)).toHaveCount(1);
  await expect(page.getByText('Given 30\u202fWh = received 30\u202fWh')).toBeVisible();
});

test('typing goes on in the search field while the table follows it; taking the filter back empties it', async ({
  page,
}) => {
  await page.goto(path + day);
  const field = page.getByLabel('Search in ids, units and reasons');
  await field.focus();
  await page.keyboard.type('too');
  await expect(page).toHaveURL(/q=too/);
  await expect(list(page)).toHaveCount(1);
  await page.keyboard.type(' hot');
  await expect(page).toHaveURL(/q=too(\+|%20)hot/);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('too hot');
  await page.getByRole('button', { name: /^Remove the filter .*too hot/ }).click();
  await expect(field).toHaveValue('');
});

test('the table is sorted by the server', async ({ page }) => {
  await page.goto(path + day);
  const heading = page.getByRole('columnheader', { name: 'Moved, Wh' });
  await page.getByRole('button', { name: 'Moved, Wh' }).click();
  await expect(page).toHaveURL(/by=moved/);
  // A click turns round what is shown; these deals looked the same before.
  await expect(heading).toHaveAttribute('aria-sort', 'ascending');
  const moved = () => list(page).locator('td:nth-child(7)').allInnerTexts();
  await expect.poll(moved).toEqual(['20.0', '30.0', '50.0', '100.0']);
  await page.getByRole('button', { name: 'Moved, Wh' }).click();
  await expect.poll(moved).toEqual(['100.0', '50.0', '30.0', '20.0']);
  await expect(heading).toHaveAttribute('aria-sort', 'descending');
});

test('pages of the table are loaded one after another', async ({ page }) => {
  await page.goto('/admin/hikari_hills/north_loop/deals');
  await page.getByText('Month', { exact: true }).click();
  await expect(list(page)).toHaveCount(50);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(list(page)).toHaveCount(100);
});

test('a deal: its life as it went, why it ended, every field, and the way to its replay', async ({ page }) => {
  await page.goto(path + day);
  await list(page).filter({ hasText: 'aaaa1111' }).click();
  await expect(page).toHaveURL(/deal=aaaa1111/);
  await expect(drawer(page).getByRole('heading', { name: /^Deal/ })).toBeVisible();
  const steps = drawer(page).locator('li');
  await expect(steps).toHaveCount(7);
  await expect(steps.first()).toContainText(/09:09:50\s*Asked\s*U2 asked to receive/);
  await expect(steps.nth(5)).toContainText(/09:20:30\s*Sharing stopped\s*100\sWh moved in 10\sm/);
  await drawer(page)
    .getByText(/^All \d+ fields$/)
    .click();
  await expect(drawer(page).getByRole('row', { name: /^dealId aaaa1111/ })).toBeVisible();
  const replay = drawer(page).getByRole('link', { name: 'Replay this deal' });
  await expect(replay).toHaveAttribute('href', /live\?t=2024-06-03T00%3A10%3A00.000Z&deal=aaaa1111/);

  await page.goto(`${path}${day}&deal=bbbb2222`);
  await expect(steps.filter({ hasText: 'Aborted' })).toContainText('the battery of U3 is empty');
  await page.goto(`${path}${day}&deal=cccc3333`);
  await expect(steps.filter({ hasText: 'Emergency stop' })).toContainText(/too hot.*too loud/s);
  await page.goto(`${path}${day}&deal=nowhere`);
  await expect(drawer(page).getByText('There is no deal nowhere in this cluster')).toBeVisible();
});

test('pairs as a matrix and as a chord', async ({ page }) => {
  await page.goto(path + day);
  await page.getByText('Pairs', { exact: true }).click();
  const flows = card(page, 'Who gave to whom');
  await expectCells(flows.locator('tbody tr').first(), ['U1', '', '150', '·', '150']);
  await expectCells(flows.locator('tfoot'), ['Sum', '20', '180', '0', '200 Wh']);
  await page.getByText('Chord', { exact: true }).click();
  await expect(page).toHaveURL(/flows=chord/);
  await expect(flows.getByText('U1 gave U2 150\u202fWh in 2 deals')).toBeAttached();
});

test('CSV and JSON of what the table lists', async ({ page }) => {
  await page.goto(`${path}${day}&status=aborted`);
  await expect(list(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Export' }).click();
  const load = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  };
  const csv = await load('CSV');
  expect(csv.name).toMatch(/_2024-06-03_2024-06-03\.csv$/);
  expect(csv.text.trim().split('\n')).toHaveLength(2);
  expect(csv.text).toContain('the battery of U3 is empty');
  await expect(page.getByText('1 deal exported')).toBeVisible();
  const json = await load('JSON, every field');
  expect(JSON.parse(json.text)).toMatchObject([{ dealId: 'bbbb2222', cumulateAmountWh: 30 }]);
});

test('of a deal that both homes measured, given is received and lost, to the last tenth', async ({ page }) => {
  // A year, as there may be few on a day that has just begun.
  await page.goto('/admin/hikari_hills/north_loop/deals?from=2026-01-01&to=2026-12-31&status=complete');
  const list = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Agreed, Wh' }) });
  await list.getByRole('row').nth(1).getByRole('button').click();
  const sums = drawer(page).getByText(/^Given [\d.]+.Wh = received [\d.]+.Wh \+ lost [\d.]+.Wh/);
  const text = (await sums.textContent()) ?? '';
  const [gave = 0, received = 0, lost = 0] = [...text.matchAll(/[\d.]+(?=.Wh)/g)].map(Number);
  expect(lost).toBeGreaterThan(0);
  expect(received + lost).toBeCloseTo(gave, 5);
});

test('the figures of charts are saved, by mouse and by keyboard', async ({ page }) => {
  await page.goto(path + day);
  const saved = async (press: () => Promise<void>) => (await savedLines(page, press)).lines;
  const hours = await saved(() => page.getByRole('button', { name: 'CSV, Shared' }).click());
  expect(hours[0]).toContain('from,to,amount_wh,deals,average_wh');
  expect(hours).toHaveLength(1 + 24 + 1);
  const flows = page.getByRole('button', { name: 'CSV, Who gave to whom' });
  expect((await saved(() => flows.click()))[0]).toContain('unit,gave_wh,received_wh');
  await page.getByText('Pairs', { exact: true }).click();
  await expect(page).toHaveURL(/flows=pairs/);
  // The address is known before the page has been drawn anew.
  await expect(async () => {
    await flows.focus();
    expect((await saved(() => page.keyboard.press('Enter')))[0]).toContain('giver,receiver,amount_wh,deals');
  }).toPass();
});

test('an export tells how far it is and can be cancelled', async ({ page }) => {
  await page.goto(path + day);
  await page.route(/\/export\/deals/, () => {
    // Never answered: it goes on until it is cancelled.
  });
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'CSV', exact: true }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('The export was cancelled')).toBeVisible();
  await expect(page.getByRole('button', { name: 'CSV', exact: true })).toBeEnabled();
});

test('by keyboard alone: an hour, a deal of it, and back', async ({ page }) => {
  await page.goto(path + day);
  await expect(list(page)).toHaveCount(4);
  const { keyboard } = page;
  await tabTo(page, hour(page, '00:00'));
  for (let steps = 0; steps < 9; steps += 1) await keyboard.press('ArrowRight');
  await expectVisibleFocus(hour(page, '09:00'));
  await keyboard.press('Enter');
  await expect(list(page)).toHaveCount(2);
  const opener = list(page).first().getByRole('button');
  await tabTo(page, opener);
  await keyboard.press('Enter');
  await expect(drawer(page)).toBeVisible();
  await keyboard.press('Escape');
  await expect(drawer(page)).toBeHidden();
  await expect(opener).toBeFocused();
  await page.goto(path + day);
  await expect(list(page)).toHaveCount(4);
  await tabTo(page, page.getByText('Show as table'));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: /^09:00 – 10:00$/ }));
  await keyboard.press('Enter');
  await expect(list(page)).toHaveCount(2);
});

test('by keyboard alone: to the nearest day with deals, from period to period, and the deals as a file', async ({
  page,
}) => {
  const { keyboard } = page;
  await page.goto(`${path}?d=2024-06-20`);
  await pressOn(page, page.getByRole('button', { name: /^Show .*3 Jun 2024/ }));
  await expect(page).toHaveURL(path + day);
  await pressOn(page, page.getByRole('button', { name: 'Earlier' }));
  await expect(page).toHaveURL(`${path}?d=2024-06-02`);
  await pressOn(page, page.getByRole('button', { name: 'Later' }));
  await expect(page).toHaveURL(path + day);
  await chooseRadio(page, page.getByRole('group', { name: 'Period' }), 'Month');
  await expect(page).toHaveURL(`${path}?from=2024-06-01&to=2024-06-30`);
  await pressOn(page, page.getByRole('button', { name: /^Choose the period/ }));
  await typeInto(page, page.getByLabel('First day'), '06032024');
  await typeInto(page, page.getByLabel('Last day'), '06032024');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(path + day);

  await page.route(/\/export\/deals/, () => {
    // Never answered: it goes on until it is cancelled.
  });
  const csv = page.getByRole('button', { name: 'CSV', exact: true });
  await pressOn(page, page.getByRole('button', { name: 'Export' }));
  await pressOn(page, csv);
  await pressOn(page, page.getByRole('button', { name: 'Cancel' }));
  await expect(page.getByText('The export was cancelled')).toBeVisible();
  await page.unroute(/\/export\/deals/);
  const download = page.waitForEvent('download');
  await pressOn(page, csv);
  await download;
  await expect(page.getByText('4 deals exported')).toBeVisible();
});

test('by keyboard alone: deals are filtered, sorted, drawn as pairs and told in every detail', async ({ page }) => {
  test.slow(); // many stops of the Tab key
  const { keyboard } = page;
  await page.goto(path + day);
  await expect(list(page)).toHaveCount(4);
  await choose(page, page.getByLabel('Status'), 'Ab');
  await expect(list(page)).toHaveCount(1);
  await pressOn(page, page.getByRole('button', { name: 'Remove the filter Aborted' }));
  await expect(list(page)).toHaveCount(4);
  await typeInto(page, page.getByLabel('Search in ids, units and reasons'), 'nothing like it');
  await expect(page).toHaveURL(/q=nothing(\+|%20)like(\+|%20)it/);
  await pressOn(page, page.getByRole('button', { name: 'Remove all filters' }));
  await expect(list(page)).toHaveCount(4);
  const moved = page.getByRole('button', { name: 'Moved, Wh' });
  await pressOn(page, moved);
  await expect(list(page).first()).toContainText('20.0');
  await keyboard.press('Enter');
  await expect(list(page).first()).toContainText('100.0');
  await expectVisibleFocus(moved);

  const flows = card(page, 'Who gave to whom');
  const drawing = flows.getByRole('group', { name: 'Drawing' });
  await chooseRadio(page, drawing, 'Pairs');
  await pressOn(page, flows.getByRole('button', { name: 'U3, Show only U3' }));
  await expect(list(page)).toHaveCount(1);
  await chooseRadio(page, drawing, 'Chord');
  await expect(flows.getByText('U3 gave U2 30\u202fWh in 1 deal')).toBeAttached();
  await chooseRadio(page, drawing, 'By unit');
  await pressOn(page, flows.getByRole('button', { name: /U2/ }));
  await expect(list(page)).toHaveCount(4);

  await pressOn(page, list(page).filter({ hasText: 'aaaa1111' }).getByRole('button'));
  await pressOn(page, drawer(page).getByText(/^All \d+ fields$/));
  await expect(drawer(page).getByRole('row', { name: /^dealId aaaa1111/ })).toBeVisible();
  await pressOn(page, drawer(page).getByRole('link', { name: 'Replay this deal' }));
  await expect(page).toHaveURL(/live\?t=2024-06-03T00%3A10%3A00.000Z&deal=aaaa1111/);
});

test('the address of the old page leads here', async ({ page }) => {
  await page.goto('/static/ui_example/staff/deal.html');
  await expect(page).toHaveURL(/\/admin\/\w+\/\w+\/deals$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Deals' })).toBeVisible();
});
