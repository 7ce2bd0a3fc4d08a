import { gzipSync } from 'node:zlib';
import type { Page, Response } from '@playwright/test';
import { expect, test } from '../support/test.ts';

// What a browser that is signed in and has an empty cache loads until a page stands and nothing more comes. Bodies are
// compressed here, so that the figures do not depend on how the server compresses.

const gzipLevel = 9;
/** Nothing new for this long: what a page loads without anybody touching it has been loaded. */
const quietMs = 2_000;

type Part = { path: string; gzipBytes: number };

/** Notes every script and style sheet that the page loads, at once: after a navigation it could not be read any more. */
function watchParts(page: Page): { settled(): Promise<Part[]> } {
  const parts = new Map<string, Promise<Part>>();
  let latestAtMs = performance.now();
  page.on('response', (response) => {
    if (!['script', 'stylesheet'].includes(response.request().resourceType())) return;
    parts.set(response.url(), readPart(response));
    latestAtMs = performance.now();
  });
  return {
    async settled() {
      await expect.poll(() => performance.now() - latestAtMs, { timeout: 30_000 }).toBeGreaterThan(quietMs);
      return (await Promise.all(parts.values())).sort((a, b) => b.gzipBytes - a.gzipBytes);
    },
  };
}

async function readPart(response: Response): Promise<Part> {
  const gzipBytes = gzipSync(await response.body(), { level: gzipLevel }).length;
  return { path: new URL(response.url()).pathname, gzipBytes };
}

function report(title: string, parts: readonly Part[]): number {
  const totalBytes = parts.reduce((sum, part) => sum + part.gzipBytes, 0);
  const row = (bytes: number, name: string) => `  ${(bytes / 1000).toFixed(1).padStart(7)} kB  ${name}`;
  const rows = parts.map(({ path, gzipBytes }) => row(gzipBytes, path));
  console.log([`${title}, gzip ${gzipLevel}`, ...rows, row(totalBytes, 'in total')].join('\n'));
  return totalBytes;
}

test('the live page of the staff app loads at most 200 kB of scripts and styles', async ({ page, signInAs }) => {
  await signInAs('staff', 'admin');
  const parts = watchParts(page);
  await page.goto('/admin/hikari_hills/north_loop/live');
  await expect(page.locator('[data-unit]')).toHaveCount(20);
  const loaded = await parts.settled();
  expect(loaded.some(({ path }) => path.endsWith('.css')) && loaded.some(({ path }) => path.endsWith('.js'))).toBe(
    true,
  );
  expect(report('Staff, live page', loaded)).toBeLessThanOrEqual(200_000);
});

const unitPage = '/admin/hikari_hills/north_loop/units/E005';
const charts = /\/chart-panes-/;

let ofLivePage: Set<string> | undefined;

/** The addresses of what the live page loads. */
async function liveParts(page: Page): Promise<Set<string>> {
  if (ofLivePage) return ofLivePage;
  const live = watchParts(page);
  await page.goto('/admin/hikari_hills/north_loop/live');
  await expect(page.locator('[data-unit]')).toHaveCount(20);
  ofLivePage = new Set((await live.settled()).map((part) => part.path));
  return ofLivePage;
}

