import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test as base, expect } from '@playwright/test';
import { keepDealRunning } from '../support/foreign-community.ts';
import { findFreePorts } from '../support/free-ports.ts';
import { findHardCoded } from '../support/hard-coded.ts';
import { type Installation, startDemo } from '../support/installation.ts';
import { serveFiles } from '../support/plain-web-server.ts';
import { readPlanTexts } from '../support/plan-texts.ts';
import { viewGroups } from '../support/view-groups.ts';

// The apps, built for other paths, from a web server that knows nothing of them, with the api on another origin.

const root = fileURLToPath(new URL('../../', import.meta.url));
const bases = { ADMIN_BASE: '/energy/staff/', RESIDENT_BASE: '/energy/' };
let api: Installation;
let deal: Awaited<ReturnType<typeof keepDealRunning>>;
let appsUrl: string;
let apiUrl: string;
let folder: string;
let stopServing: () => Promise<void>;

const test = base.extend<{ problems: string[] }>({
  problems: [
    async ({ page }, use) => {
      const found: string[] = [];
      page.on('console', (message) => message.type() === 'error' && found.push(message.text()));
      page.on('pageerror', (error) => found.push(error.message));
      await use(found);
      expect(found).toEqual([]);
    },
    { auto: true },
  ],
});

// One installation for all of them.
test.describe.configure({ mode: 'default' });

async function build(app: 'admin' | 'resident'): Promise<string> {
  const outDir = join(folder, app);
  const args = ['node_modules/vite/bin/vite.js', 'build', '--configLoader', 'runner', '--logLevel', 'error'];
  // Every message between ⟦ and ⟧, which tells what is none.
  const env = { ...process.env, ...bases, API_URL: apiUrl, PSEUDO_TEXTS: '1' };
  await promisify(execFile)(process.execPath, [...args, '--outDir', outDir], { cwd: join(root, 'apps', app), env });
  return outDir;
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = await mkdtemp(join(tmpdir(), 'commonwatt-elsewhere-'));
  const [port = 0] = await findFreePorts(1);
  appsUrl = `http://localhost:${port}`;
  api = await startDemo({ APP_ORIGINS: appsUrl });
  deal = await keepDealRunning(api.place);
  apiUrl = api.place.url;
  const [admin, resident] = await Promise.all([build('admin'), build('resident')]);
  stopServing = await serveFiles(port, { [bases.ADMIN_BASE]: admin, [bases.RESIDENT_BASE]: resident }, apiUrl);
});
test.afterAll(async () => {
  await stopServing?.();
  await deal?.stop();
  await api?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function signIn(page: import('@playwright/test').Page, username: string) {
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=password]').fill(username);
  await page.keyboard.press('Enter');
}

test('staff sign in, see a cluster live and reload a deep link', async ({ page }) => {
  await page.goto(`${appsUrl}/energy/staff/hikari_hills/north_loop/live?layout=grid`);
  await expect(page).toHaveURL(/\/energy\/staff\/login\?next=/);
  await signIn(page, 'staff');
  await expect(page).toHaveURL(`${appsUrl}/energy/staff/hikari_hills/north_loop/live?layout=grid`);
  await expect(page.locator('[data-unit]')).toHaveCount(20);
  await expect(page.getByRole('banner').getByText(/^⟦Live⟧/)).toBeVisible();
  await page.reload();
  await expect(page.locator('[data-unit]')).toHaveCount(20);
});

test('staff export deals and availability', async ({ page }) => {
  await page.goto(`${appsUrl}/energy/staff/login`);
  await signIn(page, 'staff');
  await expect(page).not.toHaveURL(/login/);
  await page.goto(`${appsUrl}/energy/staff/hikari_hills/north_loop/deals`);
  await page.getByRole('button', { name: 'Export' }).click();
  const [deals] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '⟦CSV⟧', exact: true }).press('Enter'),
  ]);
  expect(deals.suggestedFilename()).toMatch(/^deals_hikari_hills_north_loop_.+\.csv$/);
  const lines = (await readFile(await deals.path(), 'utf8')).trim().split('\n');
  expect(lines[0]).toMatch(/^deal_id,/);
  expect(lines.length).toBeGreaterThan(1);
  // As many as the api has said before; without that there is no progress either.
  await expect(page.getByRole('status').getByText(/^⟦[1-9]\d* deals? exported⟧$/)).toBeVisible();

  await page.goto(`${appsUrl}/energy/staff/hikari_hills/north_loop/availability`);
  const [availability] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ]);
  expect(availability.suggestedFilename()).toMatch(/^availability_hikari_hills_north_loop_.+\.csv$/);
});

test('residents see their home', async ({ page }) => {
  await page.goto(`${appsUrl}/energy/`);
  await signIn(page, 'h001');
  await expect(page.getByRole('img').or(page.getByRole('figure')).first()).toBeVisible();
  expect(new URL(page.url()).pathname.startsWith('/energy/')).toBe(true);

  await page.getByRole('link', { name: 'More' }).click();
  const [ownData] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /Download/ }).click(),
  ]);
  expect(ownData.suggestedFilename()).toBe('commonwatt_h001.json');
});

test('an origin that is not on the list gets nothing, whoever is signed in', async ({ page, request, problems }) => {
  const answer = await request.post(`${apiUrl}/trpc/signIn.signOut`, { headers: { origin: 'https://evil.example' } });
  expect(answer.status()).toBe(403);
  const read = await request.get(`${apiUrl}/trpc/signIn.current`, { headers: { origin: 'https://evil.example' } });
  expect(read.headers()['access-control-allow-origin']).toBeUndefined();
  await page.goto('about:blank');
  expect(problems).toEqual([]);
});

const places = {
  admin: { base: bases.ADMIN_BASE, from: '/admin/' },
  resident: { base: bases.RESIDENT_BASE, from: '/' },
};

for (const { name, user, views } of viewGroups) {
  test(`no text of the pages of ${name} is hard-coded`, async ({ page, context, problems }) => {
    test.slow();
    if (user) {
      await page.goto(`${appsUrl}${places[user.app].base}login`);
      await signIn(page, user.username);
      await expect(page).not.toHaveURL(/login/);
    }
    const given = user?.app === 'resident' ? await readPlanTexts(context, apiUrl) : [];
    for (const view of views) {
      const { base, from } = places[view.path.startsWith('/admin') ? 'admin' : 'resident'];
      await page.goto(`${appsUrl}${base}${view.path.slice(from.length)}`);
      await view.prepare(page);
      expect.soft(await findHardCoded(page, given), view.name).toEqual([]);
    }
    // Some of the views are of what does not load.
    problems.length = 0;
  });
}
