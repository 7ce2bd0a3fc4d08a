import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatEnergy, formatPower, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatClock } from '@commonwatt/ui/format/time.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import type { Home } from '../../shell/own-home.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './deal-steps.module.css';
import { tellSteps } from './tell-steps.ts';

/** A deal from asking to its end, in words. */
export function DealSteps({ home, dealId }: { home: Home; dealId: string }) {
  const trpc = useTRPC();
  const { t, language } = useTexts('sharing');
  const deal = useQuery(trpc.home.deal.queryOptions({ home: home.ref, dealId }));
  if (deal.isPending) return <Loading label={t('dealWhat')} height={120} />;
  if (deal.isError) {
    return <ErrorNotice what={t('dealWhat')} requestId={requestId(deal.error)} onRetry={() => void deal.refetch()} />;
  }
  const { agreedWh, movedWh, meanPowerW, ownReason } = deal.data;
  const words = {
    agreed: quantityText(formatEnergy(agreedWh, language)),
    moved: quantityText(formatEnergy(movedWh, language)),
    power: quantityText(formatPower(meanPowerW, language)),
  };
  return (
    <ol className={styles.steps}>
      {tellSteps(deal.data).map(({ key, atMs }) => (
        <li key={`${key} ${atMs}`} className={styles[key]}>
          <time dateTime={new Date(atMs).toISOString()}>{formatClock(atMs, home.timeZone, language)}</time>
          <span>
            {t(`steps.${key}`, words)}
            {key === 'endedEarly' && <small>{t(`reasons.${ownReason ?? 'elsewhere'}`)}</small>}
          </span>
        </li>
      ))}
      {deal.data.outcome === 'endUnknown' && (
        <li>
          <span />
          <span>{t('endUnknown')}</span>
        </li>
      )}
    </ol>
  );
}
