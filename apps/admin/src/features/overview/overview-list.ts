import type { AppRouter } from '@commonwatt/api/app-router';
import type { inferRouterOutputs } from '@trpc/server';

export type ClusterOverview = inferRouterOutputs<AppRouter>['communities']['overview']['clusters'][number];

export type CommunityGroup = { communityId: string; name: string; clusters: ClusterOverview[] };

/**
 * The clusters that an overview shows, by community: of one community or of all (null), those whose names or ids have
 * every word that was typed. In each community those come first that need a look.
 */
export function groupClusters(
  clusters: readonly ClusterOverview[],
  { communityId, text }: { communityId: string | null; text: string },
): CommunityGroup[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, CommunityGroup>();
  for (const one of clusters) {
    const { ref, name, communityName } = one;
    const said = `${communityName} ${name} ${ref.communityId} ${ref.clusterId}`.toLowerCase();
    const isWanted = communityId === null || ref.communityId === communityId;
    if (!isWanted || !words.every((word) => said.includes(word))) continue;
    const group = groups.get(ref.communityId) ?? { communityId: ref.communityId, name: communityName, clusters: [] };
    group.clusters.push(one);
    groups.set(ref.communityId, group);
  }
  return [...groups.values()].map((group) => ({ ...group, clusters: group.clusters.sort(worstFirst) }));
}

function worstFirst(a: ClusterOverview, b: ClusterOverview): number {
  return b.openCount - a.openCount || b.unitCounts.down - a.unitCounts.down || a.name.localeCompare(b.name, 'en');
}

export type ReportAge = 'fresh' | 'late' | 'silent' | 'never';

const lateMs = 60_000;
const silentMs = 600_000;

/** How old the newest report of a cluster is, as the units of a drawing are judged. */
export function reportAge(ageMs: number | null): ReportAge {
  if (ageMs === null) return 'never';
  return ageMs < lateMs ? 'fresh' : ageMs < silentMs ? 'late' : 'silent';
}

/** Units that are in service, which are all that can be up. */
export function inServiceCount({ unitCounts }: ClusterOverview): number {
  const { up, down, unknown } = unitCounts;
  return up + down + unknown;
}
