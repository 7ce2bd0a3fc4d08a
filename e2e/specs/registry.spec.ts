import type { BrowserContext, Page } from '@playwright/test';
import { addUser, register, testPassword, uniqueName } from '../support/commands.ts';
import { choose, pressOn, tabTo, typeInto } from '../support/keyboard.ts';
import { signIn } from '../support/sign-in.ts';
import { expect, test } from '../support/test.ts';

const drawer = (page: Page) => page.getByRole('complementary');
const cell = (page: Page, text: string) => page.getByRole('cell', { name: text, exact: true });
const save = (page: Page) =>
  drawer(page)
    .getByRole('button', { name: /^(Save|Register)$/ })
    .click();

/** A colleague names what is open at an address “Theirs”. */
async function nameMeanwhile({ context }: { context: BrowserContext }, appUrl: string, address: string): Promise<void> {
  await signIn(context, appUrl, { username: 'admin', password: 'admin', app: 'admin' });
  const other = await context.newPage();
  await other.goto(address);
  await drawer(other).getByLabel('Name').fill('Theirs');
  await save(other);
  await expect(cell(other, 'Theirs')).toBeVisible();
}

test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

test('a community, its cluster and a unit are registered; what is wrong is said at its field', async ({
  page,
  problems,
}) => {
  problems.expect(/status of (400|409)/);
  const code = uniqueName('zz_registry');
  await page.goto('/admin/registry');
  await expect(page).toHaveURL('/admin/registry/communities');
  await page.getByRole('button', { name: 'Add' }).click();
  await drawer(page).getByLabel('ID').fill(code);
  await save(page);
  await expect(drawer(page).getByRole('alert')).toHaveText('Please correct the marked fields.');
  await expect(drawer(page).getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
  await drawer(page).getByLabel('Name').fill('Registry test');
  await save(page);
  await expect(page.getByRole('status').filter({ hasText: 'Registered.' })).toBeVisible();
  await page.getByRole('button', { name: 'Add' }).click();
  await drawer(page).getByLabel('ID').fill(code);
  await drawer(page).getByLabel('Name').fill('Again');
  await save(page);
  await expect(drawer(page).getByRole('alert')).toHaveText('Please correct the marked fields.');
  await expect(drawer(page).getByLabel('ID')).toHaveAttribute('aria-invalid', 'true');
  await expect(drawer(page).getByText('There is such a community already.')).toBeVisible();

  await page.goto('/admin/registry/clusters?row=new');
  await drawer(page).getByLabel('Community').selectOption('Registry test');
  await drawer(page).getByLabel('ID').fill('k');
  await drawer(page).getByLabel('Name').fill(`${code} cluster`);
  await drawer(page).getByLabel('Time zone').fill('Mars/Olympus');
  await save(page);
  await expect(drawer(page).getByLabel('Time zone')).toHaveAttribute('aria-invalid', 'true');
  await drawer(page).getByLabel('Time zone').fill('Europe/Berlin');
  await save(page);
  await expect(page.getByRole('status').filter({ hasText: 'Registered.' })).toBeVisible();

  await page.goto('/admin/registry/units?row=new');
  await drawer(page).getByLabel('Cluster').selectOption(`Registry test / ${code} cluster`);
  await drawer(page).getByLabel('ID').fill(`${code}_U1`);
  await drawer(page).getByLabel('Name').fill('First');
  await drawer(page)
    .getByLabel(/^In service from/)
    .fill('2026-04-01T00:00');
  await drawer(page)
    .getByLabel(/^In service to/)
    .fill('2026-03-01T00:00');
  await save(page);
  await expect(drawer(page).getByLabel(/^In service to/)).toHaveAccessibleDescription(/must be after the beginning/);
  await drawer(page)
    .getByLabel(/^In service to/)
    .fill('');
  await save(page);
  await page.getByLabel('Search the table').fill(code);
  await page.keyboard.press('Enter');
  await expect(cell(page, `${code}_U1`)).toBeVisible();
  await expect(page.getByText('1 row')).toBeVisible();

  // What has something in it is not deleted, and says how much that is.
  await page.goto(`/admin/registry/communities?q=${code}`);
  await page.getByRole('button', { name: code }).click();
  await drawer(page).getByRole('button', { name: 'Delete…' }).click();
  await expect(drawer(page).getByRole('alert')).toContainText(/cannot be deleted yet.*1 cluster/s);
  await expect(drawer(page).getByRole('button', { name: 'Delete now' })).toHaveCount(0);
});

test('a change and a deletion are taken back; a change by somebody else is shown and followed', async ({
  page,
  problems,
  openContext,
  place,
}) => {
  problems.expect(/status of 409/);
  const code = uniqueName('zz_undo');
  await register(place, { communityId: code, clusterId: 'k' }, []);
  await page.goto(`/admin/registry/clusters?q=k`);
  await page.goto(`/admin/registry/communities?q=${code}`);
  await page.getByRole('button', { name: code }).click();
  await drawer(page).getByLabel('ID').fill(`${code}x`);
  await expect(drawer(page).getByLabel('ID')).toHaveAccessibleDescription(/Programs report under this ID/);
  await drawer(page).getByLabel('ID').fill(code);
  await drawer(page).getByLabel('Name').fill('One');
  await save(page);
  await expect(cell(page, 'One')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  const takenBack = page.getByRole('status').filter({ hasText: 'Taken back.' });
  await expect(takenBack).toBeVisible();
  await expect(cell(page, 'One')).toHaveCount(0);
  // The open form goes on from there, with what was typed meanwhile, and is nobody else's change to itself.
  await expect(drawer(page).getByLabel('Name')).toHaveValue(code);
  await drawer(page).getByLabel('Name').fill('Two');
  await save(page);
  await expect(cell(page, 'Two')).toBeVisible();
  await expect(drawer(page).getByRole('alert')).toHaveCount(0);
  await tabTo(page, page.getByRole('button', { name: 'Undo', exact: true }));
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByLabel('Name')).toHaveValue(code);
  await expect(takenBack).toBeVisible();
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(takenBack).toHaveCount(0);

  await page.goBack();
  await page.reload();
  await expect(drawer(page).getByLabel('Name')).toHaveValue(code);
  await nameMeanwhile(await openContext(), place.url, page.url());

  await drawer(page).getByLabel('ID').fill(`${code}_mine`);
  await save(page);
  const stale = drawer(page).getByRole('alert');
  await expect(stale).toContainText(`Name: ${code} → Theirs`);
  await stale.getByRole('button', { name: 'Take that over and keep what I changed' }).click();
  await expect(drawer(page).getByLabel('Name')).toHaveValue('Theirs');
  await expect(drawer(page).getByLabel('ID')).toHaveValue(`${code}_mine`);
  await save(page);
  await expect(cell(page, 'Theirs')).toBeVisible();

  await page.goto('/admin/registry/communitySettings?row=new');
  await drawer(page).getByLabel('Community ID').fill(code);
  await drawer(page).getByLabel('Mail to').fill('night@example.com');
  await save(page);
  await page.getByRole('button', { name: code }).click();
  await drawer(page).getByRole('button', { name: 'Delete…' }).click();
  await expect(drawer(page).getByRole('alert')).toContainText('It can be taken back right afterwards.');
  await drawer(page).getByRole('button', { name: 'Delete now' }).click();
  await expect(cell(page, code)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(cell(page, code)).toBeVisible();
});

test('a user gets a home and can sign in; a new password ends the sessions; the end is told in numbers', async ({
  page,
  place,
  openContext,
  problems,
}) => {
  problems.expect(/status of 400/);
  const name = uniqueName('user');
  await page.goto('/admin/registry/users?row=new');
  await drawer(page).getByLabel('User name').fill(name);
  await drawer(page).getByLabel('Password').fill('short');
  await save(page);
  await expect(drawer(page).getByLabel('Password')).toHaveAttribute('aria-invalid', 'true');
  await drawer(page).getByLabel('Password').fill(testPassword);
  await save(page);
  await page.getByLabel('Search the table').fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name }).click();
  await drawer(page).getByLabel('Add a home').selectOption('hikari_hills / north_loop / E001');
  await drawer(page).getByRole('button', { name: 'Save homes' }).click();
  await expect(drawer(page).getByText('The homes are saved.')).toBeVisible();

  const resident = await openContext();
  await signIn(resident.context, place.url, { username: name, password: testPassword, app: 'resident' });
  await page.reload();
  await drawer(page).getByRole('button', { name: 'Delete…' }).click();
  await expect(drawer(page).getByRole('alert')).toContainText(
    /1 home loses this resident.*1 session ends.*It cannot be taken back/s,
  );
  await drawer(page).getByRole('button', { name: 'Keep it' }).click();
  await drawer(page).getByLabel('Password').fill('another good one');
  await drawer(page).getByRole('button', { name: 'Set password' }).click();
  await expect(drawer(page).getByText('The password is set.')).toBeVisible();
  const current = await resident.context.request.get(`${place.url}/trpc/signIn.current`);
  expect((await current.json()).result.data.json).toBeNull();
  await drawer(page).getByRole('button', { name: 'Delete…' }).click();
  await drawer(page).getByRole('button', { name: 'Delete now' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Deleted.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0);
});

test('staff are limited to communities, and the list is narrowed to staff', async ({ page, place }) => {
  const name = uniqueName('staff');
  await page.goto('/admin/registry/users?row=new');
  await drawer(page).getByLabel('User name').fill(name);
  await drawer(page).getByLabel('Password').fill(testPassword);
  await drawer(page).getByLabel('Staff').check();
  await save(page);
  await page.getByRole('combobox', { name: 'Staff' }).selectOption('Yes');
  await expect(page).toHaveURL(/isStaff/);
  await page.getByRole('button', { name }).click();
  await drawer(page).getByLabel('Only these communities').check();
  await drawer(page).getByLabel('Hikari Hills').check();
  await drawer(page).getByRole('button', { name: 'Save communities' }).click();
  await expect(drawer(page).getByText('The communities are saved.')).toBeVisible();
  await page.context().clearCookies();
  await signIn(page.context(), place.url, { username: name, password: testPassword, app: 'admin' });
  await page.goto('/admin/registry/communities');
  await expect(cell(page, 'hikari_hills')).toBeVisible();
  await expect(cell(page, 'oss_community')).toHaveCount(0);
});

test('many homes: a preview first, then all of them; the audit trail says who did what', async ({ page }) => {
  const code = uniqueName('zz_batch');
  await page.goto('/admin/registry/batch');
  const text = page.getByLabel('or its text');
  await text.fill(`community,cluster,unit,time_zone,residents\n${code},k,U1,UTC,nobody_at_all\n`);
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('alert')).toContainText(/1 problem: nothing is changed.*Row 1:.*no user nobody_at_all/s);
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'homes.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`community,cluster,unit,time_zone\n${code},k,U1,UTC\n${code},k,U2,UTC\n`),
  });
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByText('4 changes', { exact: true })).toBeVisible();
  await expect(page.getByText(`unit ${code}/k/U2`)).toBeVisible();
  await page.getByRole('button', { name: 'Make 4 changes' }).click();
  await expect(page.getByText('4 changes were made.')).toBeVisible();

  await page.goto(`/admin/registry/communities?q=${code}`);
  await page.getByRole('button', { name: code }).click();
  await drawer(page).getByLabel('Name').fill('Renamed');
  await save(page);
  await page.getByRole('link', { name: 'Audit trail' }).click();
  await page.getByLabel('Who, act or what').fill(code);
  await page.keyboard.press('Enter');
  const event = page.getByRole('listitem').filter({ hasText: `community.editcommunity ${code}` });
  await expect(event).toContainText(new RegExp(`staff.*community ${code}.*Name\\s*${code}\\s*Renamed`, 's'));
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(page.getByText('Nothing was changed.')).toBeVisible();
});

