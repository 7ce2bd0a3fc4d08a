import { testPassword } from '../support/commands.ts';
import { runCommand, startEmpty } from '../support/installation.ts';
import { tabTo } from '../support/keyboard.ts';
import { signIn } from '../support/sign-in.ts';
import { test as base, expect } from '../support/test.ts';

// An installation of its own, which writes its mails to its log and takes a home for silent after 5 s.

const test = base.extend<object, { own: Awaited<ReturnType<typeof startEmpty>> }>({
  own: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this parameter
    async ({}, use) => {
      const installation = await startEmpty((url) => ({ PUBLIC_URL: url, MONITOR_WINDOW_MS: '5000' }));
      const { place } = installation;
      await runCommand(place, ['register', 'hills', 'loop', 'U1']);
      await runCommand(place, ['user', 'add', 'keeper', '--staff'], testPassword);
      await runCommand(place, ['user', 'add', 'dweller', '--home', 'hills/loop/U1'], testPassword);
      await use(installation);
      await installation.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  place: [({ own }, use) => use(own.place), { scope: 'worker' }],
});

test.describe.configure({ mode: 'serial' });

const address = 'dweller@example.org';
const alerts = '/hills/loop/U1/alerts';

test('by keyboard alone: an address is confirmed by the code that came there, and alerts are chosen', async ({
  page,
  context,
  place,
  own,
  problems,
}) => {
  problems.expect(/status of 400/);
  const { keyboard } = page;
  await signIn(context, place.url, { username: 'dweller', password: testPassword, app: 'resident' });
  await page.goto(alerts);
  await expect(page.getByText('Nothing is sent before the address is confirmed.')).toBeVisible();
  await tabTo(page, page.getByLabel('Email address'));
  await keyboard.type(address);
  await keyboard.press('Enter');
  await expect(page.getByText(`A code was sent to ${address}.`)).toBeVisible();
  await page.reload();
  await tabTo(page, page.getByLabel('Code from the mail'));
  await keyboard.type('2222-2222');
  await keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('This code is not right, or too old.');
  await page.getByLabel('Code from the mail').fill('');
  await tabTo(page, page.getByLabel('Code from the mail'));
  await keyboard.type(/\\n([2-9A-Z]{4}-[2-9A-Z]{4})\\n/.exec(own.output())?.[1] ?? '');
  await keyboard.press('Enter');
  await expect(page.getByText(`Mails go to ${address}.`)).toBeVisible();

  await tabTo(page, page.getByRole('checkbox', { name: /nothing is heard from my home/ }));
  await keyboard.press('Space');
  await tabTo(page, page.getByRole('checkbox', { name: 'Not during these hours' }));
  await keyboard.press('Space');
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('22:00');
  await keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Save' }));
  await keyboard.press('Enter');
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('checkbox', { name: /nothing is heard from my home/ })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /my home reports a problem/ })).not.toBeChecked();
});

test('a home that falls silent is told by email; the link in the mail ends such mails by a button', async ({
  page,
  context,
  place,
  own,
  openContext,
}) => {
  const staff = await openContext();
  await signIn(staff.context, place.url, { username: 'keeper', password: testPassword, app: 'admin' });
  const monitoring = await staff.context.newPage();
  await monitoring.goto('/admin/hills/loop/monitoring');
  await monitoring.getByRole('switch', { name: 'Unit software alive' }).click();
  await expect.poll(own.output, { timeout: 45_000 }).toContain('Nothing was heard from your home: U1');
  expect(own.output()).toContain(`The alerts of your home: ${place.url}${alerts}`);

  const link = /No more of these mails: (http\S+?\/unsubscribe\?token=[\w-]+)/.exec(own.output())?.[1] ?? '';
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Mails about your home' })).toBeVisible();
  await signIn(context, place.url, { username: 'dweller', password: testPassword, app: 'resident' });
  const settings = await context.newPage();
  await settings.goto(alerts);
  const isWanted = settings.getByRole('checkbox', { name: /nothing is heard from my home/ });
  await expect(isWanted).toBeChecked();

  await tabTo(page, page.getByRole('button', { name: 'No more of these mails' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^No more of these mails are sent/)).toBeVisible();
  await settings.reload();
  await expect(isWanted).not.toBeChecked();
  await page.goto(`/unsubscribe?token=${'x'.repeat(43)}`);
  await page.getByRole('button', { name: 'No more of these mails' }).click();
  await expect(page.getByText('This link is not good any more.')).toBeVisible();
});
