import { requestId } from '@commonwatt/ui/api-error.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../shell/card.tsx';
import { useTRPC } from '../../trpc.ts';
import { MailAddress } from './mail-address.tsx';
import { MailWishes } from './mail-wishes.tsx';

/** Which alerts come by email, and to which address: the same for all homes of the account. */
export function MailCard() {
  const trpc = useTRPC();
  const { t } = useTexts('alerts');
  const current = useQuery(trpc.alertMails.current.queryOptions());
  return (
    <Card title={t('mail.title')}>
      {current.isPending ? (
        <Loading label={t('mail.what')} height={240} />
      ) : current.isError ? (
        <ErrorNotice
          what={t('mail.what')}
          requestId={requestId(current.error)}
          onRetry={() => void current.refetch()}
        />
      ) : (
        <>
          <MailAddress {...current.data} />
          <MailWishes wishes={current.data} isConfirmed={current.data.isConfirmed} />
        </>
      )}
    </Card>
  );
}
