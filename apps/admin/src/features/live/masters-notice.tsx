import type { Scene } from '@commonwatt/ui/cluster/scene.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './masters-notice.module.css';

/** A cluster has exactly one grid master. None, or more than one, is a fault of its own. */
export function MastersNotice({ scene }: { scene: Scene }) {
  const { t } = useTexts('cluster');
  const fresh = scene.units.filter((unit) => unit.shown === 'fresh');
  const masters = fresh.filter((unit) => unit.isGridMaster).map((unit) => unit.unitId);
  const isWrong = fresh.length > 0 && masters.length !== 1;
  return (
    <div role="status" className={isWrong ? styles.notice : undefined}>
      {isWrong && (
        <>
          <Icon name="warning" size={16} />
          {t('cluster.masters', { count: masters.length, units: masters.join(', ') })}
        </>
      )}
    </div>
  );
}
