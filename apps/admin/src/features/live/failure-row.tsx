import { isMonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import styles from './panel.module.css';
import type { OpenFailure } from './use-failures.ts';

const mostNamed = 8;

/** An open failure in a list of the live page, with the way to everything about it. */
export function FailureRow({ cluster, failure }: { cluster: ClusterInfo; failure: OpenFailure }) {
  const { t, language } = useTexts('live');
  const { type, unitId, unitIds, detectedAtMs } = failure;
  // Without a unit of its own, the failure stands for several.
  const kind = unitId === null && type === 'apis_main_alive' ? 'units_alive' : type;
  const name = kind === 'units_alive' || isMonitorType(kind) ? t(`failures.${kind}`) : kind;
  return (
    <li className={styles.attention}>
      <span className={styles.silent}>
        <Icon name="stop" size={16} />
      </span>
      <div>
        <b>{unitId ?? cluster.name}</b> {name}
        <p className={styles.detail}>
          {t('failureSince', { time: formatInstant(detectedAtMs, cluster.timeZone, language) })}
        </p>
        {unitId === null && unitIds.length > 0 && <p className={styles.detail}>{firstOf(unitIds)}</p>}
      </div>
      <Link
        to="/$community/$cluster/monitoring"
        params={{ community: cluster.ref.communityId, cluster: cluster.ref.clusterId }}
        search={{ failure: failure.id }}
        className={styles.open}
        aria-label={`${t('open')} ${unitId ?? cluster.name} ${name}`}
      >
        {t('open')}
      </Link>
    </li>
  );
}

function firstOf(unitIds: readonly string[]): string {
  return [...unitIds.slice(0, mostNamed), ...(unitIds.length > mostNamed ? ['…'] : [])].join(', ');
}
