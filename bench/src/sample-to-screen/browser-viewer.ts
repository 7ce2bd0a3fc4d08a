import type { ClusterRef } from '@commonwatt/domain/refs';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { findChromium } from '../../../e2e/chromium.ts';
import type { Cleanup } from '../system/cleanup.ts';
import { observePaintedMarks, type Painted } from './painted-marks.ts';

/** A real browser with the staff app's live page, as a table. */
export type BrowserViewer = {
  /** What was painted since the last call. */
  takePainted(): Promise<Painted[]>;
};

export async function openBrowserViewer(
  cleanup: Cleanup,
  options: { url: string; cookie: string; cluster: ClusterRef; unitCount: number },
): Promise<BrowserViewer> {
  const browser = await chromium.launch({ ...(await findChromium()), headless: true });
  cleanup.atEnd(() => browser.close());
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
  await addCookies(context, options.url, options.cookie);
  const page = await context.newPage();
  const { communityId, clusterId } = options.cluster;
  await page.goto(`${options.url}/admin/${communityId}/${clusterId}/live?layout=table`);
  await waitForRows(page, options.unitCount);
  await page.evaluate(observePaintedMarks);
  return { takePainted: () => page.evaluate(() => window.takePaintedMarks()) };
}

async function addCookies(context: BrowserContext, url: string, header: string): Promise<void> {
  const pairs = header.split('; ').map((pair) => pair.split('='));
  await context.addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url })));
}

async function waitForRows(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => document.querySelectorAll('tbody tr').length >= wanted, count, {
    timeout: 60_000,
  });
}
