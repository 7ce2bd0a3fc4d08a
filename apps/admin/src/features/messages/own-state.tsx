import { errorCode, requestId } from '@commonwatt/ui/api-error.ts';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatAge, formatInstant } from '@commonwatt/ui/format/time.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useNow } from '@commonwatt/ui/use-now.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { Card } from '../../parts/card.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { KeyFigures } from '../../parts/key-figures.tsx';
import { useTRPC } from '../../trpc.ts';
import { DeadMessages } from './dead-messages.tsx';
import styles from './messages.module.css';
import { OwnFailures } from './own-failures.tsx';
import { ownStateId } from './own-state-id.ts';
import { RecipientsCard } from './recipients-card.tsx';

const refreshMs = 10_000;

/** How Commonwatt itself does, for staff of all communities: its messages, its jobs, and who is told of its troubles. */
export function OwnState({ timeZone }: { timeZone: string }) {
  const { t } = useTexts('messages');
  const trpc = useTRPC();
  const state = useQuery(
    trpc.monitoring.ownState.queryOptions(undefined, {
      // Staff of some communities may not know, and need not be asked again.
      refetchInterval: ({ state: { error } }) => (error ? false : refreshMs),
    }),
  );
  const isTarget = useLocation({ select: ({ hash }) => hash === ownStateId });
  if (errorCode(state.error) === 'FORBIDDEN') return null;
  return (
    <div id={ownStateId} className={styles.own} ref={isTarget && state.data ? scrollTo : undefined}>
      <Card title={t('own')} note={t('ownNote')}>
        {state.isError && (
          <ErrorNotice what={t('own')} requestId={requestId(state.error)} onRetry={() => void state.refetch()} />
        )}
        {state.isPending && <Loading label={t('own')} height={240} />}
        {state.data && <OwnFailures failures={state.data.failures} timeZone={timeZone} />}
        {state.data && <Jobs {...state.data} timeZone={timeZone} />}
      </Card>
      <RecipientsCard communityId={null} timeZone={timeZone} />
      <DeadMessages communityId={null} timeZone={timeZone} />
    </div>
  );
}

/** The browser looks for the place in the address before it is there. */
function scrollTo(element: HTMLElement | null): void {
  element?.scrollIntoView();
}

type Job = {
  name: string;
  lastSuccessAt: Date | null;
  lastErrorAt: Date | null;
  lastError: string | null;
  durationMs: number;
};

type JobsProps = {
  jobs: readonly Job[];
  messages: { waiting: number; dead: number; overdueSince: Date | null };
  timeZone: string;
};

type Key = 'job' | 'success' | 'took' | 'trouble';

function Jobs({ jobs, messages, timeZone }: JobsProps) {
  const { t, language } = useTexts('messages');
  const nowMs = useNow(5_000);
  const columns: Column<Job, Key>[] = [
    { key: 'job', header: t('job'), cell: ({ name }) => <code className={styles.code}>{name}</code> },
    {
      key: 'success',
      header: t('lastSuccess'),
      cell: ({ lastSuccessAt }) =>
        lastSuccessAt ? t('ago', { age: formatAge(nowMs - lastSuccessAt.getTime(), language) }) : '–',
    },
    {
      key: 'took',
      header: t('took'),
      cell: ({ durationMs }) => (durationMs < 1_000 ? `${durationMs}\u202fms` : formatDuration(durationMs, language)),
      isNumber: true,
    },
    {
      key: 'trouble',
      header: t('trouble'),
      cell: ({ lastError, lastErrorAt }) =>
        lastError === null ? (
          '–'
        ) : (
          <span className={styles.refused}>
            {lastErrorAt && formatInstant(lastErrorAt.getTime(), timeZone, language)} <span lang="en">{lastError}</span>
          </span>
        ),
    },
  ];
  return (
    <>
      <KeyFigures
        figures={[
          { label: t('waiting'), parts: [{ value: String(messages.waiting) }] },
          { label: t('deadCount'), parts: [{ value: String(messages.dead) }], isBad: messages.dead > 0 },
          {
            label: t('overdue'),
            parts: [
              {
                value: messages.overdueSince
                  ? formatInstant(messages.overdueSince.getTime(), timeZone, language)
                  : t('nothingOverdue'),
              },
            ],
            isBad: messages.overdueSince !== null,
          },
        ]}
      />
      <DataTable caption={t('jobs')} columns={columns} rows={jobs} rowKey={({ name }) => name} />
    </>
  );
}
