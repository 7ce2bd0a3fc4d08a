import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { register, uniqueName } from '../support/commands.ts';
import { type ForeignCommunity, withForeignCommunity } from '../support/foreign-community.ts';
import type { Place } from '../support/installation.ts';
import { choose, expectVisibleFocus, pressOn, tabTo, typeInto } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

const lines = (page: Page) => page.getByRole('list', { name: 'Log lines' }).locator('li:has(details)');

async function inCluster(place: Place, work: (path: string, community: ForeignCommunity) => Promise<void>) {
  const ref = { communityId: uniqueName('zz_logs'), clusterId: 'k' };
  await register(place, { ...ref, timeZone: 'Europe/Berlin' }, ['U1', 'U2']);
  await withForeignCommunity(place, ref, async (community) => {
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    await community.writeLog({ message: 'reporting unit data ...', at: minutesAgo(9) });
    await community.writeLog({ unitId: 'U1', message: 'Price (a+)+$ 5', at: minutesAgo(8) });
    await community.writeLog({ unitId: 'U1', level: 'SEVERE', message: 'on fire\nat line 2', at: minutesAgo(7) });
    await community.writeLog({ unitId: 'U2', level: 'WARNING', message: 'getting warm', at: minutesAgo(6) });
    await work(`/admin/${ref.communityId}/k/monitoring/logs`, community);
  });
}

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

test('lines are found by words, level, program, unit and time, and the address keeps them', async ({ page, place }) => {
  await inCluster(place, async (path) => {
    await page.goto(path);
    await expect(lines(page)).toHaveCount(4);
    await expect(lines(page).first()).toContainText('getting warm');
    await page.getByRole('combobox', { name: 'Level', exact: true }).selectOption('warning');
    await expect(lines(page)).toHaveCount(2);
    await page.getByRole('combobox', { name: 'Unit', exact: true }).selectOption('U1');
    await expect(lines(page)).toHaveCount(1);
    await lines(page).locator('summary').click();
    await expect(lines(page)).toContainText('at line 2');
    await page.reload();
    await expect(lines(page)).toHaveCount(1);

    await page.goto(path);
    await page.getByLabel('Words').fill('(A+)+$');
    await page.getByRole('main').getByRole('button', { name: 'Search', exact: true }).click();
    await expect(lines(page)).toHaveCount(1);
    await expect(lines(page)).toContainText('Price (a+)+$ 5');
    await page.getByLabel('Words').fill('nobody wrote this');
    await page.keyboard.press('Enter');
    await expect(page.getByText('No line fits.')).toBeVisible();

    await page.goto(path);
    await page.getByRole('combobox', { name: 'Program', exact: true }).selectOption('apis-ccc');
    await expect(lines(page)).toHaveCount(1);
    await page.goto(path);
    await page.getByLabel('Up to').fill('2020-01-01T00:00');
    await expect(page).toHaveURL(/until=2019-12-31T23%3A00%3A00.000Z/);
    await expect(page.getByText('No line fits.')).toBeVisible();
  });
});

test('a level is chosen with what is worse, or alone; a time from which on, in the list and in the file', async ({
  page,
  place,
}) => {
  await inCluster(place, async (path, { writeLog }) => {
    await writeLog({ unitId: 'U2', level: 'FINE', message: 'quite calm' });
    await writeLog({ unitId: 'U2', message: 'long ago', at: new Date('2024-06-03T07:00:00Z') });
    await page.goto(path);
    const level = page.getByRole('combobox', { name: 'Level', exact: true });
    for (const [choice, count] of [
      ['Severe', 1],
      ['Warning and worse', 2],
      ['Info and worse', 5],
      ['Only warnings', 1],
      ['Only info', 3],
      ['Only finer than info', 1],
      ['Any level', 6],
    ] as const) {
      await level.selectOption(choice);
      await expect(lines(page), choice).toHaveCount(count);
    }
    // Berlin is two hours ahead of UTC in June; the minute itself is included.
    await page.getByLabel('From').fill('2024-06-03T09:00');
    await expect(page).toHaveURL(/from=2024-06-03T07%3A00%3A00.000Z/);
    await expect(lines(page)).toHaveCount(6);
    await page.getByLabel('From').fill('2024-06-03T09:01');
    await expect(lines(page)).toHaveCount(5);
    await page.reload();
    await expect(page.getByLabel('From')).toHaveValue('2024-06-03T09:01');
    await expect(lines(page)).toHaveCount(5);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const text = await readFile((await (await download).path()) ?? '', 'utf8');
    expect(text.split('\r\n')).toHaveLength(1 + 5 + 1);
    expect(text).not.toContain('long ago');
    await writeLog({ unitId: 'U1', message: 'just now' });
    await expect(lines(page).first()).toContainText('just now');
  });
});

