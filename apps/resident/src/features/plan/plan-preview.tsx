import { wishes } from '@commonwatt/domain/scenario-preview';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { ActSwatch } from '@commonwatt/ui/plan-chart/act-patterns.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../shell/card.tsx';
import type { Home } from '../../shell/own-home.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './plan-preview.module.css';
import type { Plan } from './plan-types.ts';

/** What the home would have wished for under a plan over the last week. */
export function PlanPreview({ home, plan }: { home: Home; plan: Plan }) {
  const trpc = useTRPC();
  const { t, language } = useTexts('plan');
  const request = trpc.home.planPreview.queryOptions({ home: home.ref, scenarioId: plan.id });
  const preview = useQuery({ ...request, enabled: plan.slots !== null });
  if (plan.slots === null) return null;
  const energy = (amountWh: number) => quantityText(formatEnergy(amountWh, language));
  if (!preview.isSuccess) {
    return (
      <Card title={t('preview.title')}>
        {preview.isPending ? (
          <Loading label={t('preview.what')} height={160} />
        ) : (
          <ErrorNotice
            what={t('preview.what')}
            requestId={requestId(preview.error)}
            onRetry={() => void preview.refetch()}
          />
        )}
      </Card>
    );
  }
  const { data } = preview;
  if (data === null || data.coveredMs === 0) {
    return <Card title={t('preview.title')}>{t(data === null ? 'noCapacity' : 'preview.nothingKnown')}</Card>;
  }
  const wished = wishes.filter((wish) => data.wishes[wish].times > 0);
  return (
    <Card title={t('preview.title')}>
      {wished.length === 0 && <p>{t('preview.noWish')}</p>}
      <ul className={styles.wishes}>
        {wished.map((wish) => {
          const { amountWh, times, durationMs } = data.wishes[wish];
          return (
            <li key={wish}>
              <ActSwatch act={wish} />
              <span>
                {t(`preview.${wish}`)}
                <small>{t('preview.times', { count: times, duration: formatDuration(durationMs, language) })}</small>
              </span>
              <b>{energy(amountWh)}</b>
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>
        {t('preview.really', { gave: energy(data.gaveWh), received: energy(data.receivedWh) })}
      </p>
      <p className={styles.note}>{t('preview.how', { covered: formatDuration(data.coveredMs, language) })}</p>
    </Card>
  );
}
