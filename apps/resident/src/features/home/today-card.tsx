import type { UnitRef } from '@commonwatt/domain/refs';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatEnergy } from '@commonwatt/ui/format/quantity.ts';
import { formatClock, formatZone } from '@commonwatt/ui/format/time.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../shell/card.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './today-card.module.css';

/** Energy since midnight where the home stands. */
export function TodayCard({ home, timeZone }: { home: UnitRef; timeZone: string }) {
  const trpc = useTRPC();
  const { t, language } = useTexts('home');
  const today = useQuery(trpc.home.today.queryOptions({ home }, { refetchInterval: 30_000 }));
  if (today.isPending) {
    return (
      <Card title={t('todaySoFar')}>
        <Loading label={t('today')} />
      </Card>
    );
  }
  if (today.isError) {
    return (
      <Card title={t('todaySoFar')}>
        <ErrorNotice what={t('today')} requestId={requestId(today.error)} onRetry={() => void today.refetch()} />
      </Card>
    );
  }
  const { since, solarWh, usedWh, gaveWh, receivedWh } = today.data;
  const clock = formatClock(since.getTime(), timeZone, language);
  const time = `${clock} ${formatZone(since.getTime(), timeZone, language)}`;
  const totals = [
    { label: t('solar'), amountWh: solarWh, className: styles.solar },
    { label: t('usedAtHome'), amountWh: usedWh, className: styles.load },
    { label: t('gave'), amountWh: gaveWh, className: styles.give },
    { label: t('received'), amountWh: receivedWh, className: styles.receive },
  ];
  return (
    <Card title={t('todaySoFar')} note={t('since', { time })}>
      <dl className={styles.totals}>
        {totals.map(({ label, amountWh, className }) => {
          const { value, unit } = formatEnergy(amountWh, language);
          return (
            <div key={label}>
              <dt>
                <i className={className} />
                {label}
              </dt>
              <dd>
                {value} <small>{amountWh === null ? '' : unit}</small>
              </dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}
