import { LanguageChoice, ThemeChoice } from '@commonwatt/ui/preferences.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Shell } from '../../shell/shell.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SessionList } from './session-list.tsx';
import styles from './settings.module.css';

/** The own language, theme, second factor and sessions. */
export function SettingsPage() {
  const { t } = useTexts('settings');
  const shell = useTexts('shell');
  return (
    <Shell title={t('title')}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <section className={styles.card}>
          <h2>{t('appearance')}</h2>
          <LanguageChoice label={shell.t('language')} />
          <ThemeChoice />
        </section>
        <SecondFactor />
        <SessionList />
      </div>
    </Shell>
  );
}
