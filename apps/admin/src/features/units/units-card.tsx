import { toCsv } from '@commonwatt/ui/format/csv.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { saveFile } from '@commonwatt/ui/save-file.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMemo } from 'react';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import { SearchField } from '../../parts/search-field.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { arrangeUnits, csvHeading, csvRow, type ListedUnit } from './unit-list.ts';
import styles from './units.module.css';
import { type UnitsSearch, unitGroups } from './units-search.ts';
import { UnitsTable } from './units-table.tsx';

type UnitsCardProps = {
  cluster: ClusterInfo;
  units: readonly ListedUnit[];
  search: UnitsSearch;
  /** Asks again for what did not load; null: all is there. */
  onRetry: (() => void) | null;
  onChange: (next: Partial<UnitsSearch>) => void;
};

/** The units that pass the filters, and these as a file. */
export function UnitsCard({ cluster, units, search, onRetry, onChange }: UnitsCardProps) {
  const { t } = useTexts('units');
  const shown = useMemo(() => arrangeUnits(units, search), [units, search]);
  const { q = '', show } = search;
  const isNarrowed = q !== '' || show !== undefined;
  const { communityId, clusterId } = cluster.ref;
  const save = () => saveFile(`units-${communityId}-${clusterId}.csv`, toCsv([...csvHeading], shown.map(csvRow)));
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
        <UnitsTable cluster={cluster} units={shown} search={search} onChange={onChange} />
      )}
    </Card>
  );
}
