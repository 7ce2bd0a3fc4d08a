import type { Page } from '@playwright/test';
import { pressOn, tabTo } from '../support/keyboard.ts';
import { drawer, exampleCluster, northLoop, openLive, readDrawing, unitIn } from '../support/live-page.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

const pressed = (page: Page, name: string) => page.getByRole('button', { name, exact: true, pressed: true });

/** The figures beside the drawing, which change with every sample. */
const figures = (page: Page) => drawer(page).getByRole('definition').allInnerTexts();

test('the ring shows every unit, a deal in progress, and values that move with the samples', async ({ page }) => {
  await openLive(page, northLoop);
  await expect(page.locator('[data-unit]')).toHaveCount(20);
  await expect(pressed(page, 'Ring')).toBeVisible();
  for (let number = 1; number <= 20; number += 1) {
    await expect(unitIn(page, `E${String(number).padStart(3, '0')}`)).toBeVisible();
  }
  const deal = page.locator('[data-deal]').first();
  await expect(deal).toHaveAccessibleName(/^E\d{3} (gives E\d{3} .+ done|is going to give to E\d{3}, preparing)$/);
  const before = await figures(page);
  expect(before.length).toBeGreaterThan(5);
  await expect.poll(() => figures(page), { timeout: 45_000 }).not.toEqual(before);
});

test('energy of a deal in progress grows', async ({ page }) => {
  await openLive(page, northLoop);
  const movedWh = async () => {
    const sentences = await page
      .locator('[data-deal]')
      .evaluateAll((arcs) => arcs.map((arc) => [arc.getAttribute('data-deal'), arc.ariaLabel ?? ''] as const));
    return new Map(sentences.map(([id, text]) => [id, Number(/, (\d+) of \d+ Wh done/.exec(text)?.[1] ?? 0)]));
  };
  await expect.poll(async () => (await movedWh()).size).toBeGreaterThan(0);
  const before = await movedWh();
  await expect
    .poll(async () => [...(await movedWh())].some(([id, wh]) => wh > (before.get(id) ?? Number.POSITIVE_INFINITY)), {
      timeout: 45_000,
    })
    .toBe(true);
});

test('community and cluster are switched in the breadcrumb and keep the way of looking', async ({ page }) => {
  await openLive(page, `${exampleCluster}?layout=grid&unit=E002`);
  await expect(drawer(page).getByRole('heading', { name: 'E002' })).toBeVisible();
  await page.getByRole('button', { name: 'Community: OSS Community' }).click();
  await page.getByRole('link', { name: 'Hikari Hills' }).click();
  await expect(page).toHaveURL('/admin/hikari_hills/east_terrace/live?layout=grid');
  await expect(page.locator('[data-unit]')).toHaveCount(4);
  await expect(unitIn(page, 'E021')).toBeVisible();
  await page.getByRole('button', { name: 'Cluster: East Terrace' }).click();
  await page.getByRole('link', { name: 'North Loop' }).click();
  await expect(page).toHaveURL(`${northLoop}?layout=grid`);
  await expect(page.locator('[data-unit]')).toHaveCount(20);
  await expect(page).toHaveTitle('North Loop · Live · Commonwatt');
});

test('layouts are part of the address and survive a reload', async ({ page }) => {
  await openLive(page, northLoop);
  for (const name of ['Grid', 'Table', 'Ring']) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(pressed(page, name)).toBeVisible();
    await expect(page).toHaveURL(`${northLoop}?layout=${name.toLowerCase()}`);
    await page.reload();
    await expect(pressed(page, name)).toBeVisible();
  }
  await page.getByRole('button', { name: 'All watts' }).click();
  await expect(page).toHaveURL(`${northLoop}?layout=ring&labels=all`);
});

test('the levels layout shows one mark that walks the units', async ({ page }) => {
  await openLive(page, `${northLoop}?layout=levels`);
  await expect(page.locator('canvas')).toBeVisible();
  const mark = page.locator('[data-unit]');
  await expect(mark).toHaveAccessibleName(/^E001, /);
  await mark.press('ArrowRight');
  await expect(mark).toHaveAccessibleName(/^E002, /);
  await mark.press('Enter');
  await expect(page).toHaveURL(/layout=levels&unit=E002$/);
});

test('a nonsense address counts as not given', async ({ page }) => {
  await openLive(page, `${northLoop}?layout=spiral&labels=7&unit=`);
  await expect(pressed(page, 'Ring')).toBeVisible();
  await page.goto(`${northLoop}?unit=E999`);
  await expect(drawer(page)).toContainText('E999 is not in North Loop');
  await page.goto('/admin/hikari_hills/nowhere/live');
  await expect(page.getByText('There is no cluster hikari_hills/nowhere')).toBeVisible();
  await page.goto('/admin/no/such/page/at/all');
  await expect(page.getByText('This page does not exist')).toBeVisible();
});

