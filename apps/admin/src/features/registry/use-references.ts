import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../trpc.ts';
import { type Row, registryKey, useTableApi } from './registry-api.ts';

/** What other rows are called that a field refers to. */
export type References = {
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
  return {
    communities: useAll('communities'),
    clusters: useAll('clusters'),
    scenarios: useAll('scenarios'),
    outline: outline.data ?? [],
  };
}

function useAll(table: 'communities' | 'clusters' | 'scenarios'): readonly Row[] {
  const api = useTableApi(table);
  const found = useQuery({ queryKey: [...registryKey(table), 'all'], queryFn: () => api.list.query(most) });
  return found.data?.rows ?? [];
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
