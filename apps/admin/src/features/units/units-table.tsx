import type { SceneUnit } from '@commonwatt/ui/cluster/scene.ts';
import { formatPercent, formatPower, formatShare, quantityText, withSign } from '@commonwatt/ui/format/quantity.ts';
import { formatAge } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import clusterStyles from '../live/cluster-table.module.css';
import type { ListedUnit } from './unit-list.ts';
import styles from './units.module.css';
import type { UnitColumn, UnitsSearch } from './units-search.ts';

type UnitsTableProps = {
  cluster: ClusterInfo;
  units: readonly ListedUnit[];
  search: UnitsSearch;
  onChange: (next: Partial<UnitsSearch>) => void;
};

/** Units in rows; every column can be sorted by, and the first leads to the page of the unit. */
export function UnitsTable({ cluster, units, search, onChange }: UnitsTableProps) {
  const { t } = useTexts('units');
  const { by = 'unit', order } = search;
  return (
    <DataTable
      caption={t('list')}
      columns={useColumns(cluster)}
      rows={units}
      rowKey={({ unit }) => unit.unitId}
      isStale={({ unit }) => unit.shown !== 'fresh'}
      sorting={{ key: by, isDescending: order === 'descending' }}
      onSort={({ key, isDescending }) =>
        onChange({ by: key === 'unit' ? undefined : key, order: isDescending ? 'descending' : undefined })
      }
    />
  );
}

function useColumns(cluster: ClusterInfo): Column<ListedUnit, UnitColumn>[] {
  const { t, language } = useTexts('units');
  const live = useTexts('live');
  const drawing = useTexts('cluster');
  const power = (powerW: number | null) => quantityText(formatPower(powerW, language));
  const figure = { isNumber: true, isSortable: true } as const;
  return [
    {
      key: 'unit',
      header: live.t('unit'),
      cell: ({ unit }) => <UnitName cluster={cluster} unit={unit} />,
      isSortable: true,
    },
    { key: 'status', header: live.t('status'), cell: (listed) => <Status listed={listed} />, isSortable: true },
    { key: 'battery', header: live.t('battery'), cell: ({ unit }) => <Battery unit={unit} />, ...figure },
    { key: 'solar', header: live.t('solar'), cell: ({ unit }) => power(unit.values.solarW), ...figure },
    { key: 'load', header: live.t('homeUse'), cell: ({ unit }) => power(unit.values.loadW), ...figure },
    { key: 'grid', header: live.t('acGrid'), cell: ({ unit }) => power(unit.values.acGridW), ...figure },
    {
      key: 'dcNet',
      header: live.t('dealing'),
      cell: ({ unit }) => quantityText(withSign(formatPower(unit.values.dcGridW, language))),
      ...figure,
    },
    { key: 'deals', header: t('deals'), cell: (listed) => <Deals listed={listed} />, isSortable: true },
    {
      key: 'mode',
      header: live.t('mode'),
      cell: ({ unit: { modes } }) => (modes.effective === null ? '–' : drawing.t(`mode.${modes.effective}`)),
      isSortable: true,
    },
    {
      key: 'scenario',
      header: t('scenario'),
      cell: ({ scenario }) => (scenario === null ? '–' : <span lang="und">{scenario}</span>),
      isSortable: true,
    },
    {
      key: 'residents',
      header: t('residents'),
      cell: ({ residentCount }) => (residentCount === 0 ? t('noResident') : (residentCount ?? '–')),
      ...figure,
    },
    {
      key: 'age',
      header: live.t('dataAge'),
      cell: ({ unit: { ageMs } }) => (ageMs === null ? '–' : formatAge(ageMs, language)),
      ...figure,
    },
    { key: 'rate', header: t('rate'), cell: ({ rate }) => quantityText(formatShare(rate, language)), ...figure },
  ];
}

function UnitName({ cluster, unit }: { cluster: ClusterInfo; unit: SceneUnit }) {
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

function Status({ listed: { unit, failureCount } }: { listed: ListedUnit }) {
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

function Battery({ unit }: { unit: SceneUnit }) {
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

function Deals({ listed: { givesTo, receivesFrom } }: { listed: ListedUnit }) {
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