test('the table says the same as the drawing', async ({ page, context }) => {
  const drawing = await context.newPage();
  await Promise.all([openLive(drawing, northLoop), openLive(page, `${northLoop}?layout=table`)]);
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(21);
  await expect
    .poll(async () => {
      const [drawn, listed] = await Promise.all([readDrawing(drawing), readTable(page)]);
      return [...listed].map(
        ([unitId, row]) => agrees(row, drawn.get(unitId) ?? '') || `${unitId}: ${row} / ${drawn.get(unitId)}`,
      );
    })
    .toEqual(Array(20).fill(true));
});

/** The cells of each unit's row, by unit id. */
async function readTable(page: Page): Promise<Map<string, string[]>> {
  const rows = await page
    .getByRole('table')
    .locator('tbody tr')
    .evaluateAll((trs) =>
      trs.map((tr) => ({
        unitId: tr.querySelector('button')?.textContent ?? '',
        cells: [...tr.children].map((cell) => cell.textContent),
      })),
    );
  return new Map(rows.map(({ unitId, cells }) => [unitId, cells]));
}

function agrees([name = '', status = '', battery = '', , , , dealing = '']: string[], sentence: string): boolean {
  const percent = /battery (\d+) percent/.exec(sentence)?.[1];
  const deal = /(giving|receiving) ([\d.]+\s\S+) in/.exec(sentence);
  const sign = deal?.[1] === 'giving' ? '−' : '+';
  return (
    status === 'Live' &&
    battery.replace(/\s/g, '') === `${percent}%` &&
    name.includes('grid master') === sentence.includes('grid master') &&
    (!deal || dealing.replace(/\s/g, ' ') === `${sign}${deal[2]?.replace(/\s/g, ' ')}`)
  );
}

test('by keyboard alone: the table is sorted by any column', async ({ page }) => {
  await openLive(page, `${northLoop}?layout=table`);
  const battery = page.getByRole('columnheader', { name: /^Battery/ });
  await pressOn(page, battery.getByRole('button'));
  await expect(battery).toHaveAttribute('aria-sort', 'ascending');
  const levels = async () => [...(await readTable(page)).values()].map((cells) => Number.parseInt(cells[2] ?? '', 10));
  await expect.poll(async () => isAscending(await levels())).toBe(true);
  await page.keyboard.press('Enter');
  await expect(battery).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(async () => isAscending((await levels()).reverse())).toBe(true);
});

function isAscending(values: readonly number[]): boolean {
  return values.length === 20 && values.every((value, i) => i === 0 || value >= (values[i - 1] ?? 0));
}

test('a deal is opened from the list and leads to its units', async ({ page }) => {
  await openLive(page, northLoop);
  await drawer(page).getByRole('listitem').getByRole('button').first().click();
  await expect(page).toHaveURL(/[?&]deal=/);
  await expect(drawer(page).getByRole('heading', { name: 'Deal' })).toBeVisible();
  for (const term of ['Phase', 'Power', 'Agreed', 'Moved so far', 'Started', 'Asked by']) {
    await expect(drawer(page).getByRole('term').filter({ hasText: term })).toBeVisible();
  }
  await drawer(page)
    .getByRole('button', { name: /^E\d{3}$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/[?&]unit=E\d{3}/);
  await page.goBack();
  await expect(drawer(page).getByRole('heading', { name: 'Deal' })).toBeVisible();
});

test('by keyboard alone: a deal leads to its whole life, in progress and when it is over', async ({ page }) => {
  await page.goto('/admin/hikari_hills/north_loop/deals');
  const over = page.getByRole('row').filter({ hasText: 'Complete' }).first();
  const overId = await over.locator('[title]').first().getAttribute('title');
  await openLive(page, northLoop);
  await tabTo(page, drawer(page).getByRole('listitem').getByRole('button').first());
  await page.keyboard.press('Enter');
  const link = drawer(page).getByRole('link', { name: 'Open the whole deal' });
  await tabTo(page, link);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/deals\?.*deal=/);
  await expect(page.getByRole('complementary')).toContainText('Deal made');
  await page.goto(`${northLoop}?deal=${overId}`);
  await expect(drawer(page).getByText('This deal is no longer in progress.')).toBeVisible();
  await tabTo(page, link);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/deals\\?deal=${overId}$`));
  await expect(page.getByRole('complementary')).toContainText('Complete');
});
