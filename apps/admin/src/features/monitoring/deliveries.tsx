import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './monitoring.module.css';
import type { SentMessage } from './use-failures.ts';

/** Who was told of a failure, when, and what became of it. */
export function Deliveries({ messages, timeZone }: { messages: readonly SentMessage[]; timeZone: string }) {
  const { t, language } = useTexts('monitoring');
  const at = (instant: Date) => formatInstant(instant.getTime(), timeZone, language);
  return (
    <section>
      <h3>{t('deliveries')}</h3>
      {messages.length === 0 && <p>{t('noDeliveries')}</p>}
      <ul className={styles.deliveries}>
        {messages.map((message) => (
          <li key={message.id}>
            <b>{message.address}</b> · {t(message.event === 'closed' ? 'tellsEnd' : 'tellsBeginning')}
            <p>{fate(message)}</p>
            {message.lastError !== null && <p lang="en">{message.lastError}</p>}
          </li>
        ))}
      </ul>
    </section>
  );

  function fate({ deliveredAt, deadAt, attempts, nextAttemptAt, isDigest }: SentMessage): string {
    if (deliveredAt) return t('delivered', { time: at(deliveredAt) });
    if (deadAt) return t('dead', { count: attempts });
    if (attempts > 0) return t('retrying', { count: attempts, time: at(nextAttemptAt) });
    return t(isDigest ? 'inDigest' : 'waiting', { time: at(nextAttemptAt) });
  }
}
