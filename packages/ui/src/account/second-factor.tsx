import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { renderSVG } from 'uqr';
import { useTexts } from '../use-texts.ts';
import styles from './account.module.css';
import { accountKeys, useAccountApi } from './account-api.ts';
import { Field } from './field.tsx';

/** Turning the second factor on (scan, confirm, keep the recovery codes) and off (with the password). */
export function SecondFactor() {
  const api = useAccountApi();
  const { t } = useTexts('account');
  const queryClient = useQueryClient();
  const current = useQuery({ queryKey: accountKeys.current, queryFn: () => api.current.query() });
  const refresh = () => queryClient.invalidateQueries({ queryKey: accountKeys.current });
  const [recoveryCodes, setRecoveryCodes] = useState<string[] | null>(null);
  const propose = useMutation({ mutationFn: () => api.proposeTotp.mutate() });
  const confirm = useMutation({
    mutationFn: (code: string) => api.confirmTotp.mutate({ code }),
    onSuccess: async (result) => {
      setRecoveryCodes(result.recoveryCodes);
      propose.reset();
      await refresh();
    },
  });
  const disable = useMutation({
    mutationFn: (password: string) => api.disableTotp.mutate({ password }),
    onSuccess: refresh,
  });

  if (recoveryCodes) return <RecoveryCodes codes={recoveryCodes} onDone={() => setRecoveryCodes(null)} />;
  return (
    <section className={styles.card}>
      <h2>{t('secondFactor')}</h2>
      <p>{t(current.data?.hasTotp ? 'secondFactorOn' : 'secondFactorOff')}</p>
      {current.data?.hasTotp ? (
        <FieldForm
          label={t('passwordToConfirm')}
          type="password"
          button={t('turnOff')}
          problem={disable.isError ? t('wrongPassword') : null}
          onSubmit={(password) => disable.mutate(password)}
        />
      ) : !propose.data ? (
        <button type="button" className={styles.primary} onClick={() => propose.mutate()}>
          {t('turnOn')}
        </button>
      ) : (
        <>
          <p>{t('scan')}</p>
          <QrCode text={propose.data.uri} label={t('scan')} />
          <p>{t('secret')}</p>
          <code className={styles.secret}>{propose.data.secret}</code>
          <FieldForm
            label={t('code')}
            type="text"
            button={t('confirm')}
            problem={confirm.isError ? t('wrongCode') : null}
            onSubmit={(code) => confirm.mutate(code)}
          />
        </>
      )}
    </section>
  );
}

type FieldFormProps = {
  label: string;
  type: 'text' | 'password';
  button: string;
  problem: string | null;
  onSubmit: (value: string) => void;
};

function FieldForm({ label, type, button, problem, onSubmit }: FieldFormProps) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onSubmit(String(new FormData(event.currentTarget).get('value') ?? ''));
  }
  return (
    <form className={styles.row} onSubmit={submit}>
      <Field
        label={label}
        name="value"
        type={type}
        autoComplete={type === 'text' ? 'one-time-code' : 'current-password'}
      />
      <button type="submit" className={styles.secondary}>
        {button}
      </button>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </form>
  );
}

/** Always dark on white: cameras do not read it in a dark theme. */
function QrCode({ text, label }: { text: string; label: string }) {
  const source = `data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 1 }))}`;
  return <img className={styles.qr} src={source} alt={label} />;
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTexts('account');
  return (
    <section className={styles.card}>
      <h2>{t('recovery')}</h2>
      <p>{t('recoveryBody')}</p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <button type="button" className={styles.primary} onClick={onDone}>
        {t('recoveryDone')}
      </button>
    </section>
  );
}
