import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../../../e2e/chromium.ts';
import type { Cleanup } from '../system/cleanup.ts';

/** A page of a real browser on a desktop, signed in with the cookies given. */
export async function openPage(cleanup: Cleanup, { url, cookie }: { url: string; cookie: string }): Promise<Page> {
  const browser = await chromium.launch({ ...(await findChromium()), headless: true });
  cleanup.atEnd(() => browser.close());
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
  const pairs = cookie.split('; ').map((pair) => pair.split('='));
  await context.addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url })));
  return context.newPage();
}
