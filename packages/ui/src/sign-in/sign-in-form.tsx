import { type FormEvent, useId, useRef, useState } from 'react';
import { Icon } from '../icons.tsx';
import { useTexts } from '../use-texts.ts';
import styles from './sign-in-form.module.css';

export type SignInRequest = { username: string; password: string; code?: string; keepSignedIn: boolean };

/** What came of a sign-in: `ok` leaves the page, `codeRequired` asks for the second factor, the rest is said. */
export type SignInOutcome = 'ok' | 'codeRequired' | 'wrong' | 'tooMany' | 'otherApp' | 'offline' | 'failed';

type Problem = Exclude<SignInOutcome, 'ok' | 'codeRequired'> | 'wrongCode';

type SignInFormProps = {
  /** What stands in the field from the start. */
  username?: string;
  onSubmit: (request: SignInRequest) => Promise<SignInOutcome>;
};

/** User name and password, then a code where the account wants one. Both apps sign in with it. */
export function SignInForm({ username, onSubmit }: SignInFormProps) {
  const { t } = useTexts('signInForm');
  const [wantsCode, setWantsCode] = useState(false);
  const [isShown, setIsShown] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const problemId = useId();
  const form = useRef<HTMLFormElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? '');
    setIsBusy(true);
    setProblem(null);
    const code = text('code').trim();
    const outcome = await onSubmit({
      username: text('username'),
      password: text('password'),
      keepSignedIn: fields.get('keep') === 'on',
      ...(wantsCode && code ? { code } : {}),
    });
    setIsBusy(false);
    if (outcome === 'ok') return;
    if (outcome === 'codeRequired') return setWantsCode(true);
    setProblem(outcome === 'wrong' && wantsCode ? 'wrongCode' : outcome);
    form.current?.querySelector<HTMLInputElement>(wantsCode ? '[name=code]' : '[name=password]')?.select();
  }

  const described = problem ? { 'aria-invalid': true, 'aria-describedby': problemId } : {};
  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)}>
      <div className={wantsCode ? styles.hidden : styles.fields}>
        <label className={styles.field}>
          <span>{t('username')}</span>
          <input
            name="username"
            defaultValue={username}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            {...described}
          />
        </label>
        <label className={styles.field}>
          <span>{t('password')}</span>
          <input
            name="password"
            type={isShown ? 'text' : 'password'}
            autoComplete="current-password"
            required
            {...described}
          />
        </label>
        <button type="button" className={styles.reveal} aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
          <Icon name="eye" size={16} />
          {t(isShown ? 'hidePassword' : 'showPassword')}
        </button>
        <label className={styles.keep}>
          <input name="keep" type="checkbox" />
          <span>{t('keep')}</span>
        </label>
      </div>
      {wantsCode && (
        <label className={styles.field}>
          <span>{t('code')}</span>
          <input
            name="code"
            autoComplete="one-time-code"
            inputMode="text"
            // biome-ignore lint/a11y/noAutofocus: the form asked for exactly this next step
            autoFocus
            required
            {...described}
          />
          <small>{t('codeHint')}</small>
        </label>
      )}
      <p id={problemId} role="alert" className={problem ? styles.problem : undefined}>
        {problem && t(problem)}
      </p>
      <button type="submit" className={styles.submit} disabled={isBusy}>
        {t(isBusy ? 'submitting' : 'submit')}
      </button>
      {wantsCode && (
        <button type="button" className={styles.back} onClick={() => setWantsCode(false)}>
          {t('backToPassword')}
        </button>
      )}
    </form>
  );
}
