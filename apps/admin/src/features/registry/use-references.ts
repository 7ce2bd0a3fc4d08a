import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../trpc.ts';
import { type Row, useTableApi } from './registry-api.ts';
import { registryKey } from './registry-key.ts';

/** What other rows are called that a field refers to. */
export type References = {
  /** All that there is has been read: before, a form would show times in another zone than it stores them. */
  isReady: boolean;
  communities: readonly Row[];
  clusters: readonly Row[];
  scenarios: readonly Row[];
  /** Codes as they are registered, for fields that take any. */
  outline: readonly {
    communityId: string;
    clusters: readonly { clusterId: string; timeZone: string; units: readonly { unitId: string }[] }[];
  }[];
};

const most = { search: '', filter: {}, page: 0, pageSize: 500 };

export function useReferences(): References {
  const trpc = useTRPC();
  const outline = useQuery(trpc.communities.outline.queryOptions());
  const [communities, clusters, scenarios] = [useAll('communities'), useAll('clusters'), useAll('scenarios')];
  return {
    isReady: communities !== null && clusters !== null && scenarios !== null,
    communities: communities ?? [],
    clusters: clusters ?? [],
    scenarios: scenarios ?? [],
    outline: outline.data ?? [],
  };
}

function useAll(table: 'communities' | 'clusters' | 'scenarios'): readonly Row[] | null {
  const api = useTableApi(table);
  const found = useQuery({ queryKey: [...registryKey(table), 'all'], queryFn: () => api.list.query(most) });
  return found.data?.rows ?? null;
}

/** Instants of a unit are in the zone of its cluster, others in the reader's own. */
export function zoneOf(row: Readonly<Record<string, unknown>> | null, { clusters }: References): string {
  const cluster = clusters.find(({ id }) => id === row?.clusterId);
  return typeof cluster?.timeZone === 'string' ? cluster.timeZone : ownZone();
}

export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The name of a community by its key. */
export function communityName({ communities }: References, id: unknown): string {
  const found = communities.find((row) => row.id === id);
  return found ? String(found.name) : `#${id}`;
}

/** A cluster by its key, with its community. */
export function clusterName(references: References, id: unknown): string {
  const found = references.clusters.find((row) => row.id === id);
  return found ? `${communityName(references, found.communityId)} / ${found.name}` : `#${id}`;
}

export function scenarioName({ scenarios }: References, id: unknown): string {
  const found = scenarios.find((row) => row.id === id);
  return found ? String(found.name) : `#${id}`;
}
