import type { AppRouter } from '@commonwatt/api/app-router';
import { homeAlertKinds } from '@commonwatt/domain/home-alerts';
import { clockOfMinute, minuteOfClock } from '@commonwatt/domain/minute-of-day';
import { messageLanguageOf } from '@commonwatt/domain/monitoring/message-languages';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import buttons from '../../parts/buttons.module.css';
import { useTRPC } from '../../trpc.ts';
import styles from './mail-card.module.css';

type Wishes = Pick<
  inferRouterOutputs<AppRouter>['alertMails']['current'],
  'kinds' | 'quietFromMin' | 'quietToMin' | 'language'
>;

/** What is proposed to somebody who wants quiet hours. */
const night = { fromMin: 22 * 60, toMin: 7 * 60 };

/** What to be told of, and when not. */
export function MailWishes({ wishes, isConfirmed }: { wishes: Wishes; isConfirmed: boolean }) {
  const trpc = useTRPC();
  const { t, language } = useTexts('alerts');
  const queryClient = useQueryClient();
  const [isQuiet, setIsQuiet] = useState(wishes.quietFromMin !== null);
  const save = useMutation(
    trpc.alertMails.save.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.alertMails.pathKey() }),
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({
      kinds: homeAlertKinds.filter((kind) => form.has(kind)),
      language: messageLanguageOf(language),
      quietFromMin: minuteOfClock(String(form.get('from') ?? '')),
      quietToMin: minuteOfClock(String(form.get('to') ?? '')),
    });
  }
  return (
    <form className={styles.part} onSubmit={submit} onChange={() => save.reset()}>
      <fieldset className={styles.choices}>
        <legend>{t('mail.tellWhen')}</legend>
        {homeAlertKinds.map((kind) => (
          <label key={kind} className={styles.choice}>
            <input type="checkbox" name={kind} defaultChecked={wishes.kinds.includes(kind)} />
            {t(`mail.kinds.${kind}`)}
          </label>
        ))}
        <label className={styles.choice}>
          <input type="checkbox" checked={isQuiet} onChange={({ target }) => setIsQuiet(target.checked)} />
          {t('mail.quiet')}
        </label>
        {isQuiet && (
          <div className={styles.buttons}>
            <label className={styles.field}>
              {t('mail.quietFrom')}
              <input
                type="time"
                name="from"
                defaultValue={clockOfMinute(wishes.quietFromMin ?? night.fromMin)}
                required
              />
            </label>
            <label className={styles.field}>
              {t('mail.quietTo')}
              <input type="time" name="to" defaultValue={clockOfMinute(wishes.quietToMin ?? night.toMin)} required />
            </label>
          </div>
        )}
      </fieldset>
      <p className={styles.note}>{t(isConfirmed ? 'mail.language' : 'mail.notConfirmed')}</p>
      {save.isError && (
        <p role="alert" className={styles.problem}>
          {t('mail.failed')}
        </p>
      )}
      <p role="status" className={styles.note}>
        {save.isSuccess && t('mail.saved')}
      </p>
      <button type="submit" className={isConfirmed ? buttons.primary : buttons.secondary} disabled={save.isPending}>
        {t('mail.save')}
      </button>
    </form>
  );
}
