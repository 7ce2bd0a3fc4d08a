import { formatAge } from '../format/time.ts';
import { useTexts } from '../use-texts.ts';
import styles from './freshness-pill.module.css';
import type { ConnectionState } from './live-store.ts';
import { monotonicMs } from './monotonic.ts';

type FreshnessPillProps = {
  connection: ConnectionState;
  /** Age of the newest value on the screen, ms; null when there is none. */
  newestAgeMs: number | null;
  /** True when even the newest value is overdue. */
  isDelayed: boolean;
  isCompact?: boolean;
};

/** Live, delayed or stopped: how far the screen can be trusted to show the present. */
export function FreshnessPill({ connection, newestAgeMs, isDelayed, isCompact = false }: FreshnessPillProps) {
  const { t, language } = useTexts('ui');
  if (connection.status === 'connecting') return <span className={styles.waiting}>{t('connection.connecting')}</span>;
  if (connection.status === 'lost') {
    const age = formatAge(monotonicMs() - connection.sinceMs, language);
    return <span className={styles.stopped}>{t('connection.stopped', { age })}</span>;
  }
  const age = newestAgeMs === null ? null : formatAge(newestAgeMs, language);
  if (isDelayed && age !== null) return <span className={styles.stopped}>{t('connection.delayed', { age })}</span>;
  return (
    <span className={styles.live}>
      <span className={styles.dot} />
      {t('connection.live')}
      {!isCompact && age !== null && <span className={styles.age}>· {t('connection.ago', { age })}</span>}
    </span>
  );
}
