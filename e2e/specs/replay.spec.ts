import type { Page } from '@playwright/test';
import { choose, tabTo } from '../support/keyboard.ts';
import { freshness, northLoop, openLive, unitIn } from '../support/live-page.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

const slider = (page: Page) => page.getByRole('slider', { name: 'Time shown on the page' });
const replayedMs = (page: Page) =>
  Number(new URL(page.url()).searchParams.get('t') && Date.parse(new URL(page.url()).searchParams.get('t') ?? ''));
/** The replayed clock, as the slider tells it. */
const shownMs = async (page: Page) => Number(await slider(page).getAttribute('aria-valuenow'));

test('a click on the strip shows the cluster as it was; playing goes on from there; back to live', async ({ page }) => {
  await openLive(page, northLoop);
  const box = await slider(page).boundingBox();
  if (!box) throw new Error('the strip is not drawn');
  await page.mouse.click(box.x + box.width / 2, box.y + 10);
  await expect(page.getByRole('banner').getByText('Replay · 60×')).toBeVisible();
  await expect(page.locator('[data-unit]')).toHaveCount(20);
  const halfADayMs = 12 * 3_600_000;
  expect(Math.abs(Date.now() - halfADayMs - replayedMs(page))).toBeLessThan(10 * 60_000);
  await expect(unitIn(page, 'E001')).toHaveAccessibleName(/battery \d+ percent/);

  const before = await shownMs(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => shownMs(page), { timeout: 20_000 }).toBeGreaterThan(before + 60_000);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => replayedMs(page)).toBeGreaterThan(before + 60_000);

  await page.getByRole('button', { name: 'Back to live' }).click();
  await expect(freshness(page)).toHaveText(/^Live/);
  expect(new URL(page.url()).search).toBe('');
});

test('a link to an instant shows it, with what was selected, and a reload too', async ({ page }) => {
  const instant = new Date(Date.now() - 20 * 3_600_000).toISOString();
  await page.goto(`${northLoop}?t=${instant}&unit=E003`);
  for (const visit of ['link', 'reload']) {
    if (visit === 'reload') await page.reload();
    await expect(
      page.getByRole('complementary', { name: 'Details' }).getByRole('heading', { name: 'E003' }),
    ).toBeVisible();
    await expect(page.getByText(/^24 h up to then/)).toBeVisible();
    expect(await shownMs(page)).toBe(Date.parse(instant));
  }
});

test('by keyboard alone: arrows and page keys seek, brackets go to events, space plays, l is live; speed and range', async ({
  page,
}) => {
  const { keyboard } = page;
  await openLive(page, northLoop);
  await tabTo(page, slider(page));
  await keyboard.press('PageDown');
  await expect(page.getByRole('banner').getByText('Replay · 60×')).toBeVisible();
  const first = await shownMs(page);
  expect(Math.abs(Date.now() - 600_000 - first)).toBeLessThan(60_000);
  await tabTo(page, slider(page));
  await keyboard.press('ArrowLeft');
  await expect.poll(() => shownMs(page)).toBe(first - 10_000);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /\d\d:\d\d:\d\d, replay$/);
  await keyboard.press('[');
  await expect.poll(() => shownMs(page)).toBeLessThan(first - 10_000);
  await choose(page, page.getByLabel('Speed'), '10');
  await expect(page.getByRole('banner').getByText('Replay · 10×')).toBeVisible();
  await choose(page, page.getByRole('combobox', { name: 'Time shown' }), '1');
  await expect(page).toHaveURL(/range=1h/);
  await tabTo(page, slider(page));
  await keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await keyboard.press('l');
  await expect(freshness(page)).toHaveText(/^Live/);
});

test('hours of which nothing is stored are shown as that, and nonsense counts as live', async ({ page }) => {
  const longAgo = new Date(Date.now() - 30 * 86_400_000).toISOString();
  await page.goto(`${northLoop}?t=${longAgo}`);
  await expect(unitIn(page, 'E001')).toHaveAccessibleName('E001, never reported');
  await page.goto(`${northLoop}?t=yesterday`);
  await expect(freshness(page)).toHaveText(/^Live/);
});
