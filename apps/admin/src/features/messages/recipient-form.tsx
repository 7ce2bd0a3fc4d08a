import { clockOfMinute, minuteOfClock } from '@commonwatt/domain/minute-of-day';
import { messageLanguageOf, messageLanguages } from '@commonwatt/domain/monitoring/message-languages';
import { monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import { fieldProblems, meanwhileChanges } from '@commonwatt/ui/api-error.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import controls from '../../parts/controls.module.css';
import { Field } from '../../parts/field.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useTRPC, useTRPCClient } from '../../trpc.ts';
import styles from './messages.module.css';
import type { Recipient } from './recipients-card.tsx';

type RecipientFormProps = {
  communityId: string | null;
  timeZone: string;
  /** Null: a new one. */
  recipient: Recipient | null;
  onDone: () => void;
};

/** One recipient: by which way, what about, in which language, and when not. */
export function RecipientForm({ communityId, timeZone, recipient, onDone }: RecipientFormProps) {
  const { t } = useTexts('messages');
  const parts = useTexts('parts');
  const names = useTexts('monitoring');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  // The list behind the form may learn of changes by others; the form edits what it was opened with.
  const [seen] = useState({ ...recipient });
  const [channel, setChannel] = useState(recipient?.channel === 'webhook' ? 'webhook' : 'email');
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.monitoring.recipients.pathKey() });
  const onSuccess = async () => {
    await refresh();
    onDone();
  };
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const wanted = recipientOf(form, communityId);
      return recipient
        ? client.monitoring.recipients.replace.mutate({ id: recipient.id, expected: seen, recipient: wanted })
        : client.monitoring.recipients.create.mutate({ recipient: wanted as NewRecipient });
    },
    onSuccess,
  });
  const remove = useMutation(trpc.monitoring.recipients.delete.mutationOptions({ onSuccess }));
  const problems = fieldProblems(save.error, 'recipient');
  const error = save.error ?? remove.error;
  const isStale = meanwhileChanges(error) !== null;
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  }
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t(recipient ? 'edit' : 'add')} noValidate>
      <Field label={t('channel')}>
        {(field) => (
          <select {...field} name="channel" value={channel} onChange={({ target }) => setChannel(target.value)}>
            <option value="email">{t('email')}</option>
            <option value="webhook">{t('webhook')}</option>
          </select>
        )}
      </Field>
      <Field label={t(channel === 'webhook' ? 'url' : 'emailAddress')} problem={problems.address}>
        {(field) => (
          <input
            {...field}
            name="address"
            type={channel === 'webhook' ? 'url' : 'email'}
            defaultValue={recipient?.address}
          />
        )}
      </Field>
      {channel === 'webhook' && (
        <Field
          label={t('secret')}
          hint={t(recipient?.hasSecret ? 'secretKept' : 'secretHint')}
          problem={problems.secret}
        >
          {(field) => <input {...field} name="secret" type="password" autoComplete="new-password" />}
        </Field>
      )}
      {communityId !== null && (
        <fieldset className={styles.types}>
          <legend>{t('types')}</legend>
          {monitorTypes.map((type) => (
            <label key={type}>
              <input type="checkbox" name="types" value={type} defaultChecked={recipient?.types.includes(type)} />
              {names.t(`names.${type}`)}
            </label>
          ))}
          <p>{t('typesHint')}</p>
        </fieldset>
      )}
      <Field label={t('language')}>
        {(field) => (
          <select {...field} name="language" defaultValue={recipient?.language}>
            {messageLanguages.map((language) => (
              <option key={language} value={language} lang={language}>
                {new Intl.DisplayNames(language, { type: 'language' }).of(language)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className={styles.pair}>
        <Field label={t('quietFrom')} problem={problems.quietFromMin}>
          {(field) => <input {...field} type="time" name="quietFrom" defaultValue={timeOf(recipient?.quietFromMin)} />}
        </Field>
        <Field label={t('quietTo')} problem={problems.quietToMin}>
          {(field) => <input {...field} type="time" name="quietTo" defaultValue={timeOf(recipient?.quietToMin)} />}
        </Field>
      </div>
      <Field label={t('zone')} problem={problems.timeZone}>
        {(field) => <input {...field} name="timeZone" defaultValue={recipient?.timeZone ?? timeZone} />}
      </Field>
      <Field label={t('digestMin')} hint={t('digestHint')} problem={problems.digestMs}>
        {(field) => (
          <input
            {...field}
            name="digest"
            type="number"
            min={1}
            max={1_440}
            defaultValue={recipient?.digestMs ? recipient.digestMs / 60_000 : ''}
          />
        )}
      </Field>
      <label className={styles.check}>
        <input type="checkbox" name="isActive" defaultChecked={recipient?.isActive ?? true} />
        {t('isActive')}
      </label>
      {isStale && (
        <p role="alert" className={styles.refused}>
          {t('stale')}{' '}
          <button type="button" className={controls.button} onClick={() => void onSuccess()}>
            {t('showStored')}
          </button>
        </p>
      )}
      {error && !isStale && (
        <p role="alert" className={styles.refused}>
          {Object.keys(problems).length > 0 ? parts.t('checkFields') : <Refusal error={error} />}
        </p>
      )}
      <div className={styles.actions}>
        <button type="submit" className={controls.primary} disabled={save.isPending}>
          {t('save')}
        </button>
        <button type="button" className={controls.button} onClick={onDone}>
          {t('cancel')}
        </button>
        {recipient && (
          <RemoveButton
            address={recipient.address}
            onRemove={() => remove.mutate({ id: recipient.id, expected: seen })}
          />
        )}
      </div>
    </form>
  );
}

/** It cannot be undone, and what was still to be sent goes with it: it is asked once. */
function RemoveButton({ address, onRemove }: { address: string; onRemove: () => void }) {
  const { t } = useTexts('messages');
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" className={controls.button} onClick={() => setIsAsking(true)}>
        {t('remove')}
      </button>
    );
  }
  return (
    <span role="alert" className={styles.ask}>
      {t('removeAsk', { address })}
      <button type="button" className={controls.danger} onClick={onRemove}>
        {t('removeNow')}
      </button>
    </span>
  );
}

type NewRecipient = Parameters<
  ReturnType<typeof useTRPCClient>['monitoring']['recipients']['create']['mutate']
>[0]['recipient'];
type EditedRecipient = Parameters<
  ReturnType<typeof useTRPCClient>['monitoring']['recipients']['replace']['mutate']
>[0]['recipient'];

/** What a form says; whether it may be is for the server to judge. */
function recipientOf(form: FormData, communityCode: string | null): EditedRecipient {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const digest = text('digest');
  const secret = text('secret');
  const common = {
    communityCode,
    address: text('address'),
    types: form.getAll('types').map(String),
    language: messageLanguageOf(text('language')),
    isActive: form.get('isActive') !== null,
    quietFromMin: minuteOfClock(text('quietFrom')),
    quietToMin: minuteOfClock(text('quietTo')),
    timeZone: text('timeZone'),
    digestMs: digest === '' ? null : Math.round(Number(digest) * 60_000),
  };
  if (text('channel') !== 'webhook') return { channel: 'email', ...common };
  return { channel: 'webhook', ...common, ...(secret === '' ? {} : { secret }) };
}

function timeOf(minutes: number | null | undefined): string {
  return minutes === null || minutes === undefined ? '' : clockOfMinute(minutes);
}
