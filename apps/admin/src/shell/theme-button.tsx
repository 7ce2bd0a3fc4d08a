import { Icon } from '@commonwatt/ui/icons.tsx';
import { chooseTheme, currentTheme, subscribeTheme } from '@commonwatt/ui/theme/preference.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useSyncExternalStore } from 'react';
import styles from './shell.module.css';

/** Switches between light and dark; back to "as the device" is in the settings. */
export function ThemeButton() {
  const { t } = useTexts('ui');
  const theme = useSyncExternalStore(subscribeTheme, currentTheme);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" className={styles.railLink} onClick={() => chooseTheme(other)}>
      <Icon name="theme" />
      {t(`theme.${other}`)}
    </button>
  );
}
