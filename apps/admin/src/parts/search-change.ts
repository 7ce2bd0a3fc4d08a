/**
 * What becomes of the search of an address: other values, or how they follow from those that stand there. The address is
 * ahead of the page, so a step counts from what it says, not from what is shown.
 */
export type SearchChange<Search> = Partial<Search> | ((old: Search) => Partial<Search>);

export function changeSearch<Search extends object>(old: Search, change: SearchChange<Search>): Search {
  return { ...old, ...(typeof change === 'function' ? change(old) : change) };
}
