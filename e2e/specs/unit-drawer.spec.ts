import { drawer, exampleCluster, openLive, unitIn } from '../support/live-page.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

test('shows what flows now, the converter, and every field that the unit reported', async ({ page }) => {
  await openLive(page, exampleCluster);
  await unitIn(page, 'E001').click();
  await expect(page).toHaveURL(`${exampleCluster}?unit=E001`);
  await expect(drawer(page).getByRole('heading', { name: 'E001' })).toBeVisible();
  for (const term of [
    'Solar',
    'Home use',
    /^Battery \d+\s%$/,
    'AC grid',
    'Status',
    'DC bus',
    'Temperature',
    'Alarm',
    'Mode',
  ]) {
    await expect(drawer(page).getByRole('term').filter({ hasText: term }).first()).toBeVisible();
  }
  await expect(drawer(page).getByText('Reports every')).toBeVisible();

  // The charts are loaded when they are seen; what is below them moves until then.
  await expect(drawer(page).getByRole('figure')).toHaveCount(3);
  await drawer(page).getByText('All fields').click();
  const field = (path: string) =>
    drawer(page)
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: path, exact: true }) });
  await expect(field('oesunit.id').getByRole('cell')).toHaveText('E001');
  await expect(field('oesunit.communityId').getByRole('cell')).toHaveText('oss_community');
  await expect(field('emu.pvc_charge_power').getByRole('cell')).toHaveText(/^[\d.]+$/);
  await expect(field('dcdc.meter.vg').getByRole('cell')).toHaveText(/^\d+(\.\d+)?$/);
  await expect(field('apis.operation_mode.effective').getByRole('cell')).toHaveText('autonomous');
  await expect(field('datasetId').getByRole('cell')).toHaveText(/^\d{13}$/);
});

test('draws the last 24 hours as charts and as tables', async ({ page }) => {
  await openLive(page, `${exampleCluster}?unit=E001`);
  await expect(drawer(page).getByText('Last 24 h, JST (UTC+9)')).toBeVisible();
  const battery = drawer(page).getByRole('figure').filter({ hasText: 'Battery, %' });
  const power = drawer(page).getByRole('figure').filter({ hasText: 'Power, W' });
  await expect(power.locator('.recharts-line-curve')).toHaveCount(1);
  await expect(power.locator('.recharts-area-curve')).toHaveCount(2);
  await battery.scrollIntoViewIfNeeded();
  await expect(battery.locator('.recharts-area-curve')).toHaveAttribute('d', /^M[\d.,LCZ e-]{400,}/);
  await drawer(page).getByText('Show as table').click();
  const table = drawer(page).getByRole('table').filter({ hasText: 'Home use' });
  const heads = ['Time', 'Solar', 'AC grid', 'Home use', 'Received', 'Gave', 'DC grid', 'Battery'];
  // Behind these stand the levels of its plan, where another test has chosen one.
  const shownHeads = () => table.getByRole('columnheader').allTextContents();
  await expect.poll(async () => (await shownHeads()).slice(0, heads.length)).toEqual(heads);
  const column = (index: number) => table.locator(`tbody tr td:nth-child(${index + 1})`).allInnerTexts();
  const levels = await column(heads.indexOf('Battery'));
  expect(levels.length).toBeGreaterThan(40);
  for (const level of levels) if (level !== '–') expect(Number(level)).toBeLessThanOrEqual(100);
  const solarW = await column(heads.indexOf('Solar'));
  expect(
    Math.max(...solarW.filter((text) => text !== '–').map(Number)),
    'there was a sun in the last 24 hours',
  ).toBeGreaterThan(100);
});

test('is part of the address: reload keeps it, back and forward move through it', async ({ page }) => {
  await openLive(page, exampleCluster);
  const heading = (unitId: string) => drawer(page).getByRole('heading', { name: unitId });
  await unitIn(page, 'E001').click();
  await expect(heading('E001')).toBeVisible();
  await unitIn(page, 'E003').click();
  await expect(heading('E003')).toBeVisible();
  await page.reload();
  await expect(heading('E003')).toBeVisible();
  await expect(unitIn(page, 'E003')).toHaveAttribute('aria-pressed', 'true');
  await page.goBack();
  await expect(heading('E001')).toBeVisible();
  await page.goBack();
  await expect(drawer(page).getByRole('heading', { name: /^Power now/ })).toBeVisible();
  await page.goForward();
  await expect(heading('E001')).toBeVisible();
  await drawer(page).getByRole('button', { name: 'Close' }).click();
  await expect(page).toHaveURL(exampleCluster);
});
