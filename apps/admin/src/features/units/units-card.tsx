import { toCsv } from '@commonwatt/ui/format/csv.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { saveFile } from '@commonwatt/ui/save-file.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMemo } from 'react';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import type { SearchChange } from '../../parts/search-change.ts';
import { SearchField } from '../../parts/search-field.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { ColumnsPicker } from './columns-picker.tsx';
import { arrangeUnits, csvHeading, csvRow, type ListedUnit } from './unit-list.ts';
import styles from './units.module.css';
import { shownColumns, type UnitsSearch, unitGroups } from './units-search.ts';
import { UnitsTable } from './units-table.tsx';
import { useListColumns } from './use-list-columns.tsx';

type UnitsCardProps = {
  cluster: ClusterInfo;
  units: readonly ListedUnit[];
  search: UnitsSearch;
  /** Asks again for what did not load; null: all is there. */
  onRetry: (() => void) | null;
  onChange: (next: SearchChange<UnitsSearch>) => Promise<void>;
};

/** The units that pass the filters, in the columns that were chosen, and these as a file. */
export function UnitsCard({ cluster, units, search, onRetry, onChange }: UnitsCardProps) {
  const { t } = useTexts('units');
  const shown = useMemo(() => arrangeUnits(units, search), [units, search]);
  const { q = '', show } = search;
  const isNarrowed = q !== '' || show !== undefined;
  const { communityId, clusterId } = cluster.ref;
  const columns = useListColumns(cluster);
  const keys = shownColumns(search);
  const save = () =>
    saveFile(
      `units-${communityId}-${clusterId}.csv`,
      toCsv(
        csvHeading(keys),
        shown.map((unit) => csvRow(keys, unit)),
      ),
    );
  return (
    <Card
      title={t('list')}
      note={<span role="status">{t('count', { shown: shown.length, count: units.length })}</span>}
      tools={
        <>
          <select
            className={controls.field}
            aria-label={t('show')}
            value={show ?? ''}
            onChange={({ target }) => onChange({ show: unitGroups.find((group) => group === target.value) })}
          >
            <option value="">{t('all')}</option>
            {unitGroups.map((group) => (
              <option key={group} value={group}>
                {t(`groups.${group}`)}
              </option>
            ))}
          </select>
          <SearchField label={t('search')} text={q} onSearch={(text) => onChange({ q: text })} />
          <ColumnsPicker columns={columns} search={search} onChange={onChange} />
          <button type="button" className={controls.button} disabled={shown.length === 0} onClick={save}>
            <Icon name="download" size={16} />
            CSV
          </button>
        </>
      }
    >
      {onRetry && (
        <p role="alert" className={styles.partial}>
          {t('partial')}
          <button type="button" className={controls.button} onClick={onRetry}>
            {t('again')}
          </button>
        </p>
      )}
      {shown.length === 0 ? (
        <Empty title={t('noMatch')}>
          {isNarrowed && (
            <button
              type="button"
              className={controls.button}
              onClick={() => onChange({ q: undefined, show: undefined })}
            >
              {t('clear')}
            </button>
          )}
        </Empty>
      ) : (
        <UnitsTable
          columns={columns.filter(({ key }) => keys.includes(key))}
          units={shown}
          search={search}
          onChange={onChange}
        />
      )}
    </Card>
  );
}
