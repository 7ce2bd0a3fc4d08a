import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { type Interaction, observeInteractions } from './page-observers.ts';

/** So long after an action its answer has been painted and noted, whatever it took. */
const settleMs = 700;

type Act = (name: string, action: () => Promise<void>) => Promise<void>;

/** Does what `work` does on a page, action by action. Returns what the browser noted of each, by its name. */
export async function noteActions(page: Page, work: (act: Act) => Promise<void>): Promise<Interaction[]> {
  await page.evaluate(observeInteractions);
  const interactions: Interaction[] = [];
  await work(async (name, action) => {
    await action();
    await sleep(settleMs);
    const noted = await page.evaluate(() => window.takeInteractions());
    // An action is several events; the longest is what a person waits for. None is noted below 16 ms.
    interactions.push({ name, durationMs: Math.max(0, ...noted.map(({ durationMs }) => durationMs)) });
  });
  return interactions;
}
