import { AccountApiContext } from '@commonwatt/ui/account/account-api.ts';
import { ChangePassword } from '@commonwatt/ui/account/change-password.tsx';
import { SecondFactor } from '@commonwatt/ui/account/second-factor.tsx';
import { SessionList } from '@commonwatt/ui/account/session-list.tsx';
import { LanguageChoice, ThemeChoice } from '@commonwatt/ui/preferences.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Shell } from '../../shell/shell.tsx';
import { turnSingleKeys, useSingleKeys } from '../../shell/shortcuts.ts';
import { trpcClient } from '../../trpc.ts';
import styles from './settings.module.css';

/** The own language, theme, second factor and sessions. */
export function SettingsPage() {
  const { t } = useTexts('settings');
  const shell = useTexts('shell');
  const hasSingleKeys = useSingleKeys();
  return (
    <Shell title={t('title')}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <section className={styles.card}>
          <h2>{t('appearance')}</h2>
          <LanguageChoice label={shell.t('language')} />
          <ThemeChoice />
          <label className={styles.check}>
            <input type="checkbox" checked={hasSingleKeys} onChange={({ target }) => turnSingleKeys(target.checked)} />
            {t('singleKeys')}
          </label>
        </section>
        <AccountApiContext value={trpcClient.signIn}>
          <ChangePassword />
          <SecondFactor />
          <SessionList />
        </AccountApiContext>
      </div>
    </Shell>
  );
}
