import { requestId } from '@commonwatt/ui/api-error.ts';
import { ErrorNotice } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';

/** In place of a page of which not even who is signed in could be found out, or which broke. */
export function FailedPage({ error }: ErrorComponentProps) {
  const { t } = useTexts('shell');
  const router = useRouter();
  return (
    <main>
      <ErrorNotice what={t('page')} requestId={requestId(error)} onRetry={() => void router.invalidate()} isWholePage />
    </main>
  );
}
