import type { UnitRef } from '@commonwatt/domain/refs';
import type { Database, DatabaseOrTransaction } from './client.ts';
import type { Scenario } from './generated/client.ts';

export type { Scenario };

/** What a unit trades by: its newest choice (at equal times the one made later), or null when nothing is chosen. */
export async function findCurrentScenario(db: DatabaseOrTransaction, ref: UnitRef): Promise<Scenario | null> {
  const choice = await db.choice.findFirst({
    where: unitScope(ref),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    include: { scenario: true },
  });
  return choice?.scenario ?? null;
}

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

function unitScope({ communityId, clusterId, unitId }: UnitRef) {
  return { communityCode: communityId, clusterCode: clusterId, unitCode: unitId };
}
