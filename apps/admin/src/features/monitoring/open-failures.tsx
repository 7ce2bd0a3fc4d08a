import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Card } from '../../parts/card.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { FailureLinks } from './failure-links.tsx';
import styles from './monitoring.module.css';
import { SeverityMark } from './severity-mark.tsx';
import { TakeFailure, TakenBy } from './take-failure.tsx';
import { type Failure, useFailureWords } from './use-failures.ts';

type OpenFailuresProps = {
  cluster: ClusterInfo;
  query: { data: Failure[] | undefined; error: unknown; isError: boolean; refetch: () => unknown };
  nowMs: number;
  onSelect: (failure: number) => void;
};

/** What is not over, the worst first: what it is, since when, and who has it. */
export function OpenFailures({ cluster, query, nowMs, onSelect }: OpenFailuresProps) {
  const { t } = useTexts('monitoring');
  const { data: failures, error, isError, refetch } = query;
  return (
    <Card title={t('openNow')} note={failures && failures.length > 0 && <b>{failures.length}</b>}>
      {isError && <ErrorNotice what={t('openNow')} requestId={requestId(error)} onRetry={() => void refetch()} />}
      {!failures && !isError && <Loading label={t('openNow')} height={32} />}
      {failures?.length === 0 && (
        <p className={styles.allClear}>
          <Icon name="check" size={18} />
          {t('nothingOpen')}
        </p>
      )}
      <ul className={styles.openList} aria-live="polite" aria-relevant="additions">
        {failures?.map((failure) => (
          <OpenFailure key={failure.id} cluster={cluster} failure={failure} nowMs={nowMs} onSelect={onSelect} />
        ))}
      </ul>
      <p className={styles.foot}>{t('closesByItself')}</p>
    </Card>
  );
}

type OpenFailureProps = {
  cluster: ClusterInfo;
  failure: Failure;
  nowMs: number;
  onSelect: (failure: number) => void;
};

function OpenFailure({ cluster, failure, nowMs, onSelect }: OpenFailureProps) {
  const { language } = useTexts('monitoring');
  const { titleOf } = useFailureWords();
  const title = titleOf(failure);
  return (
    <li className={styles.openFailure} data-failure={failure.id}>
      <div className={styles.openHead}>
        <SeverityMark type={failure.type} />
        <button type="button" className={styles.openTitle} onClick={() => onSelect(failure.id)}>
          {title}
        </button>
        <span className={styles.age} aria-hidden="true">
          {formatDuration(Math.max(0, nowMs - failure.detectedAt.getTime()), language)}
        </span>
      </div>
      <p className={styles.description} lang="en">
        {firstWords(failure.description)}
      </p>
      <TakenBy failure={failure} timeZone={cluster.timeZone} />
      <div className={styles.actions}>
        <TakeFailure cluster={cluster.ref} failure={failure} title={title} timeZone={cluster.timeZone} />
        <FailureLinks cluster={cluster} failure={failure} />
      </div>
    </li>
  );
}

/** What a description says first beyond its heading. */
function firstWords(description: string | null): string {
  const lines = (description ?? '').split('\n').filter((line) => line.trim() !== '');
  return (lines.length > 1 ? lines[1] : lines[0]) ?? '';
}
