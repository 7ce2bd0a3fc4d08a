import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation } from '@tanstack/react-query';
import controls from '../../parts/controls.module.css';
import { useTRPC } from '../../trpc.ts';
import styles from './messages.module.css';
import type { Recipient } from './recipients-card.tsx';

/** Sends a test message and shows what the receiving server said to it. */
export function TestMessage({ recipient }: { recipient: Recipient }) {
  const { t } = useTexts('messages');
  const trpc = useTRPC();
  const test = useMutation(trpc.monitoring.recipients.test.mutationOptions());
  return (
    <>
      <button
        type="button"
        className={controls.button}
        disabled={test.isPending}
        aria-label={t('testOf', { address: recipient.address })}
        onClick={() => test.mutate({ id: recipient.id })}
      >
        {t(test.isPending ? 'testing' : 'test')}
      </button>
      <p role="status" className={test.data?.isAccepted ? styles.accepted : styles.refused}>
        {test.isError && t('testFailed')}
        {test.data && (
          <>
            {t(test.data.isAccepted ? 'accepted' : 'refused')} <code>{test.data.answer}</code>
          </>
        )}
      </p>
    </>
  );
}
