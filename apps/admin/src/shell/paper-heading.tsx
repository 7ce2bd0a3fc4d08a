import { formatZone } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc.ts';
import styles from './paper-heading.module.css';
import type { ClusterInfo } from './with-cluster.tsx';

type PaperHeadingProps = {
  cluster: ClusterInfo;
  /** The period in words. */
  period: string;
  /** An instant of the period: the zone's name may change with the season. */
  atMs: number;
};

/** On paper only, where the top bar and the tools of a page are not: what it is about, of when, by which clock. */
export function PaperHeading({ cluster, period, atMs }: PaperHeadingProps) {
  const trpc = useTRPC();
  const { language } = useTexts('shell');
  const outline = useQuery(trpc.communities.outline.queryOptions()).data;
  const community = outline?.find(({ communityId }) => communityId === cluster.ref.communityId);
  return (
    <p className={styles.heading}>
      <b>{[community?.name, cluster.name].filter(Boolean).join(' / ')}</b>
      <span>{period}</span>
      <span>{formatZone(atMs, cluster.timeZone, language)}</span>
    </p>
  );
}
