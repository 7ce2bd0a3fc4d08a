import { expect, test } from 'vitest';
import { listedScenarios } from './listed-scenarios.ts';
import type { ScenarioRow } from './scenario-types.ts';
import type { ScenarioSortKey } from './scenarios-search.ts';

const row = (id: number, name: string, rest: Partial<ScenarioRow> = {}): ScenarioRow => ({
  id,
  name,
  mayEdit: true,
  communityCode: null,
  clusterCode: null,
  unitCode: null,
  description: null,
  data: null,
  changedAt: new Date(id * 1_000),
  changedBy: null,
  ...rest,
});
const rows = [
  row(1, 'Winter', { communityCode: 'hills', clusterCode: 'north', description: 'for cold days' }),
  row(2, 'Balanced', { communityCode: 'hills', changedBy: 'anna' }),
  row(3, 'Summer'),
];
const homes: Record<number, number> = { 2: 4, 3: 1 };
const listed = (search: string, key: ScenarioSortKey, isDescending = false) =>
  listedScenarios(rows, { search, sorting: { key, isDescending }, homesOf: (id) => homes[id] ?? 0 }).map(
    ({ name }) => name,
  );

test.for<[string, ScenarioSortKey, boolean, string[]]>([
  ['', 'name', false, ['Balanced', 'Summer', 'Winter']],
  ['', 'scope', false, ['Summer', 'Balanced', 'Winter']],
  ['', 'homes', true, ['Balanced', 'Summer', 'Winter']],
  ['', 'changed', true, ['Summer', 'Balanced', 'Winter']],
  ['DAYS cold', 'name', false, ['Winter']],
  ['anna', 'name', false, ['Balanced']],
  ['hills', 'name', false, ['Balanced', 'Winter']],
  ['nothing such', 'name', false, []],
])('"%s" sorted by %s', ([search, key, isDescending, expected]) => {
  expect(listed(search, key, isDescending)).toEqual(expected);
});
