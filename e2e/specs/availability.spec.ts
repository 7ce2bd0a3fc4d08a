import type { Locator, Page } from '@playwright/test';
import { register, uniqueName } from '../support/commands.ts';
import { withForeignCommunity } from '../support/foreign-community.ts';
import type { Place } from '../support/installation.ts';
import { choose, chooseRadio, expectVisibleFocus, pressOn, tabTo, typeInto } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

// A cluster in Tokyo whose downtimes are known, so that every figure can be told in advance: on 3 June U2 was down for
// six hours and U3 stopped for three; U1 was up; U4 never reported.

const day = '?from=2024-06-03&to=2024-06-03';
/** An instant of 3 June by the clock of the cluster. */
const at = (clock: string) => new Date(`2024-06-03T${clock}:00+09:00`);

async function makeCluster(place: Place): Promise<string> {
  const ref = { communityId: uniqueName('zz_availability'), clusterId: 'k' };
  await register(place, { ...ref, timeZone: 'Asia/Tokyo' }, ['U1', 'U2', 'U3', 'U4']);
  const since = new Date('2024-05-01T00:00:00Z');
  await withForeignCommunity(place, ref, async ({ writeDowntimes }) => {
    await writeDowntimes('U1', since, []);
    await writeDowntimes('U2', since, [
      { from: at('04:00'), to: at('09:00'), cause: 'loss' },
      { from: at('20:00'), to: at('21:00'), cause: 'loss' },
    ]);
    await writeDowntimes('U3', since, [{ from: at('12:00'), to: at('15:00'), cause: 'mode' }]);
  });
  return `/admin/${ref.communityId}/k/availability`;
}

const row = (page: Page, unitId: string) => page.getByRole('row').filter({ has: unit(page, unitId) });
const unit = (page: Page, unitId: string) => page.getByRole('button', { name: new RegExp(`^${unitId},`) });
const drawer = (page: Page) => page.getByRole('complementary');
const shownUnits = (page: Page) => page.locator('tr[data-unit] th button').allInnerTexts();
const narrow = (text: string | null) => (text ?? '').replaceAll('\u202f', ' ');

/** Waits until the cells say so; spaces are as one types them. */
async function expectCells(inside: Locator, texts: unknown[]): Promise<void> {
  await expect.poll(async () => (await inside.getByRole('cell').allInnerTexts()).map(narrow)).toEqual(texts);
}

let path = '';
test.beforeAll(async ({ place }) => {
  path = await makeCluster(place);
});
test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

test('the figures of a day are those of the formula, in the zone of the cluster', async ({ page }) => {
  await page.goto(path + day);
  await expect(page.getByRole('region', { name: 'Downtime by unit' }).getByText('JST (UTC+9)').first()).toBeVisible();
  // 63 of 72 hours that are known.
  await expect(page.locator('main dd').filter({ hasText: '87.50' })).toBeVisible();
  await expect(page.getByText('of 4 units', { exact: true })).toBeVisible();
  await expect.poll(() => shownUnits(page)).toEqual(['U2', 'U3', 'U1', 'U4']);
  await expectCells(row(page, 'U2'), ['', expect.stringContaining('75.00 %'), '6 h', '2']);
  await expectCells(row(page, 'U3'), ['', expect.stringContaining('87.50 %'), '3 h', '1']);
  await expectCells(row(page, 'U1'), ['', '100 %', '0 s', '0']);
  await expectCells(row(page, 'U4'), ['', '–', '0 s', '0']);

  await page.getByRole('button', { name: 'How it is computed' }).click();
  const explained = page.locator('[popover]:popover-open');
  await expect(explained).toContainText('(72\u202fh − 9\u202fh) ÷ 72\u202fh = 87.50\u202f%');
  await expectCells(explained, ['63 h', '9 h', '24 h', '0 s', '96 h']);
});

test('presets, steps and the calendar change the period, and the address keeps it', async ({ page }) => {
  await page.goto(path);
  const preset = (name: string) => page.getByRole('radio', { name });
  await expect(preset('7 days')).toBeChecked();
  await page.getByText('30 days').click();
  await expect(page).toHaveURL(`${path}?last=30d`);
  await page.getByText('24 h', { exact: true }).click();
  await expect(page).toHaveURL(`${path}?last=24h`);
  await expect(preset('24 h')).toBeChecked();
  await expect(page.getByRole('button', { name: 'Later' })).toBeDisabled();
  await page.getByRole('button', { name: 'Earlier' }).click();
  await expect(page).toHaveURL(/from=.*T.*Z&to=/);
  await expect(preset('Custom')).toBeChecked();
  await page.goBack();
  await expect(preset('24 h')).toBeChecked();

  await page.getByRole('button', { name: /^Choose the period/ }).click();
  await page.getByLabel('First day').fill('2024-06-03');
  await page.getByLabel('Last day').fill('2024-06-02');
  await expect(page.getByText('The last day is before the first')).toBeVisible();
  await page.getByLabel('Last day').fill('2024-06-03');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(path + day);
  await expect(page.locator('main dd').filter({ hasText: '87.50' })).toBeVisible();
  await page.getByRole('button', { name: 'Earlier' }).click();
  await expect(page).toHaveURL(`${path}?from=2024-06-02&to=2024-06-02`);
  await page.goto(`${path}?from=nonsense&to=2024-06-03&view=upside-down`);
  await expect(preset('7 days')).toBeChecked();
});

