import { defineConfig } from '@playwright/test';
import { findChromium } from './chromium.ts';

const { executablePath, args } = await findChromium();

/** Browser tests of the built product: `pnpm build` first. One demo serves all of them, see global-setup.ts. */
export default defineConfig({
  testDir: 'specs',
  globalSetup: './global-setup.ts',
  outputDir: 'test-results',
  reporter: 'list',
  fullyParallel: true,
  // They wait more than they compute.
  workers: 3,
  // Some wait for real clocks while other tests take the machine; what passes at the second attempt is reported as flaky.
  retries: 1,
  projects: [
    // One after another on an installation of its own: begun last, they would be waited for alone.
    { name: 'elsewhere', testMatch: 'elsewhere.spec.ts' },
    { name: 'product', testIgnore: 'elsewhere.spec.ts' },
  ],
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    locale: 'en-GB',
    timezoneId: 'Asia/Tokyo',
    // Drawings that move all the time take the processor from the tests beside them; motion is measured in bench/.
    contextOptions: { reducedMotion: 'reduce' },
    // Requests that a worker answers escape the tests' eyes; offline.spec.ts lets it in.
    serviceWorkers: 'block',
    viewport: { width: 1366, height: 768 },
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args },
  },
});
