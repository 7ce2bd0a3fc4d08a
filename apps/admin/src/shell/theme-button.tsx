import { Icon } from '@commonwatt/ui/icons.tsx';
import { chooseTheme, currentTheme, subscribeTheme } from '@commonwatt/ui/theme/preference.ts';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './shell.module.css';

/** Switches between light and dark; back to "as the device" is in the settings. */
export function ThemeButton() {
  const { t } = useTranslation('ui');
  const theme = useSyncExternalStore(subscribeTheme, currentTheme);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" className={styles.railLink} onClick={() => chooseTheme(other)}>
      <Icon name="theme" />
      {t(`theme.${other}`)}
    </button>
  );
}
