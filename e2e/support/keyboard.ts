import { expect, type Locator, type Page } from '@playwright/test';

const mostStops = 150;

/** Presses Tab until `target` has the focus, and makes sure that one can see that it has. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeAttached();
  for (let stops = 0; stops < mostStops; stops += 1) {
    await page.keyboard.press('Tab');
    if (await hasFocus(target)) return expectVisibleFocus(target);
  }
  throw new Error(`${target} was not reached by ${mostStops} presses of Tab`);
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** Focus shows as an outline or, in the drawings, as the stroke of an area. */
export async function expectVisibleFocus(target: Locator): Promise<void> {
  await expect(target).toBeFocused();
  const isShown = () =>
    target.evaluate((element) => {
      const { outlineStyle, outlineWidth, stroke } = getComputedStyle(element);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || stroke !== 'none';
    });
  await expect.poll(isShown, `${target} shows its focus`).toBe(true);
}
