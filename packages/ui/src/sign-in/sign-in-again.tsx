import { useId, useLayoutEffect, useRef } from 'react';
import { useTexts } from '../use-texts.ts';
import { pageSession } from './page-session.ts';
import styles from './sign-in-again.module.css';
import { SignInForm } from './sign-in-form.tsx';
import { type SendSignIn, trySignIn } from './try-sign-in.ts';

export type SignInAgainProps = {
  app: 'admin' | 'resident';
  send: SendSignIn;
  /** The address of the sign-in page, for whoever wants to leave this one. */
  loginPath: string;
};

/**
 * Asks to sign in over a page whose session has ended. It goes away by signing in only (see `sessionLink`): the page behind
 * it waits for that. The browser's own dialog keeps the focus and gives it back.
 */
export function SignInAgain({ app, send, loginPath }: SignInAgainProps) {
  const { t } = useTexts('signInAgain');
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    current?.querySelector<HTMLElement>('[name=password]')?.focus();
    return () => {
      current?.close();
      takeCaretBack();
    };
  }, []);
  const next = encodeURIComponent(window.location.pathname + window.location.search);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={id}
      aria-describedby={`${id}-why`}
      onKeyDown={(event) => {
        // Neither the dialog nor what is selected on the page goes away.
        if (event.key === 'Escape') event.preventDefault();
      }}
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id={id}>{t('title')}</h2>
      <p id={`${id}-why`} className={styles.why}>
        {t('why')}
      </p>
      <SignInForm username={pageSession.username() ?? ''} onSubmit={(request) => trySignIn(send, app, request)} />
      <a className={styles.leave} href={`${loginPath}?next=${next}`}>
        {t('leave')}
      </a>
    </dialog>
  );
}

/** Chromium gives a field its focus back without the caret, and what is typed then goes nowhere. */
function takeCaretBack(): void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return;
  activeElement.blur();
  activeElement.focus();
}
