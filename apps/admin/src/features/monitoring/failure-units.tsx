import { formatClock } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import styles from './monitoring.module.css';
import type { Failure } from './use-failures.ts';

/** The units that one failure stands for, each with the way to it, and whether it is heard again. */
export function FailureUnits({ cluster, units }: { cluster: ClusterInfo; units: Failure['units'] }) {
  const { t, language } = useTexts('monitoring');
  const params = { community: cluster.ref.communityId, cluster: cluster.ref.clusterId };
  return (
    <ul className={styles.units} aria-label={t('unitsOfFailure')}>
      {units.map(({ unitCode, backAt }) => (
        <li key={unitCode}>
          <Link to="/$community/$cluster/live" params={params} search={{ unit: unitCode }} className={styles.link}>
            {unitCode}
          </Link>
          {backAt && (
            <span className={styles.back}>
              {t('heardAgain', { time: formatClock(backAt.getTime(), cluster.timeZone, language) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
