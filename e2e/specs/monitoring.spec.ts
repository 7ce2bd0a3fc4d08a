import type { Locator, Page } from '@playwright/test';
import { addUser, register, testPassword, uniqueName } from '../support/commands.ts';
import { type ForeignCommunity, withForeignCommunity } from '../support/foreign-community.ts';
import type { Place } from '../support/installation.ts';
import { choose, chooseRadio, expectVisibleFocus, pressOn, tabTo, typeInto } from '../support/keyboard.ts';
import { signIn } from '../support/sign-in.ts';
import { expect, test } from '../support/test.ts';

// A cluster of the test's own, whose programs say what the test writes. The demo's worker looks at it every 3 s.

const check = (page: Page, type: string) => page.locator(`[data-check="${type}"]`);
const openNow = (page: Page) => page.getByRole('region', { name: 'Open now' });
const drawer = (page: Page) => page.getByRole('complementary');
const reason = 'the uploader is being moved';

/** A cluster with the monitoring page's address; a problem of U1 is written by `fail`. */
async function inCluster(
  place: Place,
  work: (path: string, community: ForeignCommunity, fail: () => Promise<void>) => Promise<void>,
) {
  const ref = { communityId: uniqueName('zz_monitored'), clusterId: 'k' };
  await register(place, { ...ref, timeZone: 'Europe/Berlin' }, ['U1', 'U2']);
  await withForeignCommunity(place, ref, (community) =>
    work(`/admin/${ref.communityId}/k/monitoring`, community, () =>
      community.writeLog({ unitId: 'U1', level: 'SEVERE', message: 'the converter is on fire' }),
    ),
  );
}

async function switchOn(page: Page, type: string, name: string): Promise<Locator> {
  const toggle = page.getByRole('switch', { name });
  await expect(toggle).not.toBeChecked();
  await toggle.click();
  await expect(toggle).toBeChecked();
  await expect(check(page, type)).toContainText(/Clear|1 open/);
  return toggle;
}

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

