import { messageLanguageOf } from '@commonwatt/domain/monitoring/message-languages';
import { errorCode } from '@commonwatt/ui/api-error.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import buttons from '../../parts/buttons.module.css';
import { useTRPC } from '../../trpc.ts';
import styles from './mail-card.module.css';

type MailAddressProps = { address: string; isConfirmed: boolean; pendingAddress: string | null };

/** The address that mails go to; a new one counts once the code that was sent there has been typed. */
export function MailAddress({ address, isConfirmed, pendingAddress }: MailAddressProps) {
  const { t } = useTexts('alerts');
  const [isChanging, setIsChanging] = useState(false);
  const change = () => setIsChanging(true);
  const stop = () => setIsChanging(false);
  if (pendingAddress !== null && !isChanging) return <CodeForm address={pendingAddress} onOther={change} />;
  if (!isConfirmed || isChanging) return <AddressForm address={pendingAddress ?? address} onSent={stop} />;
  return (
    <div className={styles.part}>
      <p>{t('mail.goesTo', { address })}</p>
      <button type="button" className={buttons.secondary} onClick={change}>
        {t('mail.otherAddress')}
      </button>
    </div>
  );
}

function AddressForm({ address, onSent }: { address: string; onSent: () => void }) {
  const trpc = useTRPC();
  const { t, language } = useTexts('alerts');
  const queryClient = useQueryClient();
  const send = useMutation(
    trpc.alertMails.sendCode.mutationOptions({
      async onSuccess({ isSent }) {
        if (!isSent) return;
        await queryClient.invalidateQueries({ queryKey: trpc.alertMails.pathKey() });
        onSent();
      },
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get('address')).trim();
    send.mutate({ address: wanted, language: messageLanguageOf(language) });
  }
  return (
    <form className={styles.part} onSubmit={submit}>
      <label className={styles.field}>
        {t('mail.address')}
        <input name="address" type="email" autoComplete="email" maxLength={254} defaultValue={address} required />
      </label>
      <p className={styles.note}>{t('mail.whySend')}</p>
      <Problem text={send.isError ? problemOf(send.error) : send.data?.isSent === false ? t('mail.notTaken') : null} />
      <button type="submit" className={buttons.primary} disabled={send.isPending}>
        {t('mail.sendCode')}
      </button>
    </form>
  );

  function problemOf(error: unknown): string {
    if (errorCode(error) === 'TOO_MANY_REQUESTS') return t('mail.tooMany');
    return t(errorCode(error) === 'BAD_REQUEST' ? 'mail.notTaken' : 'mail.failed');
  }
}

function CodeForm({ address, onOther }: { address: string; onOther: () => void }) {
  const trpc = useTRPC();
  const { t } = useTexts('alerts');
  const queryClient = useQueryClient();
  const confirm = useMutation(
    trpc.alertMails.confirm.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.alertMails.pathKey() }),
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    confirm.mutate({ code: String(new FormData(event.currentTarget).get('code')) });
  }
  return (
    <form className={styles.part} onSubmit={submit}>
      <p role="status">{t('mail.codeSent', { address })}</p>
      <label className={styles.field}>
        {t('mail.code')}
        <input name="code" autoComplete="one-time-code" autoCapitalize="characters" spellCheck={false} required />
      </label>
      <Problem text={confirm.isError ? problemOf(confirm.error) : null} />
      <div className={styles.buttons}>
        <button type="submit" className={buttons.primary} disabled={confirm.isPending}>
          {t('mail.confirm')}
        </button>
        <button type="button" className={buttons.secondary} onClick={onOther}>
          {t('mail.otherAddress')}
        </button>
      </div>
    </form>
  );

  function problemOf(error: unknown): string {
    if (errorCode(error) === 'TOO_MANY_REQUESTS') return t('mail.tooMany');
    return t(errorCode(error) === 'BAD_REQUEST' ? 'mail.wrongCode' : 'mail.failed');
  }
}

function Problem({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p role="alert" className={styles.problem}>
      {text}
    </p>
  );
}
