import type { AppRouter } from '@commonwatt/api/app-router';
import {
  defaultReportPeriodMs,
  type Freshness,
  freshnessDeadlines,
  judgeFreshness,
} from '@commonwatt/domain/freshness';
import type { inferRouterOutputs } from '@trpc/server';
import { wordSearch } from '../../parts/word-search.ts';

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
  const isFound = wordSearch(text);
  const groups = new Map<string, CommunityGroup>();
  for (const one of clusters) {
    const { ref, name, communityName } = one;
    const said = `${communityName} ${name} ${ref.communityId} ${ref.clusterId}`;
    const isWanted = communityId === null || ref.communityId === communityId;
    if (!isWanted || !isFound(said)) continue;
    const group = groups.get(ref.communityId) ?? { communityId: ref.communityId, name: communityName, clusters: [] };
    group.clusters.push(one);
    groups.set(ref.communityId, group);
  }
  return [...groups.values()].map((group) => ({ ...group, clusters: group.clusters.sort(worstFirst) }));
}

function worstFirst(a: ClusterOverview, b: ClusterOverview): number {
  return b.openCount - a.openCount || b.unitCounts.down - a.unitCounts.down || a.name.localeCompare(b.name, 'en');
}

const deadlines = freshnessDeadlines(0, defaultReportPeriodMs);

/** How far the newest report of a cluster, so old (ms), is to be trusted: as one of a unit at the usual period is. */
export function reportFreshness(ageMs: number | null): Freshness {
  return ageMs === null ? 'never' : judgeFreshness(deadlines, ageMs);
}

/** Units that are in service, which are all that can be up. */
export function inServiceCount({ unitCounts }: ClusterOverview): number {
  const { up, down, unknown } = unitCounts;
  return up + down + unknown;
}

/**
 * What flows in a cluster, while its newest report, so old (ms), can be believed; with whether it is late. Null: it is too
 * old, or nothing was ever reported.
 */
export function shownFlow({ flow }: ClusterOverview, ageMs: number | null): { flow: Flow; isLate: boolean } | null {
  const freshness = reportFreshness(ageMs);
  if (flow === null || (freshness !== 'fresh' && freshness !== 'late')) return null;
  return { flow, isLate: freshness === 'late' };
}

type Flow = NonNullable<ClusterOverview['flow']>;
