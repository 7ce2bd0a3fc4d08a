import type { AppRouter } from '@commonwatt/api/app-router';
import { clockOfMinute } from '@commonwatt/domain/minute-of-day';
import { isMonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import { useNames } from '../../shell/use-names.ts';
import { useTRPC } from '../../trpc.ts';
import styles from './messages.module.css';
import { RecipientForm } from './recipient-form.tsx';
import { TestMessage } from './test-message.tsx';

export type Recipient = inferRouterOutputs<AppRouter>['monitoring']['recipients']['list'][number];

type RecipientsCardProps = {
  /** Null: messages about Commonwatt itself. */
  communityId: string | null;
  timeZone: string;
};

/** Who is told, each with what they want to hear and when; to add, change, try out and remove. */
export function RecipientsCard({ communityId, timeZone }: RecipientsCardProps) {
  const { t } = useTexts('messages');
  const trpc = useTRPC();
  const names = useNames();
  const recipients = useQuery(trpc.monitoring.recipients.list.queryOptions({ communityId }));
  const [edited, setEdited] = useState<number | 'new' | null>(null);
  const close = () => setEdited(null);
  return (
    <Card
      title={communityId === null ? t('ownRecipients') : t('recipients')}
      note={
        communityId === null ? t('ownRecipientsNote') : t('recipientsNote', { community: names.community(communityId) })
      }
      tools={
        edited === null && (
          <button type="button" className={controls.button} onClick={() => setEdited('new')}>
            <Icon name="plus" size={16} />
            {t('add')}
          </button>
        )
      }
    >
      {recipients.isError && (
        <ErrorNotice
          what={t('recipients')}
          requestId={requestId(recipients.error)}
          onRetry={() => void recipients.refetch()}
        />
      )}
      {recipients.isPending && <Loading label={t('recipients')} height={60} />}
      {edited === 'new' && (
        <RecipientForm communityId={communityId} timeZone={timeZone} recipient={null} onDone={close} />
      )}
      {recipients.data?.length === 0 && edited === null && (
        <p>{t(communityId === null ? 'noOwnRecipients' : 'noRecipients')}</p>
      )}
      <ul className={styles.rows}>
        {recipients.data?.map((recipient) => (
          <li key={recipient.id} className={styles.row}>
            {edited === recipient.id ? (
              <RecipientForm communityId={communityId} timeZone={timeZone} recipient={recipient} onDone={close} />
            ) : (
              <RecipientRow recipient={recipient} onEdit={() => setEdited(recipient.id)} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function RecipientRow({ recipient, onEdit }: { recipient: Recipient; onEdit: () => void }) {
  const { t } = useTexts('messages');
  return (
    <>
      <div className={styles.what}>
        <b className={styles.address}>{recipient.address}</b>
        <p>{useWishes(recipient)}</p>
      </div>
      <div className={styles.actions}>
        <TestMessage recipient={recipient} />
        <button
          type="button"
          className={controls.button}
          aria-label={t('editOf', { address: recipient.address })}
          onClick={onEdit}
        >
          <Icon name="edit" size={16} />
          {t('edit')}
        </button>
      </div>
    </>
  );
}

/** What a recipient wants to hear, when and how, in a line. */
function useWishes(recipient: Recipient): string {
  const { t, language } = useTexts('messages');
  const names = useTexts('monitoring');
  const { channel, isActive, types, language: spoken, quietFromMin, quietToMin, timeZone, digestMs } = recipient;
  const nameOf = (type: string) => (isMonitorType(type) ? names.t(`names.${type}`) : type);
  const parts = [
    ...(isActive ? [] : [t('inactive')]),
    t(channel === 'webhook' ? 'webhook' : 'email'),
    types.length === 0 ? t('allTypes') : new Intl.ListFormat(language).format(types.map(nameOf)),
    new Intl.DisplayNames(language, { type: 'language' }).of(spoken) ?? spoken,
    ...(quietFromMin === null || quietToMin === null
      ? []
      : [t('quiet', { from: clockOfMinute(quietFromMin), to: clockOfMinute(quietToMin), zone: timeZone })]),
    ...(digestMs === null ? [] : [t('digest', { every: formatDuration(digestMs, language) })]),
  ];
  return parts.join(' · ');
}
