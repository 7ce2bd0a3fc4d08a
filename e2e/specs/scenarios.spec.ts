import type { Page } from '@playwright/test';
import { register, uniqueName } from '../support/commands.ts';
import { tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

const scenarios = '/admin/oss_community/oss_cluster/scenarios';
const rules = (page: Page) => page.getByRole('textbox', { name: 'Rules (JSON)' });
const save = (page: Page) => page.getByRole('button', { name: 'Save' });
const done = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

/** A new scenario with the rules that one begins with; its page is open then. */
async function write(page: Page, where: string, name: string): Promise<void> {
  await page.goto(`${where}?scenario=new`);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await save(page).click();
  await expect(page).toHaveURL(/\?scenario=\d+$/);
}

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

test('a scenario is written, seen as a picture and in words, tried on a week, saved, changed and deleted', async ({
  page,
}) => {
  await page.goto(scenarios);
  await expect(page.getByRole('row').filter({ hasText: 'HIGH_PRIORITY' })).toBeVisible();
  await page.getByRole('button', { name: 'New scenario' }).click();
  await expect(page).toHaveURL(/\?scenario=new$/);
  const name = `Winter ${Date.now()}`;
  const text = page.getByRole('textbox', { name: 'Rules (JSON)' });
  const save = page.getByRole('button', { name: 'Save' });
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await expect(page.getByText('00:00 – 24:00').first()).toBeVisible();
  await expect(page.getByText(/^Really it gave/)).toBeVisible();

  const good = await text.inputValue();
  await text.fill(good.replace('"limitWh": 3600', '"limitWh": "3600"'));
  await expect(page.getByText(/request\.high\.discharge\.limitWh/)).toBeVisible();
  await expect(save).toBeDisabled();
  await text.fill(good);
  await save.click();
  await expect(page).toHaveURL(/\?scenario=\d+$/);
  await expect(page.getByText('Homes that trade by it')).toBeVisible();

  await text.fill(good.replace('3600-', '3700-').replace('1800-3600', '1800-3700'));
  await expect(page.getByRole('region', { name: 'What would change' }).locator('ins').first()).toContainText('3700-');
  await save.click();
  await expect(page.getByRole('region', { name: 'What would change' })).toBeHidden();

  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog')).toContainText('No home trades by it');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(scenarios);
  await expect(page.getByText('HIGH_PRIORITY')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: name })).toBeHidden();
});

test('what somebody else changed meanwhile is shown, and taken over with what was typed, or instead of it', async ({
  page,
  context,
  problems,
}) => {
  problems.expect(/status of 409/);
  const name = uniqueName('Stale');
  await write(page, scenarios, name);
  const other = await context.newPage();
  await other.goto(page.url());
  const good = await rules(page).inputValue();
  const theirs = good.replace('3600-', '3700-').replace('1800-3600', '1800-3700');
  await rules(other).fill(theirs);
  await save(other).click();
  await expect(done(other, 'Saved.')).toBeVisible();

  await page.getByRole('textbox', { name: 'Description' }).fill('mine');
  await save(page).click();
  const stale = page.getByRole('alert');
  await expect(stale).toContainText('Somebody else has changed this scenario meanwhile');
  await expect(stale.locator('ins')).toContainText('3700-');
  await stale.getByRole('button', { name: 'Take that over and keep what I changed' }).click();
  await expect(rules(page)).toHaveValue(theirs);
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('mine');
  await save(page).click();
  await expect(done(page, 'Saved.')).toBeVisible();

  // Both change the same line of the rules: then one of them is chosen.
  await rules(page).fill(theirs.replace('3700-"', '3900-"'));
  await rules(other).fill(theirs.replace('3700-"', '3800-"'));
  await save(other).click();
  await other.getByRole('button', { name: 'Take that over and keep what I changed' }).click();
  await save(other).click();
  await expect(save(other)).toBeDisabled();
  await save(page).click();
  await expect(stale.getByRole('button', { name: 'Keep my rules' })).toBeVisible();
  await stale.getByRole('button', { name: 'Drop my changes and take theirs' }).click();
  await expect(rules(page)).toHaveValue(theirs.replace('3700-"', '3800-"'));
  await expect(save(page)).toBeDisabled();
});