for (const { name, path, stands } of [
  {
    name: 'deals',
    path: '/admin/hikari_hills/north_loop/deals?flows=chord',
    stands: (page: Page) => expect(page.getByRole('region')).toHaveCount(3),
  },
  {
    name: 'the overview',
    path: '/admin/',
    stands: (page: Page) => expect(page.getByRole('article').first()).toBeVisible(),
  },
  {
    name: 'units',
    path: '/admin/hikari_hills/north_loop/units',
    stands: (page: Page) => expect(page.locator('tbody tr')).toHaveCount(20),
  },
  {
    name: 'the page of a unit, without its charts,',
    path: unitPage,
    stands: (page: Page) => expect(page.getByText('All deals of E005')).toBeVisible(),
  },
  {
    name: 'the editor of scenarios',
    path: '/admin/oss_community/oss_cluster/scenarios?scenario=new',
    stands: (page: Page) => expect(page.locator('main textarea')).toBeVisible(),
  },
  {
    name: 'availability',
    path: '/admin/hikari_hills/north_loop/availability',
    stands: (page: Page) => expect(page.locator('tr[data-unit]')).toHaveCount(20),
  },
  {
    name: 'monitoring',
    path: '/admin/hikari_hills/north_loop/monitoring?failure=2000000000',
    stands: (page: Page) => expect(page.locator('[data-check]')).toHaveCount(6),
  },
  {
    name: 'logs',
    path: '/admin/hikari_hills/north_loop/monitoring/logs',
    stands: (page: Page) => expect(page.locator('main ol li').first()).toBeVisible(),
  },
  {
    name: 'messages',
    path: '/admin/hikari_hills/north_loop/monitoring/messages',
    stands: (page: Page) => expect(page.getByRole('row').nth(1)).toBeVisible(),
  },
  {
    name: 'a table of the registry',
    path: '/admin/registry/users?row=1',
    stands: (page: Page) => expect(page.locator('aside input').first()).toBeVisible(),
  },
  {
    name: 'many homes at once',
    path: '/admin/registry/batch',
    stands: (page: Page) => expect(page.locator('textarea')).toBeVisible(),
  },
  {
    name: 'the audit trail',
    path: '/admin/registry/audit',
    stands: (page: Page) => expect(page.locator('main ol li').first()).toBeVisible(),
  },
]) {
  test(`${name} adds at most 60 kB to the live page`, async ({ page, signInAs }) => {
    await signInAs('staff', 'admin');
    const known = await liveParts(page);
    const parts = watchParts(page);
    await page.goto(path);
    await stands(page);
    const added = (await parts.settled()).filter((part) => !known.has(part.path) && !charts.test(part.path));
    expect(added.length, 'it is loaded only where it is shown').toBeGreaterThan(0);
    expect(report(`Staff, ${name}`, added)).toBeLessThanOrEqual(60_000);
  });
}

test('charts are loaded where they are drawn, and weigh at most 100 kB', async ({ page, signInAs }) => {
  await signInAs('staff', 'admin');
  expect([...(await liveParts(page))].filter((path) => charts.test(path))).toEqual([]);
  const parts = watchParts(page);
  await page.goto(unitPage);
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  const drawn = (await parts.settled()).filter((part) => charts.test(part.path));
  expect(drawn.length).toBeGreaterThan(0);
  expect(report('Staff, charts', drawn)).toBeLessThanOrEqual(100_000);
});

for (const { name, page: ending, stands } of [
  {
    name: 'sharing',
    page: '/sharing?span=week',
    stands: (page: Page) => expect(page.getByRole('group', { name: /^All energy/ })).toBeVisible(),
  },
  {
    name: 'plan',
    page: '/plan',
    stands: (page: Page) => expect(page.getByText(/of the last 7 days are known/)).toBeVisible(),
  },
  { name: 'more', page: '/more', stands: (page: Page) => expect(page.getByText('this device')).toBeVisible() },
  {
    name: 'alerts',
    page: '/alerts',
    stands: (page: Page) => expect(page.getByRole('heading', { name: /^The last 30/ })).toBeVisible(),
  },
]) {
  test(`a resident's ${name} adds at most 60 kB to the home`, async ({ page, signInAs }) => {
    await signInAs('h001', 'resident');
    const home = watchParts(page);
    await page.goto('/hikari_hills/north_loop/E001');
    await expect(page.getByRole('heading', { name: 'Today so far' })).toBeVisible();
    const known = new Set((await home.settled()).map((part) => part.path));
    await page.goto('about:blank'); // what the home still asks for is not the next page's
    const parts = watchParts(page);
    await page.goto(`/hikari_hills/north_loop/E001${ending}`);
    await stands(page);
    const added = (await parts.settled()).filter((part) => !known.has(part.path));
    expect(added.length, 'it is loaded only where it is shown').toBeGreaterThan(0);
    expect(report(`Resident, ${name}`, added)).toBeLessThanOrEqual(60_000);
  });
}

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1366, height: 1600 },
]) {
  test(`the resident's home loads at most 120 kB of scripts and styles, ${viewport.width} px wide`, async ({
    page,
    signInAs,
  }) => {
    await page.setViewportSize(viewport);
    await signInAs('h001', 'resident');
    const parts = watchParts(page);
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Today so far' })).toBeVisible();
    const loaded = await parts.settled();
    expect(loaded.some(({ path }) => path.endsWith('.css')) && loaded.some(({ path }) => path.endsWith('.js'))).toBe(
      true,
    );
    expect(report(`Resident, home, ${viewport.width} px`, loaded)).toBeLessThanOrEqual(120_000);
  });
}
