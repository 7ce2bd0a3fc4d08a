import tests from './playwright.config.ts';

/** `pnpm screenshots`: every screen as a picture, see screenshots/every-screen.spec.ts. */
export default { ...tests, testDir: 'screenshots', timeout: 600_000, retries: 0 };
