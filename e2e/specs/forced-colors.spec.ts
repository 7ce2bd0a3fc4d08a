import type { Locator, Page } from '@playwright/test';
import { northLoop, openLive } from '../support/live-page.ts';
import { expect, test } from '../support/test.ts';

// Where the system chooses the colours, as for those who need a high contrast: what is told by a colour keeps it, what can be
// pressed has an edge, and what is chosen differs from what is not by more than its weight.

test.use({ contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } });

const cluster = '/admin/hikari_hills/north_loop';

/** The background of an element, and that of the page. */
async function backgrounds(part: Locator): Promise<string[]> {
  return part.evaluate((element) => [
    getComputedStyle(element).backgroundColor,
    getComputedStyle(element).backgroundImage,
    getComputedStyle(document.body).backgroundColor,
  ]);
}

async function expectFilled(part: Locator): Promise<void> {
  const [own, image, page] = await backgrounds(part.first());
  expect(image === 'none' ? own : image).not.toBe(page);
  expect(own === 'rgba(0, 0, 0, 0)' && image === 'none').toBe(false);
}

/** What the system paints behind what is chosen. */
function highlight(page: Page): Promise<string> {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.background = 'Highlight';
    const { backgroundColor } = getComputedStyle(probe);
    probe.remove();
    return backgroundColor;
  });
}

async function expectChosen(page: Page, part: Locator): Promise<void> {
  const [own] = await backgrounds(part.first());
  expect(own).toBe(await highlight(page));
}

test('staff: bars, swatches, switches, marks of failures and what is chosen can be seen', async ({
  page,
  signInAs,
}) => {
  await signInAs('staff', 'admin');
  await openLive(page, northLoop);
  await expectFilled(page.getByRole('complementary').getByRole('img').locator('i'));
  for (const swatch of await page.getByRole('complementary').locator('dt i').all()) await expectFilled(swatch);
  await expectFilled(page.getByRole('complementary').getByRole('listitem').locator('i'));
  await expectChosen(page, page.getByRole('button', { name: 'Ring', exact: true, pressed: true }));
  await expectChosen(page, page.getByRole('navigation').getByRole('link', { name: 'Live' }));

  await page.goto(`${cluster}/monitoring`);
  const checked = page.getByRole('switch', { checked: true }).first();
  await expectChosen(page, checked);
  await expect(checked).toHaveCSS('border-top-width', '1px');
  await expectFilled(page.locator('button[data-severity]'));
  await expectChosen(page, page.getByRole('link', { name: 'Checks and failures' }));

  await page.goto(`${cluster}/deals`);
  await expectChosen(page, page.locator('label').filter({ hasText: /^Day$/ }));
  await expectFilled(page.locator('td').locator('i'));
});

test('residents: bars and what is chosen can be seen', async ({ page, signInAs }) => {
  // A home that shares every day.
  await signInAs('h015', 'resident');
  await page.goto('/');
  await expect(page).toHaveURL(/\/E015$/);
  await page.getByRole('link', { name: 'Sharing' }).click();
  await expectChosen(page, page.getByRole('link', { name: 'Sharing' }));
  await expectChosen(page, page.locator('label').filter({ hasText: /^Day$/ }));
  await expectChosen(page, page.getByRole('button', { pressed: true }));
  await expectFilled(page.getByRole('button', { pressed: false }).locator('i > i'));
  // A day that has just begun may have no deals yet.
  await page.getByText('Year', { exact: true }).click();
  await expectFilled(
    page
      .getByRole('listitem')
      .filter({ hasText: /^Received$/ })
      .locator('i'),
  );
  await page.getByRole('link', { name: 'Plan' }).click();
  await expect(page.getByRole('radio', { checked: true })).toBeVisible();
});
