import type { ClusterRef } from '@commonwatt/domain/refs';
import { wordSearch, wordsOf } from '../parts/word-search.ts';

/** Something to go to, or to do at once. */
export type Command = {
  id: string;
  title: string;
  detail: string;
  go: () => void;
  /** Not offered first the next time: it does something, or is known only once it has been looked for. */
  isOnce?: boolean;
};

type Cluster = {
  clusterId: string;
  name: string;
  timeZone: string;
  units: readonly { unitId: string; name: string }[];
};
export type Outline = readonly { communityId: string; name: string; clusters: readonly Cluster[] }[];

/** `detail` is where a place lies; a community lies nowhere. */
export type Place = { id: string; title: string } & (
  | { kind: 'community'; communityId: string; detail: null }
  | { kind: 'cluster'; ref: ClusterRef; detail: string }
  | { kind: 'unit'; ref: ClusterRef; unitId: string; detail: string }
);

/** The clusters, each with the names that lead to it. */
export function listClusters(outline: Outline): { ref: ClusterRef; path: string; cluster: Cluster; parent: string }[] {
  return outline.flatMap((community) =>
    community.clusters.map((cluster) => ({
      ref: { communityId: community.communityId, clusterId: cluster.clusterId },
      path: `${community.name} / ${cluster.name}`,
      cluster,
      parent: community.name,
    })),
  );
}

/** Everything that has a name: clusters first, then communities, then units. */
export function listPlaces(outline: Outline): Place[] {
  const clusters = listClusters(outline);
  return [
    ...clusters.map(({ ref, cluster, parent }): Place => {
      return { kind: 'cluster', id: `c-${pathOf(ref)}`, ref, title: cluster.name, detail: parent };
    }),
    ...outline.map(({ communityId, name }): Place => {
      return { kind: 'community', id: `m-${communityId}`, communityId, title: name, detail: null };
    }),
    ...clusters.flatMap(({ ref, path, cluster }) =>
      cluster.units.map(({ unitId, name }): Place => {
        const id = `u-${pathOf(ref)}-${unitId}`;
        return { kind: 'unit', id, ref, unitId, title: `${unitId} ${name}`, detail: path };
      }),
    ),
  ];
}

function pathOf({ communityId, clusterId }: ClusterRef): string {
  return `${communityId}-${clusterId}`;
}

/** What was typed, where it may be the beginning of a deal's id: hexadecimal digits and hyphens, and enough of them. */
export function dealIdStart(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  return /^[0-9a-f]{4}[0-9a-f-]{0,32}$/.test(text) ? text : null;
}

/** The commands with these ids before all others, in the order of the ids. */
export function recentFirst<Found extends { id: string }>(
  all: readonly Found[],
  recentIds: readonly string[],
): Found[] {
  const recent = recentIds.flatMap((id) => all.find((one) => one.id === id) ?? []);
  return [...recent, ...all.filter((one) => !recent.includes(one))];
}

const mostFound = 30;

/** What has every word that was typed in its title or detail, those that begin with the first word before others. */
export function findCommands<Found extends { title: string; detail: string }>(
  all: readonly Found[],
  typed: string,
): Found[] {
  const [first = ''] = wordsOf(typed);
  const isFound = wordSearch(typed);
  const found = all.filter(({ title, detail }) => isFound(`${title} ${detail}`));
  const startsWith = ({ title }: Found) => title.toLowerCase().startsWith(first);
  return [...found.filter(startsWith), ...found.filter((one) => !startsWith(one))].slice(0, mostFound);
}
