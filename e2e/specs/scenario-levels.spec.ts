import type { Locator, Page } from '@playwright/test';
import { tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

const rules = (page: Page) => page.getByRole('textbox', { name: 'Rules (JSON)' });
const highest = (page: Page) =>
  page.getByRole('slider', { name: 'Level of 00:00 – 24:00 between “Offers to give” and “Gives if asked”' });
const undo = (page: Page) => page.getByRole('button', { name: 'Take back the move' });

test.beforeEach(async ({ page, signInAs }) => {
  await signInAs('staff', 'admin');
  await page.goto('/admin/oss_community/oss_cluster/scenarios?scenario=new');
  await expect(highest(page)).toHaveAttribute('aria-valuetext', /^3,600.Wh$/);
});

async function dragBy(page: Page, slider: Locator, y: number): Promise<void> {
  await slider.hover();
  const box = await slider.boundingBox();
  if (!box) throw new Error('the level is not drawn');
  const [x, top] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, top);
  await page.mouse.down();
  await page.mouse.move(x, top + y / 2);
  await page.mouse.move(x, top + y);
  await page.mouse.up();
}

test('a level is dragged, the rules follow, and each drag is taken back as one', async ({ page }) => {
  const text = await rules(page).inputValue();
  await dragBy(page, highest(page), -20);
  const toWh = Number(await highest(page).getAttribute('aria-valuenow'));
  expect(toWh).toBeGreaterThan(3700);
  await expect(rules(page)).toHaveValue(
    text
      .replace('"3600-": "high", "1800-3600"', `"${toWh}-": "high", "1800-${toWh}"`)
      .replace('"limitWh": 3600', `"limitWh": ${toWh}`),
  );
  await expect(page.getByText(/Nothing wrong in/)).toBeVisible();

  // As far as the level below it, and no further.
  await dragBy(page, highest(page), 300);
  await expect(highest(page)).toHaveAttribute('aria-valuenow', '3001');
  await undo(page).click();
  await expect(highest(page)).toHaveAttribute('aria-valuenow', String(toWh));
  await undo(page).click();
  await expect(rules(page)).toHaveValue(text);
  await expect(undo(page)).toBeDisabled();
});

test('what was written since a move is not lost by taking it back', async ({ page }) => {
  await dragBy(page, highest(page), -20);
  await expect(undo(page)).toBeEnabled();
  await rules(page).press('End');
  await rules(page).press('Space');
  await expect(undo(page)).toBeDisabled();
});

test('by keyboard alone: a level is moved by arrow and page keys, and taken back', async ({ page }) => {
  const { keyboard } = page;
  const text = await rules(page).inputValue();
  const slider = highest(page);
  await tabTo(page, slider);
  await keyboard.press('ArrowUp');
  await expect(slider).toHaveAttribute('aria-valuetext', /^3,650.Wh$/);
  await keyboard.press('PageUp');
  await expect(slider).toHaveAttribute('aria-valuetext', /^4,100.Wh$/);
  await keyboard.press('ArrowDown');
  await expect(slider).toHaveAttribute('aria-valuetext', /^4,050.Wh$/);
  await expect(slider).toBeFocused();
  await expect(rules(page)).toHaveValue(/"4050-": "high", "1800-4050": "middle"/);
  await keyboard.press('ControlOrMeta+z');
  await expect(slider).toHaveAttribute('aria-valuetext', /^4,100.Wh$/);
  await tabTo(page, undo(page));
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await expect(rules(page)).toHaveValue(text);
});
