import { errorCode, requestId } from '@commonwatt/ui/api-error.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Drawer } from '../../parts/drawer.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { DealLife } from './deal-life.tsx';
import { DealSides } from './deal-sides.tsx';
import { DealTail } from './deal-tail.tsx';
import { OutcomeMark } from './outcome-mark.tsx';

type DealDrawerProps = { cluster: ClusterInfo; dealId: string; onClose: () => void };

const renewEveryMs = 10_000;

/** One deal: who gave whom how much, its life step by step, and every field that was reported of it. */
export function DealDrawer({ cluster, dealId, onClose }: DealDrawerProps) {
  const { t } = useTexts('deals');
  const trpc = useTRPC();
  const answer = useQuery(
    trpc.deals.one.queryOptions(
      { cluster: cluster.ref, dealId },
      { refetchInterval: ({ state }) => (state.data?.row.outcome === 'running' ? renewEveryMs : false) },
    ),
  );
  const { data } = answer;
  return (
    <Drawer
      title={t('one.title', { id: dealId.slice(-6) })}
      note={data && <OutcomeMark outcome={data.row.outcome} />}
      onClose={onClose}
    >
      {answer.isPending ? (
        <Loading label={t('one.what')} height={400} />
      ) : data ? (
        <>
          <DealSides row={data.row} energy={data.energy} />
          <DealLife row={data.row} steps={data.steps} timeZone={cluster.timeZone} />
          <DealTail cluster={cluster} row={data.row} document={data.document} />
        </>
      ) : errorCode(answer.error) === 'NOT_FOUND' ? (
        <Empty title={t('one.none', { id: dealId })} />
      ) : (
        <ErrorNotice what={t('one.what')} requestId={requestId(answer.error)} onRetry={() => void answer.refetch()} />
      )}
    </Drawer>
  );
}
