import type { ClusterRef } from '@commonwatt/domain/refs';
import { wordSearch, wordsOf } from '../parts/word-search.ts';

/** A place to go: a cluster, one of its units, or a screen. */
export type Command = { id: string; title: string; detail: string; go: () => void };

type Cluster = { clusterId: string; name: string; units: readonly { unitId: string; name: string }[] };
export type Outline = readonly { communityId: string; name: string; clusters: readonly Cluster[] }[];

export type Place =
  | { kind: 'unit'; ref: ClusterRef; unitId: string; title: string; detail: string }
  | { kind: 'cluster'; ref: ClusterRef; title: string; detail: string };

/** Everything that has a name: clusters first, then their units. */
export function listPlaces(outline: Outline): Place[] {
  const clusters = outline.flatMap((community) =>
    community.clusters.map((cluster) => ({
      ref: { communityId: community.communityId, clusterId: cluster.clusterId },
      path: `${community.name} / ${cluster.name}`,
      cluster,
      community,
    })),
  );
  return [
    ...clusters.map(({ ref, cluster, community }): Place => {
      return { kind: 'cluster', ref, title: cluster.name, detail: community.name };
    }),
    ...clusters.flatMap(({ ref, path, cluster }) =>
      cluster.units.map(({ unitId, name }): Place => {
        return { kind: 'unit', ref, unitId, title: `${unitId} ${name}`, detail: path };
      }),
    ),
  ];
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
