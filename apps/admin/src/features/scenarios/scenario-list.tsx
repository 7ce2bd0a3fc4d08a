import { checkScenario } from '@commonwatt/domain/scenario-check';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Card } from '../../parts/card.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { listedScenarios } from './listed-scenarios.ts';
import type { HomeChoice, ScenarioRow } from './scenario-types.ts';
import styles from './scenarios.module.css';
import { type ScenariosSearch, scenarioSortKeys } from './scenarios-search.ts';
import { ScopeText } from './scope-text.tsx';

type ScenarioListProps = {
  list: { scenarios: readonly ScenarioRow[]; homes: readonly HomeChoice[] };
  /** Of the times at which scenarios were changed. */
  timeZone: string;
  search: ScenariosSearch;
  onSearch: (next: Partial<ScenariosSearch>) => void;
  onOpen: (id: number) => void;
};

/**
 * Every scenario that homes of the community may choose, with how many do, whether something is wrong with it, and who
 * changed it last.
 */
export function ScenarioList({ list, timeZone, search, onSearch, onOpen }: ScenarioListProps) {
  const { t, language } = useTexts('scenarios');
  if (list.scenarios.length === 0) return <Empty title={t('none')}>{t('noneBody')}</Empty>;
  const homesOf = (id: number) => list.homes.filter(({ scenarioId }) => scenarioId === id).length;
  const sorting = { key: search.sort ?? ('name' as const), isDescending: search.down === true };
  const rows = listedScenarios(list.scenarios, { search: search.q ?? '', sorting, homesOf });
  const tools = <SearchField label={t('search')} text={search.q ?? ''} onSearch={(q) => onSearch({ q })} />;
  return (
    <Card title={t('all')} note={rows.length} tools={tools}>
      {rows.length === 0 ? (
        <Empty title={t('noneFound')} />
      ) : (
        <DataTable
          caption={t('all')}
          rows={rows}
          rowKey={({ id }) => String(id)}
          onSelect={({ id }) => onOpen(id)}
          sorting={sorting}
          onSort={({ key, isDescending }) => {
            const sort = scenarioSortKeys.find((one) => one === key);
            onSearch({ sort: sort === 'name' ? undefined : sort, down: isDescending || undefined });
          }}
          columns={[
            { key: 'name', header: t('name'), isSortable: true, cell: ({ name }) => <b>{name}</b> },
            { key: 'scope', header: t('scope'), isSortable: true, cell: (row) => <ScopeText scenario={row} /> },
            { key: 'homes', header: t('homes'), isSortable: true, isNumber: true, cell: ({ id }) => homesOf(id) },
            { key: 'state', header: t('state'), cell: ({ data }) => <State data={data ?? ''} /> },
            {
              key: 'changed',
              header: t('changed'),
              isSortable: true,
              cell: ({ changedAt, changedBy }) => {
                const time = formatInstant(changedAt.getTime(), timeZone, language);
                return changedBy === null ? time : t('changedBy', { time, name: changedBy });
              },
            },
            { key: 'description', header: t('description'), cell: ({ description }) => description },
          ]}
        />
      )}
    </Card>
  );
}

function State({ data }: { data: string }) {
  const { t } = useTexts('scenarios');
  const findings = checkScenario(data);
  const errors = findings.filter(({ level }) => level === 'error').length;
  if (errors > 0) {
    return (
      <span className={styles.error}>
        <Icon name="stop" size={16} />
        {t('errors', { count: errors })}
      </span>
    );
  }
  if (findings.length === 0) return t('fine');
  return (
    <span className={styles.warning}>
      <Icon name="warning" size={16} />
      {t('warnings', { count: findings.length })}
    </span>
  );
}
