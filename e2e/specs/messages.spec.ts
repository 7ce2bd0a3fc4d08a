import type { Page } from '@playwright/test';
import { register, uniqueName } from '../support/commands.ts';
import { withFailure } from '../support/failures.ts';
import type { Place } from '../support/installation.ts';
import { choose, pressOn, tabTo, typeInto } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

const path = '/admin/hikari_hills/north_loop/monitoring/messages';

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

test('a recipient is added with its wishes, tried out, changed and removed', async ({ page, problems }) => {
  problems.expect(/status of 400/);
  const address = `${uniqueName('night')}@example.com`;
  await page.goto(path);
  const card = page.getByRole('region', { name: 'Recipients', exact: true });
  const row = card.getByRole('listitem').filter({ hasText: address });
  await card.getByRole('button', { name: 'Add a recipient' }).click();
  await card.getByLabel('Email address').fill('nobody');
  await card.getByLabel('Quiet from').fill('22:00');
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByRole('alert')).toHaveText('Please correct the marked fields.');
  await expect(card.getByLabel('Email address')).toHaveAccessibleDescription(/must be an email address/);
  await card.getByLabel('Email address').fill(address);
  await card.getByLabel('Quiet to').fill('06:30');
  await card.getByLabel('Uploader alive').check();
  await card.getByLabel('Language').selectOption('ja');
  await card.getByLabel(/^Digest/).fill('30');
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText(
    /Email · Uploader alive · Japanese · quiet 22:00–06:30 Asia\/Tokyo · digest every 30.m/,
  );

  await row.getByRole('button', { name: `Send a test to ${address}` }).click();
  await expect(row.getByRole('status')).toContainText('Accepted:');

  await row.getByRole('button', { name: `Edit ${address}` }).click();
  await expect(card.getByLabel('Quiet to')).toHaveValue('06:30');
  await card.getByLabel('Active').uncheck();
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('not active');
  await page.reload();
  await expect(row).toContainText('not active');

  await row.getByRole('button', { name: `Edit ${address}` }).click();
  await card.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(card.getByRole('alert')).toContainText(`${address} will not be told any more`);
  await card.getByRole('button', { name: 'Remove now' }).click();
  await expect(row).toBeHidden();
});

test('a webhook to the own network is refused with the reason, and keeps its secret', async ({ page }) => {
  const address = `http://127.0.0.1:9/${uniqueName('hook')}`;
  await page.goto(path);
  const card = page.getByRole('region', { name: 'Recipients for Commonwatt itself' });
  const row = card.getByRole('listitem').filter({ hasText: address });
  await card.getByRole('button', { name: 'Add a recipient' }).click();
  await card.getByLabel('Way').selectOption('webhook');
  await card.getByLabel('URL').fill(address);
  await card.getByLabel(/^Secret/).fill('a secret of some length');
  await card.getByRole('button', { name: 'Save' }).click();
  await row.getByRole('button', { name: `Send a test to ${address}` }).click();
  await expect(row.getByRole('status')).toContainText('Refused:');
  await row.getByRole('button', { name: `Edit ${address}` }).click();
  await expect(card.getByLabel(/^Secret/)).toHaveValue('');
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: `Edit ${address}` }).click();
  await card.getByRole('button', { name: 'Remove', exact: true }).click();
  await card.getByRole('button', { name: 'Remove now' }).click();
  await expect(row).toBeHidden();
});

test('by keyboard alone: a webhook is added, tried out and removed', async ({ page }) => {
  test.slow(); // many stops of the Tab key
  const address = `http://127.0.0.1:9/${uniqueName('keys')}`;
  await page.goto(path);
  const card = page.getByRole('region', { name: 'Recipients for Commonwatt itself' });
  const row = card.getByRole('listitem').filter({ hasText: address });
  await pressOn(page, card.getByRole('button', { name: 'Add a recipient' }));
  await choose(page, card.getByLabel('Way'), 'Webhook');
  await typeInto(page, card.getByLabel('URL'), address);
  await typeInto(page, card.getByLabel(/^Secret/), 'a secret of some length');
  await page.keyboard.press('Enter');
  await pressOn(page, row.getByRole('button', { name: `Send a test to ${address}` }));
  await expect(row.getByRole('status')).toContainText('Refused:');
  await pressOn(page, row.getByRole('button', { name: `Edit ${address}` }));
  await pressOn(page, card.getByRole('button', { name: 'Remove', exact: true }));
  await pressOn(page, card.getByRole('button', { name: 'Remove now' }));
  await expect(row).toBeHidden();
});

