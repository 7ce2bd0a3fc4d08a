import type { Page } from '@playwright/test';
import { tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

const copy = (page: Page) => page.getByRole('button', { name: 'Copy details' }).first();
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('staff copy what is known of a failure, for somebody who can help', async ({
  page,
  context,
  signInAs,
  problems,
}) => {
  problems.expect(/answer 500|status of 500/);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signInAs('staff', 'admin');
  const data = { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500, requestId: 'req-4711' };
  const error = { json: { message: 'Something went wrong on the server', code: -32603, data } };
  await page.route(/scenarios\.list/, (route) => {
    // Questions that are asked together are answered together.
    const paths = new URL(route.request().url()).pathname.split(',');
    return route.fulfill({ status: 500, json: paths.map(() => ({ error })) });
  });
  await page.goto('/admin/oss_community/oss_cluster/scenarios?scenario=new&token=secret');
  const notice = page.getByRole('alert').filter({ hasText: 'Scenarios did not load' });
  await notice.getByRole('button', { name: 'Copy details' }).click();
  await expect(page.getByText('Copied. Send it to someone who can help.')).toBeVisible();
  const text = await clipboard(page);
  expect(text).toMatch(
    /^Not loaded: Scenarios\nWhen: \d{4}-\d\d-\d\dT.*Z\nPage: http.*\/scenarios\nAsked: .*scenarios\.list/,
  );
  expect(text).toContain('Answer: 500 INTERNAL_SERVER_ERROR, Something went wrong on the server\nRequest: req-4711');
  expect(text).not.toContain('secret');
});

test('a resident does so by keyboard alone, and by hand where the browser does not let a page copy', async ({
  page,
  signInAs,
  problems,
}) => {
  problems.expect(/Failed to load resource/);
  await signInAs('h001', 'resident');
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await page.route(/home\.deals/, (route) => route.abort());
  await page.goto('/hikari_hills/north_loop/E001/sharing');
  await tabTo(page, copy(page));
  await page.keyboard.press('Enter');
  const text = page.getByRole('textbox', { name: 'Details of the failure' });
  // What else was asked at once did not come either.
  await expect(text).toHaveValue(/Asked: .*home\.deals.*\nNo answer: /);
  await tabTo(page, text);
});