test('by keyboard alone: a community is made, found, changed, found changed by others, deleted and brought back', async ({
  page,
  openContext,
  place,
  problems,
}) => {
  test.slow(); // many stops of the Tab key
  problems.expect(/status of 409/);
  const { keyboard } = page;
  const code = uniqueName('zz_keys');
  const done = (text: string) => page.getByRole('status').filter({ hasText: text });
  await page.goto('/admin/registry/communities');
  await pressOn(page, page.getByRole('button', { name: 'Add' }));
  await typeInto(page, drawer(page).getByLabel('ID'), code);
  await typeInto(page, drawer(page).getByLabel('Name'), 'Made');
  await keyboard.press('Enter');
  await expect(done('Registered.')).toBeVisible();
  await typeInto(page, page.getByLabel('Search the table'), code);
  await keyboard.press('Enter');
  await expect(page.getByText('1 row')).toBeVisible();
  const row = page.getByRole('button', { name: code });
  await pressOn(page, row);
  await typeInto(page, drawer(page).getByLabel('Name'), 'By keys');
  await keyboard.press('Enter');
  await expect(cell(page, 'By keys')).toBeVisible();

  await nameMeanwhile(await openContext(), place.url, page.url());
  await typeInto(page, drawer(page).getByLabel('ID'), `${code}_mine`);
  await keyboard.press('Enter');
  await pressOn(page, drawer(page).getByRole('button', { name: 'Take that over and keep what I changed' }));
  await expect(drawer(page).getByLabel('Name')).toHaveValue('Theirs');
  await pressOn(page, drawer(page).getByRole('button', { name: 'Save' }));
  await expect(cell(page, `${code}_mine`)).toBeVisible();
  await keyboard.press('Escape');
  await expect(drawer(page)).toBeHidden();

  await pressOn(page, row);
  await pressOn(page, drawer(page).getByRole('button', { name: 'Delete…' }));
  await pressOn(page, drawer(page).getByRole('button', { name: 'Delete now' }));
  await expect(row).toHaveCount(0);
  await pressOn(page, page.getByRole('button', { name: 'Undo', exact: true }));
  await expect(row).toBeVisible();
});

