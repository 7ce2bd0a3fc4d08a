import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, languageNames } from './i18n.ts';
import styles from './preferences.module.css';
import { chooseTheme, readThemePreference, subscribeTheme, type ThemePreference } from './theme/preference.ts';

const themes: ThemePreference[] = ['system', 'light', 'dark'];

/** Language of the page, kept on this device. */
export function LanguageChoice({ label }: { label: string }) {
  const { i18n } = useTranslation('ui');
  return (
    <label className={styles.choice}>
      <span>{label}</span>
      <select value={i18n.language} onChange={(event) => void chooseLanguage(event.target.value)}>
        {Object.entries(languageNames).map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Light, dark or as the device, kept on this device. */
export function ThemeChoice() {
  const { t } = useTranslation('ui');
  const preference = useSyncExternalStore(subscribeTheme, readThemePreference);
  return (
    <label className={styles.choice}>
      <span>{t('theme.label')}</span>
      <select value={preference} onChange={(event) => chooseTheme(event.target.value as ThemePreference)}>
        {themes.map((theme) => (
          <option key={theme} value={theme}>
            {t(`theme.${theme}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
