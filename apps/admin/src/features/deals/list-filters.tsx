import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useEffect, useRef } from 'react';
import controls from '../../parts/controls.module.css';
import { useSearchText } from '../../parts/use-search-text.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import styles from './deals.module.css';
import type { DealsSearch } from './deals-search.ts';

type ListFiltersProps = {
  cluster: ClusterInfo;
  search: DealsSearch;
  onChange: (next: Partial<DealsSearch>) => void;
};

const outcomes = ['running', 'complete', 'aborted', 'emergencyStop', 'endUnknown'] as const;
const typingPauseMs = 300;

/** What narrows the table down. */
export function ListFilters({ cluster, search, onChange }: ListFiltersProps) {
  const { t } = useTexts('deals');
  return (
    <>
      <SearchField text={search.q ?? ''} onSearch={(q) => onChange({ q })} />
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

/** Searches once typing pauses. */
function SearchField({ text, onSearch }: { text: string; onSearch: (text: string | undefined) => void }) {
  const { t } = useTexts('deals');
  const { field, search } = useSearchText(text, onSearch);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  function searchSoon() {
    clearTimeout(pause.current);
    pause.current = setTimeout(() => search(), typingPauseMs);
  }
  return (
    <input
      ref={field}
      type="search"
      className={`${controls.field} ${styles.search}`}
      aria-label={t('list.search')}
      placeholder={t('list.search')}
      maxLength={100}
      defaultValue={text}
      onChange={searchSoon}
    />
  );
}
