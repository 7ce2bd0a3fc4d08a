import { daysUntil } from '@commonwatt/domain/calendar';
import { localDayOf } from '@commonwatt/domain/local-day';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatShare, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { Answer } from '@commonwatt/ui/notices/answer.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Card } from '../../parts/card.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { IntervalList } from '../availability/interval-list.tsx';
import styles from './units.module.css';
import { rateDays } from './use-unit-extras.ts';

const refreshMs = 60_000;

/** How available a unit was lately, and when it was down and why. */
export const UnitDowntimes = memo(function UnitDowntimes({
  cluster,
  unitId,
}: {
  cluster: ClusterInfo;
  unitId: string;
}) {
  const { t, language } = useTexts('units');
  const trpc = useTRPC();
  const { ref, timeZone } = cluster;
  const period = daysUntil(localDayOf(new Date(), timeZone), rateDays);
  const answer = useQuery(
    trpc.availability.unit.queryOptions({ cluster: ref, unitId, period }, { refetchInterval: refreshMs }),
  );
  return (
    <Card title={t('downtimesTitle')} note={t('lastDays', { days: rateDays })}>
      <Answer of={answer} what={t('downtimesTitle')} height={160}>
        {({ unit, nowMs }) =>
          unit === null ? (
            <p className={styles.note}>{t('noDowntimes')}</p>
          ) : (
            <>
              <p className={styles.rate}>{quantityText(formatShare(unit.rate, language))}</p>
              <p className={styles.note}>{t('downFor', { duration: formatDuration(unit.times.down, language) })}</p>
              <IntervalList cluster={cluster} unit={unit} nowMs={nowMs} atMs={null} />
            </>
          )
        }
      </Answer>
      <p className={styles.more}>
        <Link
          to="/$community/$cluster/availability"
          params={{ community: ref.communityId, cluster: ref.clusterId }}
          search={{ last: '30d', unit: unitId }}
        >
          {t('inAvailability')}
        </Link>
      </p>
    </Card>
  );
});
