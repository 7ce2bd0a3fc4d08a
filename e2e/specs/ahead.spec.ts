import type { Page } from '@playwright/test';
import { expect, test } from '../support/test.ts';

// What an address shows does not wait for the app itself.

/** Holds the app itself back until all of `parts` was asked for; notes every address that is. */
async function holdBackUntil(page: Page, parts: RegExp[]): Promise<string[]> {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    asked.push(pathname + search);
  });
  const isAskedFor = (part: RegExp) => asked.some((address) => part.test(address));
  await page.route(/\/assets\/first-[^/]*\.js$/, async (route) => {
    await expect.poll(() => parts.every(isAskedFor)).toBe(true);
    await route.continue();
  });
  return asked;
}

const texts = /\/assets\/en-[^/]*\.js$/;
const whoIsSignedIn = /^\/trpc\/signIn\.current,/;

test('staff: the page, its texts and who is signed in are asked for ahead', async ({ page, signInAs }) => {
  await signInAs('staff', 'admin');
  const asked = await holdBackUntil(page, [/\/assets\/live-page-[^/]*\.js$/, texts, whoIsSignedIn]);
  await page.goto('/admin/hikari_hills/north_loop/live');
  await expect(page.locator('[data-unit]')).toHaveCount(20);
  // Once for the page, and once beside what this page asks; the menu of the account takes the same answer.
  await expect(page.getByRole('button', { name: 'Account of staff' })).toBeVisible();
  expect(asked.filter((address) => address.includes('signIn.current'))).toHaveLength(2);
});

test('a live page opens its stream ahead, once, and shows what came by it', async ({ page, signInAs }) => {
  await signInAs('staff', 'admin');
  const stream = /^\/trpc\/live\.cluster\?/;
  const asked = await holdBackUntil(page, [stream]);
  await page.goto('/admin/hikari_hills/north_loop/units/E005');
  await expect(page.getByText(/sec ago/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Account of staff' })).toBeVisible();
  expect(asked.filter((address) => stream.test(address))).toHaveLength(1);
});

test('resident: so are the texts, a page that is opened apart, and who is signed in', async ({ page, signInAs }) => {
  await signInAs('h001', 'resident');
  const asked = await holdBackUntil(page, [/\/assets\/plan-page-[^/]*\.js$/, texts, whoIsSignedIn]);
  await page.goto('/hikari_hills/north_loop/E001/plan');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(asked.filter((address) => address.includes('signIn.current'))).toHaveLength(2);
});

test('who is not signed in is asked for nothing but to sign in', async ({ page }) => {
  const asked = await holdBackUntil(page, [/\/assets\/login-page-[^/]*\.js$/, texts]);
  await page.goto('/login');
  await expect(page.getByRole('heading', { name: 'Welcome home' })).toBeVisible();
  expect(asked.filter((address) => address.includes('signIn.current'))).toEqual([]);
});

/** Every question of a request to the api, with its input. */
function questionsOf(address: string): string[] {
  const { pathname, searchParams } = new URL(address);
  const [, , paths = ''] = pathname.split('/');
  const inputs: Record<string, { json?: unknown }> = JSON.parse(searchParams.get('input') ?? '{}');
  return paths.split(',').map((path, index) => `${path} ${JSON.stringify(inputs[index]?.json ?? null)}`);
}

const cluster = '/admin/hikari_hills/north_loop';
const home = '/hikari_hills/north_loop/E001';

for (const [user, app, path, heading] of [
  ['staff', 'admin', '/admin/', /./],
  ['staff', 'admin', `${cluster}/units`, 'Units'],
  ['staff', 'admin', `${cluster}/units/E005`, 'E005'],
  ['staff', 'admin', `${cluster}/monitoring`, 'Monitoring'],
  ['staff', 'admin', `${cluster}/monitoring/messages`, 'Messages'],
  ['staff', 'admin', `${cluster}/scenarios`, 'Scenarios'],
  ['h001', 'resident', home, /./],
  ['h001', 'resident', `${home}/plan`, /./],
  ['h001', 'resident', `${home}/alerts`, /./],
  ['h001', 'resident', `${home}/more`, /./],
] as const) {
  test(`what ${path} asks ahead is what it shows, and is not asked again`, async ({ page, signInAs }) => {
    await signInAs(user, app);
    const questions: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'fetch' && request.url().includes('/trpc/')) {
        questions.push(...questionsOf(request.url()));
      }
    });
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await page.waitForLoadState('networkidle').catch(() => {}); // a live stream never rests
    expect(questions.length).toBeGreaterThan(1);
    const again = questions.filter((question, i) => questions.indexOf(question) !== i);
    expect(again.filter((question) => question !== 'signIn.current null')).toEqual([]);
  });
}
