import type { Failure } from '@commonwatt/database/failures';
import type { Scenario } from '@commonwatt/database/scenarios';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { UnitDowntime } from '@commonwatt/telemetry/downtimes';

/** A row of the relational database in the names of its old columns. */
export function failureRow(failure: Failure): object {
  const { id, type, communityCode, clusterCode, programId, unitCode, detectedAt, closedAt, description } = failure;
  return {
    id,
    type,
    community_id: communityCode,
    cluster_id: clusterCode,
    program_id: programId,
    unit_id: unitCode,
    detected: detectedAt,
    closed: closedAt,
    description,
  };
}

export function scenarioRow(scenario: Scenario): object {
  const { id, communityCode, clusterCode, unitCode, createdAt, name, description, data } = scenario;
  return {
    id,
    community_id: communityCode,
    cluster_id: clusterCode,
    unit_id: unitCode,
    created: createdAt,
    name,
    description,
    data,
  };
}

/** A downtime as it is stored; null: not over. */
export function downtimeRow(
  { communityId, clusterId }: ClusterRef,
  { unitId, downMs, recoveryMs }: UnitDowntime,
): object {
  const recoveryDateTime = recoveryMs === null ? null : new Date(recoveryMs);
  return { communityId, clusterId, unitId, downDateTime: new Date(downMs), recoveryDateTime };
}
