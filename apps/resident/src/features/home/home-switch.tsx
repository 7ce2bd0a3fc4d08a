import type { UnitRef } from '@commonwatt/domain/refs';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useLocation } from 'wouter';
import { homePath } from './home-path.ts';
import styles from './home-switch.module.css';

type HomeSwitchProps = { homes: { ref: UnitRef; name: string; clusterName: string }[]; current: UnitRef };

/** For residents of more than one home. */
export function HomeSwitch({ homes, current }: HomeSwitchProps) {
  const { t } = useTexts('shell');
  const [, navigate] = useLocation();
  return (
    <label className={styles.switch}>
      <span className="visually-hidden">{t('chooseHome')}</span>
      <select value={homePath(current)} onChange={(event) => navigate(event.target.value)}>
        {homes.map((home) => (
          <option key={homePath(home.ref)} value={homePath(home.ref)}>
            {home.name} · {home.clusterName}
          </option>
        ))}
      </select>
    </label>
  );
}