test('sorted and filtered, and the address keeps it', async ({ page }) => {
  await page.goto(path + day);
  await page.getByLabel('Order').selectOption('By unit');
  await expect.poll(() => shownUnits(page)).toEqual(['U1', 'U2', 'U3', 'U4']);
  await page.getByLabel('Order').selectOption('Longest outage');
  await expect.poll(() => shownUnits(page)).toEqual(['U2', 'U3', 'U1', 'U4']);
  await page.getByLabel('Filter units').fill('u3');
  await expect.poll(() => shownUnits(page)).toEqual(['U3']);
  await page.reload();
  await expect.poll(() => shownUnits(page)).toEqual(['U3']);
  await page.getByLabel('Filter units').fill('nobody');
  await expect(page.getByText('No unit matches “nobody”')).toBeVisible();
  await page.getByRole('button', { name: 'Show all units' }).click();
  await expect.poll(() => shownUnits(page)).toHaveLength(4);
});

test('a unit opens with every interval, its reason, and four kinds of time that add up', async ({ page }) => {
  await page.goto(path + day);
  await row(page, 'U2').getByText('75.00').click();
  await expect(page).toHaveURL(`${path}${day}&unit=U2`);
  await expect(drawer(page).getByRole('heading', { name: 'U2' })).toBeVisible();
  await expectCells(drawer(page), ['18 h', '6 h', '0 s', '0 s', '24 h']);
  const intervals = drawer(page).getByRole('listitem');
  await expect(intervals).toHaveCount(2);
  await expect(intervals.first()).toContainText(/3 Jun, 20:00 – 21:00.*Down · No data for ten minutes or more/);
  await drawer(page).getByText('Everything').click();
  await expect(intervals).toHaveCount(5);
  await expect(intervals.first()).toContainText(/21:00 – .*00:00.*Up · Running/);
  await expect(drawer(page).getByRole('link', { name: 'Replay 20:00' })).toHaveAttribute(
    'href',
    /live\?t=2024-06-03T11/,
  );
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toBeHidden();
  await page.goto(`${path}${day}&unit=U9`);
  await expect(drawer(page).getByText('U9 is not in')).toBeVisible();
});

test('a block tells what it was; a click on it leads to its interval', async ({ page }) => {
  await page.goto(path + day);
  const box = await row(page, 'U3').locator('svg').first().boundingBox();
  if (!box) throw new Error('the row is not drawn');
  await page.mouse.move(box.x + (box.width * 13.5) / 24, box.y + 15);
  const tip = page.locator('[class*="tip"]');
  await expect(tip).toContainText(/U3: Down.*Its mode was not Run.*12:00 – 15:00.*3\u202fh/);
  await page.mouse.click(box.x + (box.width * 13.5) / 24, box.y + 15);
  await expect(drawer(page).locator('li[data-chosen]')).toContainText('12:00 – 15:00');
});

test('dragging along the axis zooms in on that part; so does choosing a label; zooming out leads back', async ({
  page,
}) => {
  await page.goto(path + day);
  const axis = page.getByRole('group', { name: 'Time, JST (UTC+9)' });
  const box = await axis.boundingBox();
  if (!box) throw new Error('the axis is not drawn');
  await page.mouse.move(box.x + box.width / 2, box.y + 16);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 16, { steps: 4 });
  await page.mouse.move(box.x + (box.width * 18) / 24, box.y + 16, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=2024-06-03T03%3A00%3A00.000Z&to=2024-06-03T09%3A00%3A00.000Z/);
  await expectCells(row(page, 'U3'), ['', expect.stringContaining('50.00 %'), '3 h', '1']);
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect(page).toHaveURL(path + day);
  // The axis of the whole day: what is zoomed in on has other steps.
  await expect(page.getByRole('button', { name: /^Show only/ })).toHaveCount(8);
  await page.getByRole('button', { name: 'Show only 12:00' }).click();
  await expect(page).toHaveURL(/from=2024-06-03T03%3A00%3A00.000Z&to=2024-06-03T06%3A00%3A00.000Z/);
});

