import { requestId } from '@commonwatt/ui/api-error.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../shell/card.tsx';
import type { Home } from '../../shell/own-home.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './deal-list.module.css';
import { DealRow } from './deal-row.tsx';

type LinkedDealProps = { home: Home; dealId: string; onClose: () => void };

/** A deal that a link names and that is not among those listed: of another time, or not of this home. */
export function LinkedDeal({ home, dealId, onClose }: LinkedDealProps) {
  const trpc = useTRPC();
  const { t } = useTexts('sharing');
  const deal = useQuery(trpc.home.deal.queryOptions({ home: home.ref, dealId }));
  if (deal.isPending) return <Loading label={t('dealWhat')} height={80} />;
  if (deal.isError && deal.error.data?.code === 'NOT_FOUND') return <Card>{t('noSuchDeal')}</Card>;
  if (deal.isError) {
    return <ErrorNotice what={t('dealWhat')} requestId={requestId(deal.error)} onRetry={() => void deal.refetch()} />;
  }
  return (
    <Card>
      <ul className={styles.list}>
        <DealRow home={home} deal={deal.data} isDated isOpen onToggle={onClose} />
      </ul>
    </Card>
  );
}