test('a failure that a colleague has taken meanwhile says so, and is taken over only when asked again', async ({
  page,
  place,
  openContext,
  problems,
}) => {
  test.slow();
  problems.expect(/status of 409/);
  const colleague = uniqueName('colleague');
  await addUser(place, colleague, ['--staff']);
  const { context } = await openContext();
  await signIn(context, place.url, { username: colleague, password: testPassword, app: 'admin' });
  await inCluster(place, async (path, _, fail) => {
    await page.goto(path);
    await switchOn(page, 'apis_main_severe', 'Unit software errors');
    await fail();
    const take = { name: 'Take it: U1 logs severe errors' };
    await expect(page.getByRole('button', take)).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', take).click();
    await page.getByLabel('Note for the others').fill('mine');

    const other = await context.newPage();
    await other.goto(path);
    await other.getByRole('button', take).click();
    await other.getByLabel('Note for the others').fill('theirs');
    await openNow(other).getByRole('button', { name: 'Take it', exact: true }).click();
    await expect(openNow(other)).toContainText('theirs');

    // The button has the name of what it did when the form was opened, or of what it does since the page knows better.
    await page.getByLabel('Note for the others').press('Tab');
    await page.keyboard.press('Enter');
    const overtaken = openNow(page).getByRole('alert');
    await expect(overtaken).toContainText(
      new RegExp(`A colleague was faster.*${colleague} has this since.*theirs`, 's'),
    );
    await expect(page.getByLabel('Note for the others')).toHaveValue('mine');
    await page.getByLabel('Note for the others').press('Tab');
    await expect(openNow(page).getByRole('button', { name: 'Take it over' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(overtaken).toBeHidden();
    await expect(openNow(page)).toContainText(/staff has this since .*mine/s);
  });
});

test('a problem is found, taken with a note, explained, and over when its check is paused', async ({ page, place }) => {
  test.slow();
  await inCluster(place, async (path, { writeLog }, fail) => {
    await page.goto(path);
    await expect(openNow(page).getByText('Nothing is open.')).toBeVisible();
    await expect(check(page, 'apis_main_severe')).toContainText('was never switched on');
    const toggle = await switchOn(page, 'apis_main_severe', 'Unit software errors');

    await writeLog({ unitId: 'U1', message: 'before it happened' });
    await fail();
    const failure = openNow(page).getByRole('button', { name: 'U1 logs severe errors', exact: true });
    await expect(failure).toBeVisible({ timeout: 30_000 });
    await expect(openNow(page)).toContainText('the converter is on fire');
    await expect(check(page, 'apis_main_severe')).toContainText('1 open');
    await expect(page.getByRole('link', { name: /Monitoring.*1 open failure/ })).toBeVisible();

    await page.getByRole('button', { name: 'Take it: U1 logs severe errors' }).click();
    await page.getByLabel('Note for the others').fill('calling the resident');
    await openNow(page).getByRole('button', { name: 'Take it', exact: true }).click();
    await expect(openNow(page)).toContainText(/staff has this since .*calling the resident/s);

    // As the link in a message does.
    await failure.click();
    await expect(page).toHaveURL(/failure=\d+/);
    await page.reload();
    await expect(drawer(page).getByRole('heading', { name: 'U1 logs severe errors' })).toBeVisible();
    await expect(drawer(page).getByRole('list', { name: 'Log lines around it' })).toContainText(
      /before it happened.*the converter is on fire/s,
    );
    await expect(drawer(page)).toContainText('that it began');
    await expect(drawer(page).getByRole('link', { name: /^Replay \d\d:\d\d$/ })).toHaveAttribute(
      'href',
      /\/k\/live\?unit=U1&t=/,
    );
    await expect(drawer(page).getByRole('link', { name: 'Open U1' })).toHaveAttribute('href', /\/k\/units\/U1$/);

    await toggle.click();
    await page.getByLabel(/^Why is this check paused/).fill(reason);
    await page.getByRole('button', { name: 'Pause the check' }).click();
    await expect(toggle).not.toBeChecked();
    await expect(check(page, 'apis_main_severe')).toHaveAttribute('data-state', 'paused');
    await expect(check(page, 'apis_main_severe')).toContainText(/Paused\s*staff, .*the uploader is being moved/s);
    await expect(drawer(page)).toContainText('The check was switched off.', { timeout: 30_000 });
    await expect(openNow(page).getByText('Nothing is open.')).toBeVisible();
  });
});

test('history: lanes and a list of a period, narrowed, as a file', async ({ page, place }) => {
  test.slow();
  await inCluster(place, async (path, { writeLog }, fail) => {
    await page.goto(path);
    await switchOn(page, 'apis_main_severe', 'Unit software errors');
    await fail();
    await writeLog({ unitId: 'U2', level: 'SEVERE', message: 'and another one' });
    await expect(openNow(page)).toContainText('U1', { timeout: 30_000 });
    await expect(openNow(page)).toContainText('U2', { timeout: 30_000 });
    await page.reload();
    const lane = page.getByRole('region', { name: 'Unit software errors' });
    await expect(lane.getByRole('button', { name: /^U1 logs severe errors, open since/ })).toBeVisible();

    // However many marks there are, a lane is one stop of the Tab key.
    const marks = lane.getByRole('button');
    await expect(marks).toHaveCount(2);
    await marks.last().focus();
    await page.keyboard.press('ArrowLeft');
    await expect(marks.first()).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(lane.locator(':focus')).toHaveCount(0);
    await page.keyboard.press('Shift+Tab');
    await expect(marks.first()).toBeFocused();
    await page.keyboard.press('End');
    await expect(marks.last()).toBeFocused();

    await page.getByText('List', { exact: true }).click();
    await expect(page).toHaveURL(/view=list/);
    const rows = page.getByRole('table', { name: 'History' }).getByRole('row');
    await expect(rows).toHaveCount(3);
    await expect(rows.filter({ hasText: 'U1' })).toContainText(/Unit software errors.*U1.*apis-main.*still open/s);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^failures-zz_monitored.*\.csv$/);

    await page.getByRole('combobox', { name: 'Unit', exact: true }).selectOption('U2');
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(1)).toContainText('U2');
    await page.getByRole('combobox', { name: 'Unit', exact: true }).selectOption('U1');
    await page.getByRole('combobox', { name: 'Check', exact: true }).selectOption('apis_ccc_alive');
    await expect(page.getByText('No failures in this period.')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('combobox', { name: 'Check', exact: true })).toHaveValue('apis_ccc_alive');
    await page.goto(`${path}?view=list&from=2020-01-01&to=2020-01-07`);
    await expect(page.getByText('No failures in this period.')).toBeVisible();
  });
});

test('by keyboard alone: a check on, a failure taken and opened, the history, the check paused', async ({
  page,
  place,
}) => {
  test.slow();
  const { keyboard } = page;
  await inCluster(place, async (path, _, fail) => {
    await page.goto(path);
    const toggle = page.getByRole('switch', { name: 'Unit software errors' });
    await tabTo(page, toggle);
    await keyboard.press('Space');
    await expect(toggle).toBeChecked();
    await expect(check(page, 'apis_main_severe')).toContainText('Clear');
    await fail();
    const failure = openNow(page).getByRole('button', { name: 'U1 logs severe errors', exact: true });
    await expect(failure).toBeVisible({ timeout: 30_000 });

    await tabTo(page, page.getByRole('button', { name: 'Take it: U1 logs severe errors' }));
    await keyboard.press('Enter');
    await keyboard.type('on my way');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await expect(openNow(page)).toContainText('on my way');

    await page.reload();
    await tabTo(page, failure);
    await keyboard.press('Enter');
    await expect(drawer(page)).toContainText('the converter is on fire');
    await keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await expectVisibleFocus(failure);

    await page.reload();
    await chooseRadio(page, page.getByRole('group', { name: 'View' }), 'List');
    const rows = page.getByRole('table', { name: 'History' }).getByRole('row');
    await expect(rows).toHaveCount(2);
    await pressOn(page, page.getByRole('button', { name: 'Duration' }));
    const download = page.waitForEvent('download');
    await pressOn(page, page.getByRole('button', { name: 'CSV' }));
    await download;
    await choose(page, page.getByRole('combobox', { name: 'Unit', exact: true }), 'U2');
    await expect(page.getByText('No failures in this period.')).toBeVisible();
    await choose(page, page.getByRole('combobox', { name: 'Unit', exact: true }), 'U1');
    await pressOn(page, page.getByRole('combobox', { name: 'Check', exact: true }), 'End');
    await expect(page.getByText('No failures in this period.')).toBeVisible();
    await pressOn(page, page.getByRole('combobox', { name: 'Check', exact: true }), 'Home');
    await expect(rows).toHaveCount(2);
    await pressOn(page, page.getByRole('button', { name: /^Choose the period/ }));
    await typeInto(page, page.getByLabel('First day'), '01012020');
    await typeInto(page, page.getByLabel('Last day'), '01072020');
    await keyboard.press('Enter');
    await expect(page).toHaveURL(/from=2020-01-01&to=2020-01-07/);

    await page.reload();
    await tabTo(page, toggle);
    await keyboard.press('Space');
    await keyboard.type(reason);
    await keyboard.press('Enter');
    await expect(check(page, 'apis_main_severe')).toContainText(reason);
  });
});

test('units that fall silent together are one failure: its page leads to each, and each home is told of itself only', async ({
  page,
  place,
  openContext,
}) => {
  test.slow(); // a silence is one after a minute
  await inCluster(place, async (path, { communityId, writeLog }) => {
    await writeLog({ unitId: 'U1', message: 'the last word', at: new Date(Date.now() - 9 * 3_600_000) });
    await page.goto(path);
    await switchOn(page, 'apis_main_alive', 'Unit software alive');
    const failure = openNow(page).getByRole('button', { name: 'Several units are not heard of', exact: true });
    await expect(failure).toBeVisible({ timeout: 90_000 });
    await failure.click();
    const units = drawer(page).getByRole('list', { name: 'Units of this failure' });
    await expect(units.getByRole('listitem')).toHaveText(['U1', 'U2']);
    await expect(drawer(page)).toContainText('None within ten minutes. The nearest line is of');
    await expect(drawer(page)).not.toContainText('the last word');

    await tabTo(page, units.getByRole('link', { name: 'U2' }));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/k\/live\?unit=U2$/);
    const attention = drawer(page).getByRole('list', { name: 'Needs attention' });
    await expect(attention).toContainText('several units that are not heard of');
    await expect(attention.getByRole('listitem')).toHaveCount(1);
    await attention.getByRole('link').click();
    await expect(page).toHaveURL(/monitoring\?failure=\d+/);

    const username = uniqueName('u1');
    await addUser(place, username, ['--home', `${communityId}/k/U1`]);
    const resident = await openContext();
    await signIn(resident.context, place.url, { username, password: testPassword, app: 'resident' });
    const home = await resident.context.newPage();
    await home.goto(`/${communityId}/k/U1/alerts`);
    await expect(home.getByText('Nothing was heard from your home')).toBeVisible();
    await expect(home.locator('main')).not.toContainText('U2');
  });
});

test('a failure that there is not says so, and other wrong addresses show the page', async ({ page }) => {
  await page.goto('/admin/hikari_hills/north_loop/monitoring?failure=2000000000');
  await expect(drawer(page)).toContainText('North Loop has no failure 2000000000');
  await page.goto('/admin/hikari_hills/north_loop/monitoring?failure=x&from=yesterday&type=none&view=7');
  await expect(page.getByRole('heading', { name: 'Open now' })).toBeVisible();
});
