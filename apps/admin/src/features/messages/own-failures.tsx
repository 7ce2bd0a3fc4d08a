import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { SeverityMark } from '../monitoring/severity-mark.tsx';
import { type Failure, useFailureWords } from '../monitoring/use-failures.ts';
import styles from './messages.module.css';

/** What fails of Commonwatt itself now, the newest first, in the words of the program. */
export function OwnFailures({ failures, timeZone }: { failures: readonly Failure[]; timeZone: string }) {
  const { t, language } = useTexts('messages');
  const { titleOf } = useFailureWords();
  if (failures.length === 0) return null;
  return (
    <ul className={styles.ownFailures} aria-label={t('ownFailures')}>
      {failures.map((failure) => (
        <li key={failure.id}>
          <SeverityMark type={failure.type} />
          <div>
            <b>{titleOf(failure)}</b>{' '}
            <span className={styles.note}>
              {t('since', { time: formatInstant(failure.detectedAt.getTime(), timeZone, language) })}
            </span>
            <pre lang="en">{failure.description}</pre>
          </div>
        </li>
      ))}
    </ul>
  );
}
