import type { ClusterRef } from '@commonwatt/domain/refs';

/** What staff write of a scenario. */
export type ScenarioFields = {
  communityCode: string | null;
  clusterCode: string | null;
  unitCode: string | null;
  name: string;
  description: string | null;
  data: string | null;
};

/** A scenario as it is stored; `id` null for one that is not yet. */
export type StoredScenario = ScenarioFields & { id: number | null; mayEdit: boolean };

export type ScenarioRow = ScenarioFields & {
  id: number;
  mayEdit: boolean;
  changedAt: Date;
  /** Null: not known. */
  changedBy: string | null;
};
export type HomeChoice = { clusterCode: string; unitCode: string; scenarioId: number; createdAt: Date };

const beginning = `{
  "00:00:00-24:00:00": {
    "batteryStatus": { "3600-": "high", "1800-3600": "middle", "-1800": "low" },
    "request": {
      "high": { "discharge": { "limitWh": 3600, "pointPerWh": 10 } },
      "middle": {},
      "low": { "charge": { "limitWh": 1800, "pointPerWh": 10 } }
    },
    "accept": {
      "high": { "discharge": { "limitWh": 2700, "pointPerWh": 10 } },
      "middle": { "discharge": { "limitWh": 2700, "pointPerWh": 10 }, "charge": { "limitWh": 3000, "pointPerWh": 10 } },
      "low": { "charge": { "limitWh": 3000, "pointPerWh": 10 } }
    }
  }
}
`;

/** What a new scenario begins with: one that works, for the homes of the cluster. */
export function newScenario({ communityId, clusterId }: ClusterRef): StoredScenario {
  const scope = { communityCode: communityId, clusterCode: clusterId, unitCode: null };
  return { id: null, mayEdit: true, ...scope, name: '', description: '', data: beginning };
}

/** The fields alone, as the registry takes them. */
export function fieldsOf(scenario: ScenarioFields): ScenarioFields {
  const { communityCode, clusterCode, unitCode, name, description, data } = scenario;
  return { communityCode, clusterCode, unitCode, name, description, data };
}
