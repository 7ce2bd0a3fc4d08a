import { isMonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { errorCode, requestId } from '@commonwatt/ui/api-error.ts';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Drawer } from '../../parts/drawer.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { Deliveries } from './deliveries.tsx';
import { FailureLinks } from './failure-links.tsx';
import { FailureUnits } from './failure-units.tsx';
import styles from './monitoring.module.css';
import { NearbyLines } from './nearby-lines.tsx';
import { SeverityMark } from './severity-mark.tsx';
import { TakeFailure, TakenBy } from './take-failure.tsx';
import { type Failure, refreshMs, type SentMessage, useFailureWords } from './use-failures.ts';

type FailureDrawerProps = { cluster: ClusterInfo; id: number; nowMs: number; onClose: () => void };

/** Everything about one failure; the link in messages leads here. */
export function FailureDrawer({ cluster, id, nowMs, onClose }: FailureDrawerProps) {
  const { t } = useTexts('monitoring');
  const { titleOf } = useFailureWords();
  const trpc = useTRPC();
  const found = useQuery(
    trpc.monitoring.failure.queryOptions({ cluster: cluster.ref, id }, { refetchInterval: refreshMs }),
  );
  const failure = found.data?.failure;
  return (
    <Drawer title={failure ? titleOf(failure) : t('failureNumber', { id })} onClose={onClose}>
      {found.isPending && <Loading label={t('failureNumber', { id })} height={240} />}
      {found.isError &&
        (errorCode(found.error) === 'NOT_FOUND' ? (
          <Empty title={t('noSuchFailure', { id, cluster: cluster.name })} />
        ) : (
          <ErrorNotice
            what={t('failureNumber', { id })}
            requestId={requestId(found.error)}
            onRetry={() => void found.refetch()}
          />
        ))}
      {found.data && (
        <FailureDetail cluster={cluster} failure={found.data.failure} messages={found.data.messages} nowMs={nowMs} />
      )}
    </Drawer>
  );
}

type FailureDetailProps = { cluster: ClusterInfo; failure: Failure; messages: SentMessage[]; nowMs: number };

function FailureDetail({ cluster, failure, messages, nowMs }: FailureDetailProps) {
  const { t } = useTexts('monitoring');
  const { titleOf } = useFailureWords();
  const isOpen = failure.closedAt === null;
  return (
    <div className={styles.detail}>
      <TakenBy failure={failure} timeZone={cluster.timeZone} />
      <div className={styles.actions}>
        {isOpen && (
          <TakeFailure cluster={cluster.ref} failure={failure} title={titleOf(failure)} timeZone={cluster.timeZone} />
        )}
        <FailureLinks cluster={cluster} failure={failure} />
      </div>
      <Facts cluster={cluster} failure={failure} nowMs={nowMs} />
      <section>
        <h3>{t('description')}</h3>
        <pre className={styles.descriptionText} lang="en">
          {failure.description ?? '–'}
        </pre>
      </section>
      {isOpen && isMonitorType(failure.type) && (
        <section>
          <h3>{t('helps')}</h3>
          <ul className={styles.hints}>
            {([1, 2, 3] as const).map((hint) => (
              <li key={hint}>{t(`hints.${hintsOf[failure.type as keyof typeof hintsOf]}_${hint}`)}</li>
            ))}
          </ul>
        </section>
      )}
      <NearbyLines cluster={cluster} failure={failure} />
      <Deliveries messages={messages} timeZone={cluster.timeZone} />
    </div>
  );
}

const hintsOf = {
  apis_main_alive: 'unit',
  apis_main_severe: 'unitErrors',
  apis_ccc_alive: 'server',
  apis_log_severe: 'server',
  apis_ccc_severe: 'server',
  grid_master_alive: 'gridMaster',
} as const;

function Facts({ cluster, failure, nowMs }: { cluster: ClusterInfo; failure: Failure; nowMs: number }) {
  const { t, language } = useTexts('monitoring');
  const { type, programId, unitCode, units, detectedAt, closedAt, closeReason, lineCount } = failure;
  const at = (instant: Date) => formatInstant(instant.getTime(), cluster.timeZone, language);
  const lastedMs = (closedAt?.getTime() ?? nowMs) - detectedAt.getTime();
  return (
    <dl className={styles.facts}>
      <dt>{t('detected')}</dt>
      <dd>{at(detectedAt)}</dd>
      <dt>{t('closed')}</dt>
      <dd>
        {closedAt ? at(closedAt) : <b className={styles.stillOpen}>{t('stillOpen')}</b>}
        {closeReason !== null && isCloseReason(closeReason) && <p>{t(`reasons.${closeReason}`)}</p>}
      </dd>
      <dt>{t('lasted')}</dt>
      <dd>{formatDuration(Math.max(0, lastedMs), language)}</dd>
      <dt>{t('check')}</dt>
      <dd>
        <SeverityMark type={type} /> <code>{type}</code>
      </dd>
      <dt>{t('program')}</dt>
      <dd>{programId === null ? '–' : <code>{programId}</code>}</dd>
      <dt>{t('unit')}</dt>
      <dd>
        {unitCode ?? (units.length === 0 && t(type === 'apis_main_alive' ? 'severalUnits' : 'wholeCluster'))}
        {units.length > 0 && <FailureUnits cluster={cluster} units={units} />}
      </dd>
      {lineCount > 0 && (
        <>
          <dt>{t('lines')}</dt>
          <dd>{lineCount}</dd>
        </>
      )}
    </dl>
  );
}

const closeReasons = ['monitorOff', 'unitLeft', 'clusterLeft', 'duplicate', 'grown'] as const;

function isCloseReason(text: string): text is (typeof closeReasons)[number] {
  return (closeReasons as readonly string[]).includes(text);
}
