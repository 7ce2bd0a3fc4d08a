import { access, constants } from 'node:fs/promises';
import process from 'node:process';
import { chromium as playwrightChromium } from '@playwright/test';

export type Launch = { executablePath: string; args: string[] };

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
const quietArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

/** What the carried one is started with elsewhere, but no visitor's browser: one process, and security turned off. */
const unlikeBrowsers =
  /^--(headless|single-process|disable-web-security|allow-running-insecure|disable-site-isolation|disable-features)/;

/**
 * A Chromium to test with: CHROMIUM_PATH, one on the machine, the one that an npm package carries (Linux x64), or
 * Playwright's own where `npx playwright install chromium` was run. `CHROMIUM_PATH=npm` takes the carried one in any
 * case.
 */
export async function findChromium(): Promise<Launch> {
  const wanted = process.env.CHROMIUM_PATH;
  for (const path of wanted === 'npm' ? [] : [wanted, ...installed]) {
    if (path && (await isExecutable(path))) return { executablePath: path, args: quietArgs };
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: carried } = await import('@sparticuz/chromium');
    const args = carried.args.filter((arg) => !unlikeBrowsers.test(arg));
    return { executablePath: await carried.executablePath(), args: [...args, ...quietArgs] };
  }
  return { executablePath: playwrightChromium.executablePath(), args: quietArgs };
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
