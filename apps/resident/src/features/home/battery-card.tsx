import type { UnitRef } from '@commonwatt/domain/refs';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatZone } from '@commonwatt/ui/format/time.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../shell/card.tsx';
import { useTRPC } from '../../trpc.ts';
import { DayLine } from './day-line.tsx';

/** The battery over the last day, as a line and as a table. */
export function BatteryCard({ home, timeZone }: { home: UnitRef; timeZone: string }) {
  const trpc = useTRPC();
  const { t, language } = useTexts('home');
  const history = useQuery(trpc.home.lastDay.queryOptions({ home, part: 'battery' }, { refetchInterval: 120_000 }));
  const zone = formatZone(Date.now(), timeZone, language);
  return (
    <Card title={t('battery')} note={t('last24', { zone })}>
      {history.isPending ? (
        <Loading label={t('batteryWhat')} height={120} />
      ) : history.isError ? (
        <ErrorNotice
          what={t('batteryWhat')}
          requestId={requestId(history.error)}
          onRetry={() => void history.refetch()}
        />
      ) : history.data.points.length === 0 ? (
        <p>{t('noHistory')}</p>
      ) : (
        <DayLine {...history.data} part="battery" timeZone={timeZone} />
      )}
    </Card>
  );
}
