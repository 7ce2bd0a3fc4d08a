import { daysUntil } from '@commonwatt/domain/calendar';
import { localDayOf } from '@commonwatt/domain/local-day';
import type { SceneDeal } from '@commonwatt/ui/cluster/scene.ts';
import { Answer } from '@commonwatt/ui/notices/answer.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Card } from '../../parts/card.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { DealTable } from '../deals/deal-table.tsx';
import { DealRow } from '../live/deal-row.tsx';
import styles from './units.module.css';

const days = 7;
const mostRows = 10;
const refreshMs = 30_000;

type UnitDealsProps = { cluster: ClusterInfo; unitId: string; running: readonly SceneDeal[] };

/** The deals of a unit: those in progress, and the latest of the last days. */
export function UnitDeals({ cluster, unitId, running }: UnitDealsProps) {
  const { t } = useTexts('units');
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { ref, timeZone } = cluster;
  const period = daysUntil(localDayOf(new Date(), timeZone), days);
  const latest = useQuery(
    trpc.deals.list.queryOptions(
      { cluster: ref, ...period, unitId, sort: 'created', order: 'descending', limit: mostRows },
      { refetchInterval: refreshMs },
    ),
  );
  const params = { community: ref.communityId, cluster: ref.clusterId };
  const inDays = { unit: unitId, from: period.fromDay, to: period.toDay };
  return (
    <Card
      title={t('dealsTitle')}
      note={latest.data && t('dealsNote', { count: latest.data.totalCount ?? latest.data.rows.length, days })}
    >
      {running.length > 0 && (
        <div className={styles.deals}>
          {running.map((deal) => (
            <DealRow
              key={deal.dealId}
              deal={deal}
              onSelect={(dealId) =>
                void navigate({ to: '/$community/$cluster/live', params, search: { deal: dealId } })
              }
            />
          ))}
        </div>
      )}
      <Answer of={latest} what={t('dealsTitle')} height={200}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className={styles.note}>{t('noDeals', { days })}</p>
          ) : (
            <DealTable
              rows={rows}
              isOneDay={false}
              timeZone={timeZone}
              selectedId={null}
              onOpen={(deal) =>
                void navigate({ to: '/$community/$cluster/deals', params, search: { ...inDays, deal } })
              }
            />
          )
        }
      </Answer>
      <p className={styles.more}>
        <Link to="/$community/$cluster/deals" params={params} search={inDays}>
          {t('allDeals', { unit: unitId })}
        </Link>
      </p>
    </Card>
  );
}
