import { tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

test('by keyboard alone: what concerns the own home, from the page of all further things', async ({
  page,
  signInAs,
}) => {
  await signInAs('h018', 'resident');
  await page.goto('/hikari_hills/north_loop/E018/more');
  await tabTo(page, page.getByRole('link', { name: 'Alerts' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/hikari_hills/north_loop/E018/alerts');
  await expect(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Now' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^The last 30 days/ })).toBeVisible();
  const tabs = page.getByRole('navigation', { name: 'Main' });
  await expect(tabs.getByRole('link', { name: 'More' })).toHaveAttribute('aria-current', 'true');
  await tabTo(page, page.getByRole('main').getByRole('link', { name: 'More' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/hikari_hills/north_loop/E018/more');
});

test('alerts that did not load say so', async ({ page, problems, signInAs }) => {
  problems.expect(/net::ERR_FAILED/);
  await signInAs('h018', 'resident');
  await page.route(/home\.alerts|alertMails\.current/, (route) => route.abort());
  await page.goto('/hikari_hills/north_loop/E018/alerts');
  await expect(page.getByRole('alert').first()).toContainText('The alerts of your home did not load');
  await expect(page.getByRole('alert').last()).toContainText('What comes by email did not load');
});
