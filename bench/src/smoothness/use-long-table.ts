import type { Page } from '@playwright/test';
import { noteActions } from './note-actions.ts';
import type { Interaction } from './page-observers.ts';

const rounds = 5;

/** Does what staff do with a table of very many units, again and again. */
export function useLongTable(page: Page, unitIds: readonly string[]): Promise<Interaction[]> {
  const filter = page.getByLabel('Filter units');
  const headings = page.locator('section thead button');
  const rows = page.locator('section tbody tr:not([aria-hidden]) button');
  return noteActions(page, async (act) => {
    for (let round = 0; round < rounds; round += 1) {
      const some = unitIds[(round * 997) % unitIds.length]?.slice(0, 4) ?? '';
      for (const name of ['Unit', 'Longest outage', 'Availability']) {
        await act(`sort by ${name}`, () => headings.filter({ hasText: name }).click());
      }
      await act('open a unit', () => rows.nth(3).click());
      await act('close it', () => page.keyboard.press('Escape'));
      await filter.focus();
      await act('type a filter', () => page.keyboard.type(some));
      await act('empty it', () => filter.press('ControlOrMeta+a').then(() => page.keyboard.press('Delete')));
    }
  });
}
