export type Search = Readonly<Record<string, unknown>>;

/** What is selected, how far it was gone through, and what is for a moment only: no way of looking at a screen. */
const passing = new Set([
  ...['unit', 'deal', 'failure', 'row', 'scenario', 'bar'],
  ...['t', 'speed', 'until', 'page'],
  ...['wall', 'screen'],
]);

/** The part of an address's search that a screen is shown with again: its filters, order, view and days. */
export function keptSearch(search: Search): Search {
  return Object.fromEntries(
    Object.entries(search).filter(([name, value]) => value !== undefined && !passing.has(name)),
  );
}
