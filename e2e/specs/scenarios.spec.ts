import { tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

const scenarios = '/admin/oss_community/oss_cluster/scenarios';

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
  await expect(page.getByText(name)).toBeHidden();
});

test('what somebody else changed meanwhile is not overwritten, and said', async ({ page, context, problems }) => {
  problems.expect(/status of 409/);
  await page.goto(scenarios);
  await page.getByRole('button', { name: 'NO_DEAL' }).click();
  const description = page.getByRole('textbox', { name: 'Description' });
  const before = await description.inputValue();
  const other = await context.newPage();
  await other.goto(page.url());
  const change = async (which: typeof page, to: string) => {
    await which.getByRole('textbox', { name: 'Description' }).fill(to);
    await which.getByRole('button', { name: 'Save' }).click();
    // Homes may trade by it in the demo: then the question how many they are comes first.
    const confirm = which.getByRole('dialog').getByRole('button', { name: /^Change it for/ });
    await expect(confirm.or(which.getByRole('alert')).or(which.getByText(/^Saved\./))).toBeVisible();
    if (await confirm.isVisible()) await confirm.click();
  };
  await change(other, `${before} (other)`);
  await expect(other.getByText(/^Saved\./)).toBeVisible();
  await change(page, `${before} (mine)`);
  await expect(page.getByRole('alert')).toContainText('Somebody else has changed this scenario meanwhile');
  await change(other, before);
});

test('by keyboard alone: open a scenario, change its description, go back to the list', async ({ page }) => {
  const { keyboard } = page;
  await page.goto(scenarios);
  await tabTo(page, page.getByRole('button', { name: 'NORMAL' }));
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\?scenario=\d+$/);
  await tabTo(page, page.getByRole('textbox', { name: 'Description' }));
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await tabTo(page, page.getByRole('button', { name: 'All scenarios' }));
  await keyboard.press('Enter');
  await expect(page).toHaveURL(scenarios);
});

test('a scenario that there is not is said, with the way to the list', async ({ page }) => {
  await page.goto(`${scenarios}?scenario=2000000000`);
  await expect(page.getByText('There is no scenario 2000000000 here')).toBeVisible();
});