test('the question before a save names the homes and what they will do otherwise; a save is undone', async ({
  page,
  place,
}) => {
  const community = uniqueName('zz_rules');
  await register(place, { communityId: community, clusterId: 'k' }, ['U1', 'U2']);
  const where = `/admin/${community}/k/scenarios`;
  await write(page, where, 'Ours');
  const address = page.url();
  await page.goto('/admin/registry/choices?row=new');
  const drawer = page.getByRole('complementary');
  await drawer.getByLabel('Community ID').fill(community);
  await drawer.getByLabel('Cluster ID').fill('k');
  await drawer.getByLabel('Unit ID').fill('U1');
  await drawer.getByLabel('Scenario').selectOption({ label: 'Ours' });
  await drawer.getByRole('button', { name: 'Register' }).click();
  await expect(done(page, 'Registered.')).toBeVisible();

  await page.goto(address);
  const home = page.getByRole('region', { name: 'Homes that trade by it' }).getByRole('link', { name: 'U1' });
  await expect(home).toHaveAttribute('href', `/admin/${community}/k/units/U1`);
  const good = await rules(page).inputValue();
  await rules(page).fill(good.replace('3600-"', '3700-"').replace('1800-3600', '1800-3700'));
  await save(page).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('link', { name: /^U1/ })).toBeVisible();
  await expect(dialog).toContainText('00:00 – 24:00');
  await expect(dialog).toContainText(/offers to give, down to 3\.60.kWh → gives if asked, down to 2\.70.kWh/);
  await dialog.getByRole('button', { name: 'Change it for 1 home' }).click();
  await expect(done(page, 'Saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(done(page, 'Taken back.')).toBeVisible();
  await expect(rules(page)).toHaveValue(good);
  await page.reload();
  await expect(rules(page)).toHaveValue(good);
});

test('by keyboard alone: a scenario is written, saved, changed, undone, deleted and brought back', async ({ page }) => {
  const { keyboard } = page;
  const name = uniqueName('Keys');
  const press = async (target: ReturnType<Page['getByRole']>) => {
    await tabTo(page, target);
    await keyboard.press('Enter');
  };
  await page.goto(scenarios);
  await press(page.getByRole('button', { name: 'New scenario' }));
  await tabTo(page, page.getByRole('textbox', { name: 'Name' }));
  await keyboard.type(name);
  await tabTo(page, page.getByRole('textbox', { name: 'Description' }));
  await keyboard.type('by keys');
  await press(save(page));
  await expect(page).toHaveURL(/\?scenario=\d+$/);
  await tabTo(page, rules(page));
  await keyboard.press('ControlOrMeta+End');
  await keyboard.type('\n');
  await press(save(page));
  await expect(save(page)).toBeDisabled();
  await press(page.getByRole('button', { name: 'Undo' }));
  await expect(done(page, 'Taken back.')).toBeFocused();
  await press(page.getByRole('button', { name: 'Delete' }));
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.press('Shift+Tab');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(scenarios);
  await expect(page.getByRole('row').filter({ hasText: name })).toBeHidden();
  await press(page.getByRole('button', { name: 'Undo' }));
  await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
});

test('the list is searched and sorted, and says who changed a scenario last', async ({ page }) => {
  const name = uniqueName('Listed');
  await write(page, scenarios, name);
  await page.getByRole('button', { name: 'All scenarios' }).click();
  await page.getByRole('button', { name: 'Changed' }).click();
  await expect(page).toHaveURL(/sort=changed$/);
  await page.getByRole('button', { name: 'Changed' }).click();
  await expect(page).toHaveURL(/sort=changed&down=true/);
  await expect(page.getByRole('columnheader', { name: 'Changed' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('searchbox', { name: 'Search scenarios' }).fill(name);
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('by staff');
  await page.getByRole('searchbox', { name: 'Search scenarios' }).fill('no such words');
  await expect(page.getByText('No scenario fits.')).toBeVisible();
});

test('the levels beside the picture stay within its card on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto(scenarios);
  await page.getByRole('button', { name: 'HIGH_PRIORITY' }).click();
  const card = page.getByRole('region', { name: 'What it means' });
  const label = card.locator('svg text', { hasText: 'kWh' }).first();
  const [outer, inner] = [await card.boundingBox(), await label.boundingBox()];
  expect(inner?.x).toBeGreaterThan((outer?.x ?? 0) + 1);
});

test('a scenario that there is not is said, with the way to the list', async ({ page }) => {
  await page.goto(`${scenarios}?scenario=2000000000`);
  await expect(page.getByText('There is no scenario 2000000000 here')).toBeVisible();
});
