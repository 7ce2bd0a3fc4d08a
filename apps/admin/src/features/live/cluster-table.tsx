import type { Scene, SceneUnit } from '@commonwatt/ui/cluster/scene.ts';
import { formatPercent, formatPower, quantityText, withSign } from '@commonwatt/ui/format/quantity.ts';
import { formatAge } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useState } from 'react';
import { isLongTable, LongBody, type RowPlace } from '../../parts/long-body.tsx';
import styles from './cluster-table.module.css';
import { type SortKey, sortUnits } from './sort-units.ts';

type ClusterTableProps = { scene: Scene; selectedUnitId: string | null; onSelectUnit: (unitId: string) => void };

const columns: {
  key: SortKey;
  text: 'unit' | 'status' | 'battery' | 'solar' | 'homeUse' | 'acGrid' | 'dealing' | 'converter' | 'mode' | 'dataAge';
}[] = [
  { key: 'unit', text: 'unit' },
  { key: 'status', text: 'status' },
  { key: 'battery', text: 'battery' },
  { key: 'solar', text: 'solar' },
  { key: 'load', text: 'homeUse' },
  { key: 'grid', text: 'acGrid' },
  { key: 'dealing', text: 'dealing' },
  { key: 'converter', text: 'converter' },
  { key: 'mode', text: 'mode' },
  { key: 'age', text: 'dataAge' },
];

/** How high a row is, px. */
const rowHeightPx = 35;

/** The same as the drawing, as a table: every unit with all that is drawn of it, sortable by each column. */
export function ClusterTable({ scene, selectedUnitId, onSelectUnit }: ClusterTableProps) {
  const { t } = useTexts('live');
  const [sort, setSort] = useState<{ key: SortKey; isDown: boolean }>({ key: 'unit', isDown: false });
  const rows = sortUnits(scene.units, sort.key, sort.isDown);
  const isLong = isLongTable(rows.length);
  return (
    <div className={styles.scroll} data-scroller="">
      <table className={styles.table} aria-rowcount={isLong ? rows.length + 1 : undefined}>
        <thead>
          <tr aria-rowindex={isLong ? 1 : undefined}>
            {columns.map(({ key, text }) => (
              <th
                key={key}
                scope="col"
                aria-sort={sort.key !== key ? 'none' : sort.isDown ? 'descending' : 'ascending'}
              >
                <button type="button" onClick={() => setSort({ key, isDown: sort.key === key && !sort.isDown })}>
                  {t(text)}
                  <span aria-hidden="true">{sort.key !== key ? '' : sort.isDown ? ' ↓' : ' ↑'}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <LongBody
          count={rows.length}
          rowHeightPx={rowHeightPx}
          columnCount={columns.length}
          keptIndex={rows.findIndex(({ unitId }) => unitId === selectedUnitId)}
        >
          {(index, place) => {
            const unit = rows[index];
            return (
              unit && (
                <UnitRow
                  key={unit.unitId}
                  place={place}
                  unit={unit}
                  isSelected={unit.unitId === selectedUnitId}
                  onSelect={onSelectUnit}
                />
              )
            );
          }}
        </LongBody>
      </table>
    </div>
  );
}

type UnitRowProps = {
  place: RowPlace;
  unit: SceneUnit;
  isSelected: boolean;
  onSelect: (unitId: string) => void;
};

function UnitRow({ place, unit, isSelected, onSelect }: UnitRowProps) {
  const { t, language } = useTexts('live');
  const drawing = useTexts('cluster');
  const { rsocPercent, solarW, loadW, acGridW, dcGridW } = unit.values;
  const power = (powerW: number | null) => quantityText(formatPower(powerW, language));
  const isFresh = unit.shown === 'fresh';
  return (
    <tr {...place} className={isSelected ? styles.selected : undefined} data-stale={isFresh ? undefined : ''}>
      <th scope="row">
        <button type="button" className={styles.unit} onClick={() => onSelect(unit.unitId)}>
          {unit.unitId}
        </button>
        <span className={styles.name}>
          {[
            ...(unit.name === unit.unitId ? [] : [unit.name]),
            ...(unit.isGridMaster ? [drawing.t('unit.gridMaster')] : []),
          ].join(' · ')}
        </span>
      </th>
      <td className={styles[unit.status]}>{t(`statuses.${unit.status}`)}</td>
      <td>
        <span className={styles.level} aria-hidden="true">
          <i style={{ width: `${Math.min(100, Math.max(0, rsocPercent ?? 0))}%` }} />
        </span>
        {quantityText(formatPercent(rsocPercent, language))}
      </td>
      <td>{power(solarW)}</td>
      <td>{power(loadW)}</td>
      <td>{power(acGridW)}</td>
      <td className={unit.dealW < 0 ? styles.gives : unit.dealW > 0 ? styles.receives : undefined}>
        {quantityText(withSign(formatPower(dcGridW, language)))}
      </td>
      <td>{unit.converter === null ? '–' : t(`converters.${unit.converter}`)}</td>
      <td>{unit.modes.effective === null ? '–' : drawing.t(`mode.${unit.modes.effective}`)}</td>
      <td>{unit.ageMs === null ? '–' : formatAge(unit.ageMs, language)}</td>
    </tr>
  );
}
