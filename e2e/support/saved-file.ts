import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/** The lines of the CSV file that `press` has the page save, and its name. */
export async function savedLines(page: Page, press: () => Promise<void>): Promise<{ name: string; lines: string[] }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const text = await readFile(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), lines: text.split('\r\n') };
}