test('what was given up, and how Commonwatt itself does', async ({ page }) => {
  await page.goto(path);
  const own = page.getByRole('region', { name: 'Commonwatt itself', exact: true });
  await expect(own.getByRole('row').filter({ hasText: 'runMonitors' })).toContainText(/sec ago/);
  await expect(own.getByRole('term').filter({ hasText: 'Messages given up' })).toBeVisible();
  await expect(page.getByText('Every message was delivered or is on its way.')).toHaveCount(2);
});

type Stored = { id: number };

/** Makes (without `expected`) or changes a recipient as the page does. */
async function saveRecipient(page: Page, place: Place, recipient: object, expected?: Stored): Promise<Stored> {
  const name = expected === undefined ? 'create' : 'replace';
  const answer = await page.request.post(`/trpc/monitoring.recipients.${name}`, {
    headers: { origin: place.url },
    data: { json: { ...(expected && { id: expected.id, expected }), recipient } },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()).result.data.json;
}

test('by keyboard alone: a message that was given up is tried again', async ({ page, place }) => {
  test.slow(); // it is given up at the second attempt
  const ref = { communityId: uniqueName('zz_given_up'), clusterId: 'k' };
  await register(place, ref, ['U1']);
  const address = `http://127.0.0.1:9/${ref.communityId}`;
  const secret = 'a secret of some length';
  const recipient = { channel: 'webhook', communityCode: ref.communityId, address, secret };
  const made = await saveRecipient(page, place, recipient);
  await withFailure({ page, place }, ref, async () => {
    await saveRecipient(page, place, { ...recipient, isActive: false }, made);
    const card = page.getByRole('region', { name: 'Given up', exact: true });
    const message = card.getByRole('listitem').filter({ hasText: address });
    await expect(async () => {
      await page.goto(`/admin/${ref.communityId}/k/monitoring/messages`);
      await expect(message).toContainText('the recipient is switched off', { timeout: 5_000 });
    }).toPass({ timeout: 150_000 });
    await tabTo(page, message.getByRole('button', { name: `Try again: ${address}` }));
    await page.keyboard.press('Enter');
    // It may be given up once more before anybody could look: its recipient is still switched off.
    await expect(card.getByRole('status')).toHaveText('1 message is tried again.');
  });
});

test('what somebody else has changed meanwhile is not overwritten, and said', async ({ page, place, problems }) => {
  problems.expect(/status of 409/);
  const address = `${uniqueName('both')}@example.com`;
  const recipient = { channel: 'email', communityCode: 'hikari_hills', address };
  const made = await saveRecipient(page, place, recipient);
  await page.goto(path);
  const card = page.getByRole('region', { name: 'Recipients', exact: true });
  await card.getByRole('button', { name: `Edit ${address}` }).click();
  await card.getByLabel('Language').selectOption('ja');
  await saveRecipient(page, place, { ...recipient, isActive: false }, made);
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByRole('alert')).toContainText('Somebody else has changed this recipient meanwhile.');
  await card.getByRole('button', { name: 'Show it as it is now' }).click();
  await expect(card.getByRole('listitem').filter({ hasText: address })).toContainText('not active');
});

test('by keyboard alone: a recipient is added, tried out, changed and removed', async ({ page }) => {
  test.slow(); // many stops of the Tab key
  const { keyboard } = page;
  const address = `${uniqueName('keys')}@example.com`;
  await page.goto(path);
  const card = page.getByRole('region', { name: 'Recipients', exact: true });
  const row = card.getByRole('listitem').filter({ hasText: address });
  await pressOn(page, card.getByRole('button', { name: 'Add a recipient' }));
  await typeInto(page, card.getByLabel('Email address'), address);
  await pressOn(page, card.getByLabel('Uploader alive'), 'Space');
  await pressOn(page, card.getByLabel('Language'), 'ArrowDown');
  await typeInto(page, card.getByLabel('Quiet from'), '1000P');
  await typeInto(page, card.getByLabel('Quiet to'), '0630A');
  await keyboard.press('Enter');
  await expect(row).toContainText(/Email · Uploader alive · Japanese · quiet 22:00–06:30/);
  await pressOn(page, row.getByRole('button', { name: `Send a test to ${address}` }));
  await expect(row.getByRole('status')).toContainText('Accepted:');
  const edit = row.getByRole('button', { name: `Edit ${address}` });
  await pressOn(page, edit);
  await pressOn(page, card.getByLabel('Active'), 'Space');
  await keyboard.press('Enter');
  await expect(row).toContainText('not active');
  await pressOn(page, edit);
  await pressOn(page, card.getByRole('button', { name: 'Remove', exact: true }));
  await pressOn(page, card.getByRole('button', { name: 'Remove now' }));
  await expect(row).toBeHidden();
});
