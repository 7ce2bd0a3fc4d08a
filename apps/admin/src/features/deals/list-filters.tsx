import { useTexts } from '@commonwatt/ui/use-texts.ts';
import controls from '../../parts/controls.module.css';
import { SearchField } from '../../parts/search-field.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import type { DealsSearch } from './deals-search.ts';

type ListFiltersProps = {
  cluster: ClusterInfo;
  search: DealsSearch;
  onChange: (next: Partial<DealsSearch>) => void;
};

const outcomes = ['running', 'complete', 'aborted', 'emergencyStop', 'endUnknown'] as const;

/** What narrows the table down. */
export function ListFilters({ cluster, search, onChange }: ListFiltersProps) {
  const { t } = useTexts('deals');
  return (
    <>
      <SearchField
        label={t('list.search')}
        hint={t('list.searchHint')}
        text={search.q ?? ''}
        onSearch={(q) => onChange({ q })}
      />
      <select
        className={controls.field}
        aria-label={t('list.status')}
        value={search.status ?? ''}
        onChange={({ target }) => onChange({ status: outcomes.find((one) => one === target.value) })}
      >
        <option value="">{t('list.anyStatus')}</option>
        {outcomes.map((outcome) => (
          <option key={outcome} value={outcome}>
            {t(`outcomes.${outcome}`)}
          </option>
        ))}
      </select>
      <select
        className={controls.field}
        aria-label={t('list.unit')}
        value={search.unit ?? ''}
        onChange={({ target }) => onChange({ unit: target.value || undefined })}
      >
        <option value="">{t('list.anyUnit')}</option>
        {cluster.units.map(({ unitId }) => (
          <option key={unitId}>{unitId}</option>
        ))}
      </select>
    </>
  );
}
