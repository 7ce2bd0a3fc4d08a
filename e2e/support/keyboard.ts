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

/** Reaches `target` and presses `key` on it. */
export async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Reaches a field, or a part of one that holds a date, and writes `text` in place of what it holds. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Reaches a list of choices and types the beginning of one, as long as it takes to tell it from the others. */
export async function choose(page: Page, list: Locator, text: string): Promise<void> {
  await tabTo(page, list);
  await page.keyboard.type(text);
}

/** Chooses one of a group of radio buttons: Tab leads to the group, arrow keys from one to the next. */
export async function chooseRadio(page: Page, group: Locator, name: string): Promise<void> {
  const wanted = group.getByRole('radio', { name, exact: true });
  await tabTo(page, group.getByRole('radio', { checked: true }));
  for (let left = await group.getByRole('radio').count(); left > 1 && !(await wanted.isChecked()); left -= 1) {
    await page.keyboard.press('ArrowRight');
    await expect(group.locator(':focus')).toBeChecked();
  }
  await expect(wanted).toBeChecked();
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
