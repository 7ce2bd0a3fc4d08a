import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useEffect, useState } from 'react';
import controls from '../../parts/controls.module.css';
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
      <SearchField key={search.q ?? ''} text={search.q ?? ''} onSearch={(q) => onChange({ q: q || undefined })} />
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
function SearchField({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const { t } = useTexts('deals');
  const [typed, setTyped] = useState(text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the pause anew
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => onSearch(typed), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed, text]);
  return (
    <input
      type="search"
      className={`${controls.field} ${styles.search}`}
      aria-label={t('list.search')}
      placeholder={t('list.search')}
      maxLength={100}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
