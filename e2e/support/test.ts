import { type Browser, type BrowserContext, type BrowserContextOptions, test as base, expect } from '@playwright/test';
import type { Place } from './installation.ts';
import { type Problems, watchProblems } from './problems.ts';
import { signIn } from './sign-in.ts';

type Fixtures = {
  /** What went wrong in the pages of `context`; checked after each test. */
  problems: Problems;
  /** Signs the test's own browser in without the form. In the demo, passwords equal user names. */
  signInAs: (username: string, app: 'admin' | 'resident', password?: string) => Promise<void>;
  /** Another browser, watched like the first. */
  openContext: (options?: BrowserContextOptions) => Promise<{ context: BrowserContext; problems: Problems }>;
};

type WorkerFixtures = {
  /** The installation that the tests are about. */
  place: Place;
};

/** A test in a browser that is watched: see `watchProblems`. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  place: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this parameter
    async ({}, use) => {
      const { E2E_DEMO } = process.env;
      if (!E2E_DEMO) throw new Error('global-setup.ts did not run');
      await use(JSON.parse(E2E_DEMO) as Place);
    },
    { scope: 'worker' },
  ],

  baseURL: ({ place }, use) => use(place.url),

  problems: [
    async ({ context, place }, use) => {
      const problems = await watchProblems(context, place.url);
      await use(problems);
      problems.check();
    },
    { auto: true },
  ],

  signInAs: ({ context, place }, use) =>
    use((username, app, password = username) => signIn(context, place.url, { username, app, password })),

  openContext: async ({ browser, place, contextOptions }, use) => {
    const opened: { context: BrowserContext; problems: Problems }[] = [];
    await use(async (options) => {
      const one = await openWatched(browser, place, { ...contextOptions, ...options });
      opened.push(one);
      return one;
    });
    for (const { context, problems } of opened) {
      await context.close();
      problems.check();
    }
  },
});

async function openWatched(browser: Browser, place: Place, options: BrowserContextOptions) {
  const context = await browser.newContext({ baseURL: place.url, ...options });
  const problems = await watchProblems(context, new URL(options.baseURL ?? place.url).origin);
  return { context, problems };
}

export { expect };