test('new lines come in by themselves, until they are paused', async ({ page, place }) => {
  await inCluster(place, async (path, { writeLog }) => {
    await page.goto(path);
    await expect(lines(page)).toHaveCount(4);
    await writeLog({ unitId: 'U1', message: 'just now' });
    await expect(lines(page).first()).toContainText('just now');
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page).toHaveURL(/follow=off/);
    await writeLog({ unitId: 'U1', message: 'while paused' });
    await page.waitForTimeout(4_000);
    await expect(lines(page).first()).toContainText('just now');
    await page.getByRole('button', { name: 'Follow live' }).click();
    await expect(lines(page).first()).toContainText('while paused');
  });
});

test('by keyboard alone: older lines are read page by page, and all that fits is saved as a file', async ({
  page,
  place,
}) => {
  await inCluster(place, async (path, { writeLog }) => {
    for (let i = 0; i < 210; i += 1) await writeLog({ unitId: 'U2', message: `line ${i}` });
    await page.goto(path);
    await expect(lines(page)).toHaveCount(200);
    await pressOn(page, page.getByRole('button', { name: 'Older lines' }));
    await expect(lines(page)).toHaveCount(214);
    await expect(page.getByText('There are no older lines that fit.')).toBeVisible();
    const download = page.waitForEvent('download');
    await pressOn(page, page.getByRole('button', { name: 'CSV' }));
    const text = await readFile((await (await download).path()) ?? '', 'utf8');
    expect(text.split('\r\n')).toHaveLength(1 + 214 + 1);
    expect(text).toContain('SEVERE,apis-main,U1,jp.co.sony.csl.dcoes.apis.main.app.Test');
    expect(text).toContain('"on fire\nat line 2"');
  });
});

test('by keyboard alone: words, level, program, unit and time; a line in full; following', async ({ page, place }) => {
  test.slow(); // many stops of the Tab key
  await inCluster(place, async (path) => {
    const { keyboard } = page;
    await page.goto(path);
    await tabTo(page, page.getByLabel('Words'));
    await keyboard.type('fire');
    await keyboard.press('Enter');
    await expect(lines(page)).toHaveCount(1);
    await tabTo(page, lines(page).locator('summary'));
    await keyboard.press('Enter');
    await expect(lines(page)).toContainText('at line 2');
    await page.goto(path);
    // However many lines there are, they are one stop of the Tab key.
    const lineAt = (index: number) => lines(page).nth(index).locator('summary');
    await tabTo(page, lineAt(0));
    await keyboard.press('End');
    await expectVisibleFocus(lineAt(3));
    await keyboard.press('ArrowUp');
    await expectVisibleFocus(lineAt(2));
    await keyboard.press('Tab');
    await expect(lines(page).locator(':focus')).toHaveCount(0);
    await choose(page, page.getByRole('combobox', { name: 'Level', exact: true }), 'W');
    await expect(lines(page)).toHaveCount(2);
    await choose(page, page.getByRole('combobox', { name: 'Unit', exact: true }), 'U2');
    await expect(lines(page)).toHaveCount(1);
    await page.goto(path);
    await choose(page, page.getByRole('combobox', { name: 'Program', exact: true }), 'apis-c');
    await expect(lines(page)).toHaveCount(1);
    // A browser tells of a date after each digit of its year.
    await typeInto(page, page.getByLabel('From'), '060320240900A');
    await expect(page).toHaveURL(/from=2024-06-03T07%3A00%3A00.000Z/);
    await pressOn(page, page.getByRole('button', { name: 'Pause' }), 'Space');
    await expect(page.getByRole('button', { name: 'Follow live' })).toBeFocused();
    await typeInto(page, page.getByLabel('From'), '06032023');
    await expect(page).toHaveURL(/from=2023-06-03T07%3A00%3A00.000Z/);
    await typeInto(page, page.getByLabel('Up to'), '060420230900A');
    await expect(page).toHaveURL(/until=2023-06-04T07%3A00%3A00.000Z/);
    await expect(page.getByText('No line fits.')).toBeVisible();
  });
});
