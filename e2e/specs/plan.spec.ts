import type { Page } from '@playwright/test';
import { pressOn, tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

const planOf = (unitId: string) => `/hikari_hills/north_loop/${unitId}/plan`;
const inForce = (page: Page) => page.locator('header p');
const card = (page: Page, name: string) => page.getByRole('radio', { name: new RegExp(`^${name}`) });

async function openPlans(page: Page, unitId: string, search = ''): Promise<void> {
  await page.goto(`${planOf(unitId)}${search}`);
  await expect(page.getByRole('heading', { name: 'Plan', level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What your home will do' })).toBeVisible();
}

test('looking at a plan changes nothing; using it does, and can be undone', async ({ page, signInAs }) => {
  await signInAs('h012', 'resident');
  await openPlans(page, 'E012');
  const before = (await inForce(page).locator('b').textContent()) ?? '';
  const other = before === 'Keep full' ? 'Balanced' : 'Keep full';
  await expect(card(page, before)).toBeChecked();

  await card(page, other).check();
  await expect(page).toHaveURL(/\?scenario=\d+$/);
  await expect(inForce(page)).toHaveText(`Now on ${before}`);

  await page.getByRole('button', { name: `Use ${other}` }).click();
  await expect(page.getByRole('status').filter({ hasText: `Your home now uses ${other}.` })).toBeVisible();
  await expect(inForce(page)).toHaveText(`Now on ${other}`);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeInViewport();
  await expect(page.getByText(/^In use since .*\d\d:\d\d$/)).toBeVisible();
  await page.reload();
  await expect(inForce(page)).toHaveText(`Now on ${other}`);

  await card(page, before).check();
  await page.getByRole('button', { name: `Use ${before}` }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(inForce(page)).toHaveText(`Now on ${other}`);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();
});

test('a home that has asked for its plan has had it since then', async ({ page, signInAs }) => {
  test.slow(); // the simulated homes ask every half minute
  await signInAs('h015', 'resident');
  await expect(async () => {
    await openPlans(page, 'E015');
    await expect(page.getByText(/^Your home has had it since .*\d\d:\d\d\.$/)).toBeVisible({
      timeout: 3_000,
    });
  }).toPass({ timeout: 90_000 });
});

test('a plan in use leaves a phone’s screen to its picture', async ({ page, signInAs }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs('h015', 'resident');
  await openPlans(page, 'E015');
  await expect(page.getByRole('button', { name: 'Use no plan' })).not.toBeInViewport();
});

test('by keyboard alone: a home can use no plan', async ({ page, signInAs }) => {
  await signInAs('h013', 'resident');
  await openPlans(page, 'E013');
  await pressOn(page, page.getByRole('button', { name: 'Use no plan' }));
  await expect(inForce(page)).toHaveText('No plan chosen');
  await pressOn(page, page.getByRole('button', { name: 'Undo' }));
  await expect(inForce(page)).toHaveText(/^Now on /);
});

test('by keyboard alone: a plan is a picture, sentences, a table and its text', async ({ page, signInAs }) => {
  await signInAs('h014', 'resident');
  await openPlans(page, 'E014');
  await card(page, 'Sunny seller').check();
  const slot = (time: string) => page.getByRole('button', { name: new RegExp(`^${time}: `) });
  await pressOn(page, slot('08:00 – 16:00'));
  await expect(page.getByRole('heading', { name: 'At this time of day 08:00 – 16:00' })).toBeVisible();
  const words = page.getByRole('heading', { name: /^At this time/ }).locator('..');
  await expect(words.getByRole('listitem')).toHaveText([
    /^Over 8\d\s%offers to give, down to 8\d\s%$/,
    /^58 – 8\d\s%gives if asked, down to 58\s%$/,
    /^3\d – 58\s%keeps to itself$/,
    /^Under 3\d\s%asks for energy, up to 4\d\s%$/,
  ]);
  await expect(page.getByText(/^Now at \d+\s%: /)).toBeVisible();
  await pressOn(page, page.getByText('Show as table'));
  await expect(page.getByRole('table').getByRole('rowheader')).toHaveText([
    '00:00 – 08:00',
    '08:00 – 16:00',
    '16:00 – 24:00',
  ]);
  await pressOn(page, page.getByText('The text your home receives'));
  await expect(page.locator('pre')).toContainText('"08:00:00-16:00:00"');
});

test('what a plan would have wished for last week, beside what really was', async ({ page, signInAs }) => {
  await signInAs('h015', 'resident');
  await openPlans(page, 'E015');
  await card(page, 'Keep full').check();
  const preview = page.getByRole('heading', { name: 'Last week under this plan' }).locator('..');
  await expect(preview.getByText(/^What really happened: gave [\d.]+\sk?Wh, received [\d.]+\sk?Wh\.$/)).toBeVisible();
  await expect(preview.getByText(/of the last 7 days are known/)).toBeVisible();
  // What the sun and the home did in the demo's days decides whether there was anything to wish for.
  const wish = preview.getByRole('listitem').filter({ hasText: /^Would have .+\d+ times?, .+k?Wh$/ });
  await expect(wish.first().or(preview.getByText('would have kept to itself all week'))).toBeVisible();
});

test('a plan that nobody has: the one in force is shown', async ({ page, signInAs }) => {
  await signInAs('h016', 'resident');
  await openPlans(page, 'E016', '?scenario=999999');
  const name = (await inForce(page).locator('b').textContent()) ?? '';
  await expect(card(page, name)).toBeChecked();
});

test('by keyboard alone: look at plans, compare, use one and undo', async ({ page, signInAs }) => {
  await signInAs('h017', 'resident');
  await openPlans(page, 'E017');
  const { keyboard } = page;
  const before = (await inForce(page).locator('b').textContent()) ?? '';
  await tabTo(page, card(page, before));
  await keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/\?scenario=\d+$/);
  await tabTo(page, page.getByRole('checkbox', { name: `Compare with ${before}` }));
  await keyboard.press('Space');
  await expect(page.getByRole('checkbox')).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: /^Use / }));
  await keyboard.press('Enter');
  await expect(inForce(page)).not.toHaveText(`Now on ${before}`);
  await page.locator('h1').press('Home');
  await keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Undo' }));
  await keyboard.press('Enter');
  await expect(inForce(page)).toHaveText(`Now on ${before}`);
});
