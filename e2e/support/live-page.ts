import { expect, type Locator, type Page } from '@playwright/test';

export const northLoop = '/admin/hikari_hills/north_loop/live';
export const exampleCluster = '/admin/oss_community/oss_cluster/live';

/** The house, tile or mark of a unit in the drawing. */
export function unitIn(page: Page, unitId: string): Locator {
  return page.locator(`[data-unit="${unitId}"]`);
}

/** What stands beside the drawing: the whole cluster, or what is selected. */
export function drawer(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Details' });
}

/** How fresh the page says that it is. */
export function freshness(page: Page): Locator {
  return page.getByRole('banner').getByText(/^(Live|Delayed|Stopped|Connecting)\b/);
}

/** Opens a live page and waits until its first data are drawn. */
export async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(freshness(page)).toHaveText(/^Live· \d+ sec ago$/);
}

/** What the drawing tells of each unit to those who do not see it, by unit id. */
export async function readDrawing(page: Page): Promise<Map<string, string>> {
  const sentences = await page.locator('[data-unit]').evaluateAll((marks) => marks.map((mark) => mark.ariaLabel ?? ''));
  return new Map(sentences.map((sentence) => [sentence.split(',')[0] ?? '', sentence]));
}
