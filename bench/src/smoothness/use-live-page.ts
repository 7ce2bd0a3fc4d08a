import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { type Interaction, observeInteractions } from './page-observers.ts';

/** So long after an action its answer has been painted and noted, whatever it took. */
const settleMs = 700;
const rounds = 5;

/** Does what staff do on a live page, again and again. Returns what the browser noted of each action, by its name. */
export async function useLivePage(page: Page, unitIds: readonly string[]): Promise<Interaction[]> {
  await page.evaluate(observeInteractions);
  const interactions: Interaction[] = [];
  const act = async (name: string, action: () => Promise<void>) => {
    await action();
    await sleep(settleMs);
    const noted = await page.evaluate(() => window.takeInteractions());
    // An action is several events; the longest is what a person waits for. None is noted below 16 ms.
    interactions.push({ name, durationMs: Math.max(0, ...noted.map(({ durationMs }) => durationMs)) });
  };
  const layout = (name: string) => act(`to ${name}`, () => page.getByRole('button', { name, exact: true }).click());
  for (let round = 0; round < rounds; round += 1) {
    const unitId = unitIds[(round * 97) % unitIds.length] ?? '';
    await layout('Grid');
    await act('open a unit', () => page.locator(`[data-unit="${unitId}"]`).first().click());
    await act('close it', () => page.keyboard.press('Escape'));
    await layout('Levels');
    await layout('Table');
    await act('sort', () =>
      page
        .locator('thead button')
        .nth(round % 3)
        .click(),
    );
    await act('open the palette', () => page.keyboard.press('ControlOrMeta+k'));
    await act('type in it', () => page.keyboard.type(unitId.slice(0, 3)));
    await act('close it', () => page.keyboard.press('Escape'));
  }
  return interactions;
}
