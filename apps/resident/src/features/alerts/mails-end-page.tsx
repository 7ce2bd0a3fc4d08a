import { SignInPage } from '@commonwatt/ui/sign-in/sign-in-page.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import buttons from '../../parts/buttons.module.css';
import { useTRPC } from '../../trpc.ts';
import styles from './mail-card.module.css';

/** Where the link at the end of each mail leads: the mails end by the button, not by the link. */
export function MailsEndPage() {
  const trpc = useTRPC();
  const { t } = useTexts('mailsEnd');
  const [search] = useSearchParams();
  const end = useMutation(trpc.alertMails.end.mutationOptions());
  const token = search.get('token') ?? '';
  return (
    <SignInPage
      title={t('title')}
      footer={
        <Link to="/" className={styles.link}>
          {t('toApp')}
        </Link>
      }
    >
      <div role="status">{end.isSuccess && <p>{t(end.data.isKnown ? 'ended' : 'unknown')}</p>}</div>
      {!end.isSuccess && (
        <div className={styles.part}>
          <p>{t('body')}</p>
          {end.isError && (
            <p role="alert" className={styles.problem}>
              {t('failed')}
            </p>
          )}
          <button
            type="button"
            className={buttons.primary}
            disabled={end.isPending}
            onClick={() => end.mutate({ token })}
          >
            {t('end')}
          </button>
        </div>
      )}
    </SignInPage>
  );
}
