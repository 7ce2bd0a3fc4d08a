import type { UnitRef } from '@commonwatt/domain/refs';
import type { Database, DatabaseOrTransaction } from './client.ts';
import type { Scenario } from './generated/client.ts';

export type { Scenario };

/** What a unit trades by: its newest choice, or null when nothing is chosen. */
export async function findCurrentScenario(db: DatabaseOrTransaction, ref: UnitRef): Promise<Scenario | null> {
  return (await findCurrentChoice(db, ref))?.scenario ?? null;
}

/** The newest choice of a unit (at equal times the one made later); its scenario is null when it chose none. */
export async function findCurrentChoice(
  db: DatabaseOrTransaction,
  ref: UnitRef,
): Promise<{ createdAt: Date; scenario: Scenario | null } | null> {
  return db.choice.findFirst({
    where: unitScope(ref),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { createdAt: true, scenario: true },
  });
}

/**
 * Scenarios that a unit may choose: those for all, for its community, for its cluster, and its own. Any other scope with
 * a missing part is nobody's. Ordered by name (binary), at equal names by age.
 */
export async function listAvailableScenarios(db: DatabaseOrTransaction, unit: UnitRef): Promise<Scenario[]> {
  const scenarios = await db.scenario.findMany({ where: { OR: visibleScopes(unit) }, orderBy: { id: 'asc' } });
  // Not left to the database, whose collation an installation may have chosen.
  return scenarios.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

/** True when the unit may choose that scenario. `scenarioId` is any whole number. */
export async function isScenarioAvailable(
  db: DatabaseOrTransaction,
  unit: UnitRef,
  scenarioId: number,
): Promise<boolean> {
  if (scenarioId > largestId) return false;
  return (await db.scenario.count({ where: { id: scenarioId, OR: visibleScopes(unit) } })) > 0;
}

const largestId = 2_147_483_647;

/** Adds a choice to the unit's history; null un-chooses. */
export async function chooseScenario(
  db: DatabaseOrTransaction,
  choice: { unit: UnitRef; scenarioId: number | null; now: Date },
): Promise<void> {
  await db.choice.create({ data: { ...unitScope(choice.unit), scenarioId: choice.scenarioId, createdAt: choice.now } });
}

/**
 * Stores a scenario that belongs to exactly one unit. One of the same name is overwritten, a missing description with
 * nothing, while its creation date stays. Two at once end as one created and one updated, never as an error.
 */
export async function storeUnitScenario(
  db: Database,
  scenario: { unit: UnitRef; name: string; description: string | null; data: string; now: Date },
): Promise<'created' | 'updated'> {
  const { unit, name, description, data, now } = scenario;
  const scope = unitScope(unit);
  const created = await db.scenario.createMany({
    data: [{ ...scope, name, description, data, createdAt: now }],
    skipDuplicates: true,
  });
  if (created.count === 1) return 'created';
  await db.scenario.update({
    where: { communityCode_clusterCode_unitCode_name: { ...scope, name } },
    data: { description, data },
  });
  return 'updated';
}

function visibleScopes(unit: UnitRef) {
  const own = unitScope(unit);
  return [
    { communityCode: null, clusterCode: null, unitCode: null },
    { ...own, clusterCode: null, unitCode: null },
    { ...own, unitCode: null },
    own,
  ];
}

function unitScope({ communityId, clusterId, unitId }: UnitRef) {
  return { communityCode: communityId, clusterCode: clusterId, unitCode: unitId };
}
