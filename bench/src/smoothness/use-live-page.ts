import type { Page } from '@playwright/test';
import { noteActions } from './note-actions.ts';
import type { Interaction } from './page-observers.ts';

const rounds = 5;

/** Does what staff do on a live page, again and again. */
export function useLivePage(page: Page, unitIds: readonly string[]): Promise<Interaction[]> {
  return noteActions(page, async (act) => {
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
  });
}
