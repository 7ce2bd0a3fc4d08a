import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useLocation } from 'wouter';
import { homePath } from './home-path.ts';
import styles from './home-switch.module.css';
import type { Home } from './own-home.tsx';

/** For residents of more than one home: the same page of another one. `page` is what follows the home in its address. */
export function HomeSwitch({ homes, current, page = '' }: { homes: Home[]; current: Home; page?: string }) {
  const { t } = useTexts('shell');
  const [, navigate] = useLocation();
  if (homes.length < 2) return null;
  return (
    <label className={styles.switch}>
      <span className="visually-hidden">{t('chooseHome')}</span>
      <select value={homePath(current.ref)} onChange={(event) => navigate(`${event.target.value}${page}`)}>
        {homes.map((home) => (
          <option key={homePath(home.ref)} value={homePath(home.ref)}>
            {home.name} · {home.clusterName}
          </option>
        ))}
      </select>
    </label>
  );
}
