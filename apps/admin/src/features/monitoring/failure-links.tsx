import { formatClock } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import controls from '../../parts/controls.module.css';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import type { Failure } from './use-failures.ts';

/** The failure began before it was found: what led to it is seen from here on. */
const beforeMs = 120_000;

/** From a failure to the moment it began, and to the unit it is about. */
export function FailureLinks({ cluster, failure }: { cluster: ClusterInfo; failure: Failure }) {
  const { t, language } = useTexts('monitoring');
  const { unitCode, detectedAt } = failure;
  const fromMs = detectedAt.getTime() - beforeMs;
  const params = { community: cluster.ref.communityId, cluster: cluster.ref.clusterId };
  const unit = unitCode ?? undefined;
  const moment = new Date(fromMs).toISOString();
  return (
    <>
      <Link to="/$community/$cluster/live" params={params} search={{ unit, t: moment }} className={controls.button}>
        <Icon name="play" size={14} />
        {t('replay', { time: formatClock(fromMs, cluster.timeZone, language) })}
      </Link>
      {unit !== undefined && (
        <Link to="/$community/$cluster/units/$unit" params={{ ...params, unit }} className={controls.button}>
          {t('openUnit', { unit })}
        </Link>
      )}
    </>
  );
}
