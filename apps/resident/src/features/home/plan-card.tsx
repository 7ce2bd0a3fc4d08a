import type { UnitRef } from '@commonwatt/domain/refs';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Card } from '../../shell/card.tsx';
import { homePath } from '../../shell/home-path.ts';
import { useTRPC } from '../../trpc.ts';

/** The plan the home trades by. */
export function PlanCard({ home }: { home: UnitRef }) {
  const trpc = useTRPC();
  const { t } = useTexts('home');
  const plan = useQuery(trpc.home.plan.queryOptions({ home }, { refetchInterval: 60_000 }));
  return (
    <Card title={t('plan')}>
      {plan.isPending ? (
        <Loading label={t('planWhat')} height={48} />
      ) : plan.isError ? (
        <ErrorNotice what={t('planWhat')} requestId={requestId(plan.error)} onRetry={() => void plan.refetch()} />
      ) : plan.data === null ? (
        <p>
          {t('noPlan')} <Link to={`${homePath(home)}/plan`}>{t('toPlans')}</Link>
        </p>
      ) : (
        <>
          <Link to={`${homePath(home)}/plan`}>{plan.data.name}</Link>
          {plan.data.description && <p>{plan.data.description}</p>}
        </>
      )}
    </Card>
  );
}