test('by keyboard alone: staff are limited and get a password; many homes; the audit trail of a day', async ({
  page,
}) => {
  test.slow(); // many stops of the Tab key
  const { keyboard } = page;
  const name = uniqueName('staff');
  const code = uniqueName('zz_batch');
  await page.goto('/admin/registry/users?row=new');
  await typeInto(page, drawer(page).getByLabel('User name'), name);
  await pressOn(page, drawer(page).getByLabel('Staff'), 'Space');
  await typeInto(page, drawer(page).getByLabel('Password'), testPassword);
  await keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Registered.' })).toBeVisible();
  await choose(page, page.getByRole('combobox', { name: 'Staff' }), 'Y');
  await pressOn(page, page.getByRole('button', { name }));
  await pressOn(page, drawer(page).getByLabel('Only these communities'), 'Space');
  await pressOn(page, drawer(page).getByLabel('Hikari Hills'), 'Space');
  await keyboard.press('Enter');
  await expect(drawer(page).getByText('The communities are saved.')).toBeVisible();
  await typeInto(page, drawer(page).getByLabel('Password'), 'another good one');
  await keyboard.press('Enter');
  await expect(drawer(page).getByText('The password is set.')).toBeVisible();

  await pressOn(page, page.getByRole('link', { name: 'Many at once' }));
  await typeInto(page, page.getByLabel('or its text'), `community,cluster,unit,time_zone\n${code},k,U1,UTC`);
  await pressOn(page, page.getByRole('button', { name: 'Preview' }));
  await pressOn(page, page.getByRole('button', { name: 'Make 3 changes' }));
  await expect(page.getByText('3 changes were made.')).toBeVisible();
  const asked = page.waitForEvent('filechooser');
  await pressOn(page, page.getByLabel('File', { exact: true }));
  const buffer = Buffer.from(`community,cluster,unit,time_zone\n${code},k,U2,UTC\n`);
  await (await asked).setFiles({ name: 'homes.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByLabel('or its text')).toHaveValue(/U2/);
  await pressOn(page, page.getByRole('button', { name: 'Preview' }));
  await pressOn(page, page.getByRole('button', { name: 'Make 1 change' }));
  await expect(page.getByText('1 change was made.')).toBeVisible();

  await pressOn(page, page.getByRole('link', { name: 'Audit trail' }));
  await typeInto(page, page.getByLabel('Who, act or what'), code);
  await keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${code}`));
  const found = page.getByRole('listitem').filter({ hasText: 'batch.register' });
  await expect(found).toHaveCount(2);
  await expect(found.first()).toContainText(`1 home of ${code}`);
  // A browser tells of a date after each digit of its year.
  await typeInto(page, page.getByLabel('To', { exact: true }), '01012020');
  await expect(page).toHaveURL(/to=2020-01-01/);
  await expect(page.getByText('Nothing was changed.')).toBeVisible();
});

test('users show where they live and when they came, sorted by it; a row leads to what was done to it', async ({
  page,
  place,
}) => {
  const name = uniqueName('shown');
  await addUser(place, name, ['--home', 'hikari_hills/north_loop/E001']);
  await page.goto(`/admin/registry/users?q=shown_`);
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('hikari_hills/north_loop/E001');
  const joined = page.getByRole('columnheader', { name: 'Joined' });
  await joined.getByRole('button').click();
  await expect(joined).toHaveAttribute('aria-sort', 'ascending');
  await expect(page).toHaveURL(/sort=joinedAt/);
  await page.getByRole('button', { name }).click();
  await drawer(page).getByLabel('First name').fill('Anna');
  await save(page);
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
  await drawer(page).getByRole('link', { name: 'What was done to it' }).click();
  await expect(page.getByText(/^Only what was done to user \d+/)).toBeVisible();
  await expect(page.getByText('user.edit')).toHaveCount(1);
  await expect(page.getByRole('listitem').filter({ hasText: 'user.edit' })).toContainText(/changed.*First name.*Anna/s);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(page).toHaveURL('/admin/registry/audit');
});

test('failures are narrowed by when they were closed, by keyboard alone', async ({ page }) => {
  await page.goto('/admin/registry/failures');
  const closed = page.getByRole('combobox', { name: 'Closed' });
  await tabTo(page, closed);
  await page.keyboard.press('ArrowDown');
  await expect(closed).toHaveValue('open');
  await expect(page).toHaveURL(/closedAt/);
  await expect(page.getByText(/^\d+ rows?$|There is nothing yet|Nothing fits/).first()).toBeVisible();
});

test('tables, rows and filters that there are not', async ({ page }) => {
  await page.goto('/admin/registry/nothing');
  await expect(page.getByText('There is no table nothing')).toBeVisible();
  await page.goto('/admin/registry/units?row=2000000000');
  await expect(drawer(page)).toContainText('It is gone');
  await page.goto('/admin/registry/units?by=%7B%22zzz%22%3A1%7D');
  await expect(page.getByText('Units did not load')).toBeVisible();
});
