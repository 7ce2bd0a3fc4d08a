import { useSyncExternalStore } from 'react';
import styles from './preferences.module.css';
import { chooseLanguage, listLanguages } from './texts.ts';
import { chooseTheme, readThemePreference, subscribeTheme, type ThemePreference } from './theme/preference.ts';
import { useTexts } from './use-texts.ts';

const themes: ThemePreference[] = ['system', 'light', 'dark'];

/** Language of the page, kept on this device. */
export function LanguageChoice({ label }: { label: string }) {
  const { language } = useTexts('ui');
  return (
    <label className={styles.choice}>
      <span>{label}</span>
      <select value={language} onChange={(event) => void chooseLanguage(event.target.value)}>
        {listLanguages().map(({ language, name }) => (
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
  const { t } = useTexts('ui');
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
