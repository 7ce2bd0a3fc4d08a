import { monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import controls from '../../parts/controls.module.css';
import { closedChoices } from './closed-filter.ts';
import type { RegistrySearch } from './registry-search.ts';
import { type RegistryField, registryTables, type TableName } from './registry-tables.ts';
import { SearchForm } from './search-form.tsx';
import { clusterName, communityName, type References, scenarioName } from './use-references.ts';

type RowFiltersProps = {
  table: TableName;
  search: RegistrySearch;
  references: References;
  onChange: (next: Partial<RegistrySearch>) => void;
};

type Choice = { value: string | number | boolean; text: string };

/** What to look for, and a choice for each field by which the list can be narrowed. */
export function RowFilters({ table, search, references, onChange }: RowFiltersProps) {
  const { t } = useTexts('registry');
  const filters = registryTables[table].fields.filter(({ isFilter }) => isFilter);
  function narrow(name: string, value: Choice['value'] | undefined) {
    const { [name]: _, ...others } = search.by ?? {};
    const by = value === undefined ? others : { ...others, [name]: value };
    onChange({ by: Object.keys(by).length === 0 ? undefined : by, page: undefined });
  }
  return (
    <SearchForm label={t('search')} text={search.q ?? ''} onSearch={(q) => onChange({ q, page: undefined })}>
      {filters.map((field) => {
        const choices =
          field.name === 'closedAt'
            ? closedChoices.map((value) => ({ value, text: t(`closedIn.${value}`) }))
            : choicesOf(field, references, { yes: t('yes'), no: t('no') });
        const chosen = search.by?.[field.name];
        return (
          <select
            key={field.name}
            className={controls.field}
            aria-label={t(`fields.${field.name}`)}
            value={chosen === undefined ? '' : String(chosen)}
            onChange={({ target }) =>
              narrow(field.name, choices.find(({ value }) => String(value) === target.value)?.value)
            }
          >
            <option value="">{t('any', { field: t(`fields.${field.name}`) })}</option>
            {choices.map(({ value, text }) => (
              <option key={String(value)} value={String(value)} lang="und">
                {text}
              </option>
            ))}
          </select>
        );
      })}
    </SearchForm>
  );
}

/** What a field may hold, of what there is. */
function choicesOf({ kind }: RegistryField, references: References, words: { yes: string; no: string }): Choice[] {
  const codes = (all: readonly string[]) => [...new Set(all)].sort().map((code) => ({ value: code, text: code }));
  const { outline } = references;
  const clusters = outline.flatMap((community) => community.clusters);
  switch (kind) {
    case 'boolean':
      return [
        { value: true, text: words.yes },
        { value: false, text: words.no },
      ];
    case 'communityRef':
      return references.communities.map(({ id }) => ({ value: id, text: communityName(references, id) }));
    case 'clusterRef':
      return references.clusters.map(({ id }) => ({ value: id, text: clusterName(references, id) }));
    case 'scenario':
      return references.scenarios.map(({ id }) => ({ value: id, text: scenarioName(references, id) }));
    case 'check':
      return monitorTypes.map((type) => ({ value: type, text: type }));
    case 'communityCode':
      return codes(outline.map(({ communityId }) => communityId));
    case 'clusterCode':
      return codes(clusters.map(({ clusterId }) => clusterId));
    case 'unitCode':
      return codes(clusters.flatMap(({ units }) => units.map(({ unitId }) => unitId)));
    default:
      return [];
  }
}
