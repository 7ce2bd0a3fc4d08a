import type { ClusterRow, CommunityRow, UnitRow } from '@commonwatt/database/communities';
import type { ClusterRef } from '@commonwatt/domain/refs';

/** Communities with their clusters and units, each level by code, in the given order. */
export function outline(communities: readonly CommunityRow[]): object {
  return { communities: byCode(communities, (community) => [community.communityId, communityOutline(community)]) };
}

function communityOutline({ communityId, name, clusters }: CommunityRow): object {
  const rows = byCode(clusters, (cluster) => [cluster.clusterId, clusterOutline(communityId, cluster)]);
  return { id: communityId, name, clusters: rows };
}

function clusterOutline(communityId: string, { clusterId, name, units }: ClusterRow): object {
  const rows = byCode(units, (unit) => [unit.unitId, unitOutline({ communityId, clusterId }, unit)]);
  return { communityId, id: clusterId, name, units: rows };
}

function unitOutline(cluster: ClusterRef, { unitId, name, availableFrom, availableTo }: UnitRow): object {
  return { ...cluster, id: unitId, name, available_from: availableFrom, available_to: availableTo };
}

/** A map: an object would move codes such as `10` to the front. */
function byCode<Row>(rows: readonly Row[], entry: (row: Row) => [string, object]): Map<string, object> {
  return new Map(rows.map(entry));
}