test('the heat map and the table show the same', async ({ page }) => {
  await page.goto(`${path}?from=2024-06-01&to=2024-06-07`);
  await page.getByText('Heatmap').click();
  await expect(page).toHaveURL(/view=heatmap/);
  // What was pointed at before the rows were drawn anew is not pointed at any more.
  await expect(async () => {
    const box = await row(page, 'U2').locator('svg').first().boundingBox();
    if (!box) throw new Error('the row is not drawn');
    await page.mouse.move(box.x, box.y - 40);
    // The cell from 04:00 to 06:00 on the third day.
    await page.mouse.move(box.x + (box.width * (2 * 24 + 5)) / (7 * 24), box.y + 15);
    const tip = page.locator('[class*="tip"]');
    await expect(tip).toContainText(/04:00 – 06:00.*Down 2\u202fh of 2\u202fh/, { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });

  await page.goto(`${path}${day}&view=table`);
  const rows = page.getByRole('row');
  await expect(rows).toHaveCount(6);
  await expectCells(rows.nth(1), ['U2', 'U2', '75.00 %', '18 h', '6 h', '0 s', '0 s', '2', '5 h']);
  await expectCells(rows.last(), ['All units', '', '87.50 %', '63 h', '9 h', '24 h', '0 s', '3', '']);
  await page.getByRole('button', { name: 'Longest outage' }).click();
  await expect(page).toHaveURL(/sort=longest/);
});

test('the CSV holds what the page shows', async ({ page }) => {
  await page.goto(path + day);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^availability_.*_2024-06-03_2024-06-03\.csv$/);
  const stream = await download.createReadStream();
  let text = '';
  for await (const chunk of stream) text += chunk;
  expect(text).toMatch(/U2,U2,0\.75,64800,21600,0,0,2/);
});

test('by keyboard alone: from unit to unit, along the time, into an interval and back', async ({ page }) => {
  await page.goto(path + day);
  await expect(row(page, 'U2')).toBeVisible();
  const { keyboard } = page;
  await tabTo(page, page.getByRole('radio', { name: 'Custom' }));
  await tabTo(page, unit(page, 'U2'));
  await keyboard.press('ArrowDown');
  await expectVisibleFocus(unit(page, 'U3'));
  await keyboard.press('ArrowRight');
  const said = page.locator('[role=status]').filter({ hasText: 'U3' });
  await expect(said).toContainText('U3: Up');
  await keyboard.press('ArrowRight');
  await expect(said).toContainText('U3: Down, Its mode was not Run');
  await keyboard.press('Enter');
  await expect(drawer(page).locator('li[data-chosen]')).toContainText('12:00 – 15:00');
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await expect(drawer(page)).toBeHidden();
  await expect(unit(page, 'U3')).toBeFocused();
  await keyboard.press('ArrowUp');
  await keyboard.press('End');
  await expect(page.locator('[role=status]').filter({ hasText: 'U2' })).toContainText('U2: Up');

  await page.goto(path + day);
  await tabTo(page, page.getByRole('button', { name: 'Show only 12:00' }));
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/from=2024-06-03T03/);
});

test('by keyboard alone: another period, order and view, a filter, a unit in full, and the file', async ({ page }) => {
  test.slow(); // many stops of the Tab key
  const { keyboard } = page;
  await page.goto(path);
  await chooseRadio(page, page.getByRole('group', { name: 'Period' }), '30 days');
  await expect(page).toHaveURL(`${path}?last=30d`);
  await pressOn(page, page.getByRole('button', { name: /^Choose the period/ }));
  await typeInto(page, page.getByLabel('First day'), '06032024');
  await typeInto(page, page.getByLabel('Last day'), '06032024');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(path + day);

  await choose(page, page.getByLabel('Order'), 'By');
  await expect.poll(() => shownUnits(page)).toEqual(['U1', 'U2', 'U3', 'U4']);
  await typeInto(page, page.getByLabel('Filter units'), 'nobody');
  await expect(page).toHaveURL(/q=nobody/);
  await pressOn(page, page.getByRole('button', { name: 'Show all units' }));
  await expect.poll(() => shownUnits(page)).toHaveLength(4);
  await typeInto(page, page.getByLabel('Filter units'), 'u2');
  await expect.poll(() => shownUnits(page)).toEqual(['U2']);
  const view = page.getByRole('group', { name: 'View' });
  await chooseRadio(page, view, 'Heatmap');
  await expect(page).toHaveURL(/view=heatmap/);
  await chooseRadio(page, view, 'Table');
  await pressOn(page, page.getByRole('button', { name: 'Longest outage' }));
  await expect(page).toHaveURL(/sort=longest/);

  const download = page.waitForEvent('download');
  await pressOn(page, page.getByRole('link', { name: 'CSV' }));
  expect((await download).suggestedFilename()).toMatch(/_2024-06-03_2024-06-03\.csv$/);

  await pressOn(page, page.getByRole('button', { name: 'U2', exact: true }));
  await chooseRadio(page, drawer(page).getByRole('group', { name: 'Show' }), 'Everything');
  await expect(drawer(page).getByRole('listitem')).toHaveCount(5);
  await pressOn(page, drawer(page).getByRole('link', { name: 'Replay 20:00' }));
  await expect(page).toHaveURL(/live\?t=2024-06-03T11/);
});

test('the address of the old page leads here', async ({ page }) => {
  await page.goto('/static/ui_example/staff/availability.html');
  await expect(page).toHaveURL(/\/admin\/\w+\/\w+\/availability$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Availability' })).toBeVisible();
});
