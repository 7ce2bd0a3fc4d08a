import { auditSubject, recordAudit } from '@commonwatt/database/audit';
import { chooseScenario } from '@commonwatt/database/scenarios';
import type { UnitRef } from '@commonwatt/domain/refs';
import type { Deps } from '../deps.ts';

type Choice = {
  unit: UnitRef;
  /** Ids of scenarios; null: none. */
  before: number | null;
  after: number | null;
  actor: { id: number; username: string };
  address: string;
};

/** Makes `after` what a unit trades by, and says so in the audit trail. */
export async function recordChoice({ database, now }: Deps, choice: Choice): Promise<void> {
  const { unit, before, after, actor, address } = choice;
  const at = now();
  await database.$transaction(async (tx) => {
    const { id } = await chooseScenario(tx, { unit, scenarioId: after, now: at });
    await recordAudit(tx, {
      at,
      actor,
      action: 'scenario.choose',
      target: `unit ${unit.communityId}/${unit.clusterId}/${unit.unitId}`,
      subject: auditSubject('choice', id),
      communityCode: unit.communityId,
      before: { scenarioId: before },
      after: { scenarioId: after },
      address,
    });
  });
}
