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

/** Every choice of a unit, oldest first, with the name of what was chosen; null: none, or one that was deleted. */
export async function listChoices(
  db: DatabaseOrTransaction,
  ref: UnitRef,
): Promise<{ chosenAt: Date; scenario: string | null }[]> {
  const choices = await db.choice.findMany({
    where: unitScope(ref),
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { createdAt: true, scenario: { select: { name: true } } },
  });
  return choices.map(({ createdAt, scenario }) => ({ chosenAt: createdAt, scenario: scenario?.name ?? null }));
}

export type DatedChoice = { chosenAt: Date; scenario: Scenario | null };

/**
 * What a unit traded by in [from, to), oldest first: the choice that was in force at `from`, and those made since. Scenarios
 * are as they are written now; null: none, or one that was deleted. Served by (community, cluster, unit, created).
 */
export async function listChoicesIn(
  db: DatabaseOrTransaction,
  ref: UnitRef,
  { from, to }: { from: Date; to: Date },
): Promise<DatedChoice[]> {
  const select = { createdAt: true, scenario: true } as const;
  const [before, since] = await Promise.all([
    db.choice.findFirst({
      where: { ...unitScope(ref), createdAt: { lt: from } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      select,
    }),
    db.choice.findMany({
      where: { ...unitScope(ref), createdAt: { gte: from, lt: to } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select,
    }),
  ]);
  const choices = before ? [before, ...since] : since;
  return choices.map(({ createdAt, scenario }) => ({ chosenAt: createdAt, scenario }));
}

/**
 * Scenarios that a unit may choose: those for all, for its community, for its cluster, and its own. Any other scope with
 * a missing part is nobody's. Ordered by name (binary), at equal names by age.
 */
export async function listAvailableScenarios(db: DatabaseOrTransaction, unit: UnitRef): Promise<Scenario[]> {
  return byName(await db.scenario.findMany({ where: { OR: visibleScopes(unit) }, orderBy: { id: 'asc' } }));
}

/** Not left to the database, whose collation an installation may have chosen. */
function byName(scenarios: Scenario[]): Scenario[] {
  return scenarios.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

/**
 * Scenarios that some unit of a community may choose: those for all, and those of the community, its clusters and units.
 * Ordered by name (binary), at equal names by age.
 */
export async function listScenariosOfCommunity(db: DatabaseOrTransaction, communityId: string): Promise<Scenario[]> {
  const where = { OR: [{ communityCode: communityId }, { communityCode: null }] };
  return byName(await db.scenario.findMany({ where, orderBy: { id: 'asc' } }));
}

/** What a unit trades by, and since when. */
export type CurrentChoice = { clusterCode: string; unitCode: string; scenarioId: number; createdAt: Date };

/** The newest choice of each unit of a community that has chosen a scenario. Served by (community, cluster, unit, created). */
export async function listCurrentChoices(db: DatabaseOrTransaction, communityId: string): Promise<CurrentChoice[]> {
  const newest = await db.$queryRaw<(Omit<CurrentChoice, 'scenarioId'> & { scenarioId: number | null })[]>`
    SELECT DISTINCT ON (cluster_code, unit_code) cluster_code AS "clusterCode", unit_code AS "unitCode",
           scenario_id AS "scenarioId", created_at AS "createdAt"
    FROM choices WHERE community_code = ${communityId}
    ORDER BY cluster_code, unit_code, created_at DESC, id DESC`;
  return newest.flatMap(({ scenarioId, ...choice }) => (scenarioId === null ? [] : [{ ...choice, scenarioId }]));
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
): Promise<{ id: number }> {
  const data = { ...unitScope(choice.unit), scenarioId: choice.scenarioId, createdAt: choice.now };
  return db.choice.create({ data, select: { id: true } });
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
