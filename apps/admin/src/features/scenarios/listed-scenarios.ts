import { sortByValue } from '../../parts/sort-by-value.ts';
import { wordSearch } from '../../parts/word-search.ts';
import type { ScenarioRow } from './scenario-types.ts';
import type { ScenarioSortKey } from './scenarios-search.ts';

type Listing = {
  search: string;
  sorting: { key: ScenarioSortKey; isDescending: boolean };
  /** How many homes trade by a scenario. */
  homesOf: (id: number) => number;
};

/** The scenarios whose name, description, place or last author have every word that is searched for, sorted. */
export function listedScenarios(
  scenarios: readonly ScenarioRow[],
  { search, sorting, homesOf }: Listing,
): ScenarioRow[] {
  const fits = wordSearch(search);
  const values = {
    name: ({ name }: ScenarioRow) => name,
    // Those for everyone first, then from the whole to its parts.
    scope: (row: ScenarioRow) => placeOf(row),
    homes: ({ id }: ScenarioRow) => homesOf(id),
    changed: ({ changedAt }: ScenarioRow) => changedAt.getTime(),
  };
  const found = scenarios.filter((row) =>
    fits([row.name, row.description, placeOf(row), row.changedBy].filter(Boolean).join(' ')),
  );
  return sortByValue(found, { value: values[sorting.key], idOf: ({ name }) => name, isDown: sorting.isDescending });
}

function placeOf({ communityCode, clusterCode, unitCode }: ScenarioRow): string {
  return [communityCode, clusterCode, unitCode].filter(Boolean).join(' ');
}
