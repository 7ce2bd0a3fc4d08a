import { expect, test } from 'vitest';
import { findScenarioFetch, hashScenario, type ScenarioFetch, saveScenarioFetches } from './scenario-fetches.ts';
import { makeCluster, openTestDatabase } from './testing.ts';

const db = openTestDatabase();
const at = (second: number) => new Date(Date.UTC(2026, 5, 9, 5, 32, second));

test('of one text the earliest time counts, of several the one that was given last', async () => {
  const unit = { ...(await makeCluster(db)), unitId: 'E001' };
  const fetch = (data: string | null, since: number, lastAt: number): ScenarioFetch => {
    return { unit, dataHash: hashScenario(data), since: at(since), lastAt: at(lastAt) };
  };
  const found = () => findScenarioFetch(db, unit);
  expect(await found()).toBeNull();
  const { unit: _, ...first } = fetch('a', 10, 20);
  await saveScenarioFetches(db, [fetch('a', 10, 20), { ...fetch('b', 5, 5), unit: { ...unit, unitId: 'E002' } }]);
  expect(await found()).toEqual(first);
  // Another server has noticed it later, …
  await saveScenarioFetches(db, [fetch('a', 15, 25)]);
  expect(await found()).toEqual({ ...first, lastAt: at(25) });
  // … writes later what was before, …
  await saveScenarioFetches(db, [fetch('b', 1, 24)]);
  expect(await found()).toEqual({ ...first, lastAt: at(25) });
  // … and what comes next.
  await saveScenarioFetches(db, [fetch(null, 30, 31)]);
  expect(await found()).toEqual({ dataHash: hashScenario(''), since: at(30), lastAt: at(31) });
});
