import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import type { HomeChoice } from './scenario-types.ts';
import styles from './scenarios.module.css';

type HomeLinksProps = {
  homes: readonly HomeChoice[];
  cluster: ClusterInfo;
  /** In a tab of their own, where leaving the page would end what is being asked. */
  isBeside?: boolean;
};

/** Homes that trade by a scenario, each with the way to its page, and since when. */
export function HomeLinks({ homes, cluster, isBeside = false }: HomeLinksProps) {
  const { t, language } = useTexts('scenarios');
  return (
    <ul className={styles.homes}>
      {homes.map(({ clusterCode, unitCode, createdAt }) => (
        <li key={`${clusterCode} ${unitCode}`}>
          <Link
            to="/$community/$cluster/units/$unit"
            params={{ community: cluster.ref.communityId, cluster: clusterCode, unit: unitCode }}
            {...(isBeside && { target: '_blank' })}
          >
            {clusterCode === cluster.ref.clusterId ? unitCode : `${clusterCode} / ${unitCode}`}
            {isBeside && <span className="visually-hidden"> {t('newTab')}</span>}
          </Link>
          <span className={styles.note}>
            {t('since', { time: formatInstant(createdAt.getTime(), cluster.timeZone, language) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
