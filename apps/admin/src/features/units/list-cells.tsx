import type { SceneUnit } from '@commonwatt/ui/cluster/scene.ts';
import { formatPercent, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import clusterStyles from '../live/cluster-table.module.css';
import type { ListedUnit } from './unit-list.ts';
import styles from './units.module.css';

/** The cells of the list of units that are more than a figure or a word. */
export function UnitName({ cluster, unit }: { cluster: ClusterInfo; unit: SceneUnit }) {
  const { t } = useTexts('units');
  const drawing = useTexts('cluster');
  const { unitId, name, isRegistered, isGridMaster } = unit;
  const { communityId, clusterId } = cluster.ref;
  const notes = [
    ...(name === unitId ? [] : [name]),
    ...(isGridMaster ? [drawing.t('unit.gridMaster')] : []),
    ...(isRegistered ? [] : [t('notRegistered')]),
  ];
  return (
    <>
      {isRegistered ? (
        <Link
          to="/$community/$cluster/units/$unit"
          params={{ community: communityId, cluster: clusterId, unit: unitId }}
          className={styles.unit}
        >
          {unitId}
        </Link>
      ) : (
        <b className={styles.unit}>{unitId}</b>
      )}{' '}
      <span className={styles.name}>{notes.join(' · ')}</span>
    </>
  );
}

export function Status({ listed: { unit, failureCount } }: { listed: ListedUnit }) {
  const { t } = useTexts('live');
  const units = useTexts('units');
  const isFailing = failureCount > 0;
  const shown = t(`statuses.${unit.status}`);
  const more = isFailing && unit.status !== 'failure' ? ` · ${units.t('failures', { count: failureCount })}` : '';
  return (
    <span className={clusterStyles[unit.status]}>
      {shown}
      {more}
    </span>
  );
}

export function Battery({ unit }: { unit: SceneUnit }) {
  const { language } = useTexts('units');
  const { rsocPercent } = unit.values;
  return (
    <>
      <span className={clusterStyles.level} aria-hidden="true">
        <i style={{ width: `${Math.min(100, Math.max(0, rsocPercent ?? 0))}%` }} />
      </span>
      {quantityText(formatPercent(rsocPercent, language))}
    </>
  );
}

export function Deals({ listed: { givesTo, receivesFrom } }: { listed: ListedUnit }) {
  const { t } = useTexts('units');
  if (givesTo.length + receivesFrom.length === 0) return '–';
  return (
    <>
      {givesTo.length > 0 && <span className={clusterStyles.gives}>{t('givesTo', { units: givesTo.join(', ') })}</span>}{' '}
      {receivesFrom.length > 0 && (
        <span className={clusterStyles.receives}>{t('receivesFrom', { units: receivesFrom.join(', ') })}</span>
      )}
    </>
  );
}
