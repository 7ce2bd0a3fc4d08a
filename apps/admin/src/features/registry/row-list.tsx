import { requestId } from '@commonwatt/ui/api-error.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { askedFilter } from './closed-filter.ts';
import { FieldText } from './field-text.tsx';
import styles from './registry.module.css';
import { type Row, useTableApi } from './registry-api.ts';
import { registryKey } from './registry-key.ts';
import type { RegistrySearch } from './registry-search.ts';
import { type FieldName, type RegistryField, registryTables, type TableName } from './registry-tables.ts';
import { RowFilters } from './row-filters.tsx';
import { ownZone, useReferences, zoneOf } from './use-references.ts';

const pageSize = 50;

type RowListProps = {
  table: TableName;
  search: RegistrySearch;
  onChange: (next: Partial<RegistrySearch>, isStep?: boolean) => void;
};

/** A page of a table, searched and narrowed. */
export function RowList({ table, search, onChange }: RowListProps) {
  const { t } = useTexts('registry');
  const api = useTableApi(table);
  const references = useReferences();
  const page = search.page ?? 1;
  const { fields, shown = [] } = registryTables[table];
  const listed: readonly RegistryField[] = [...fields, ...shown];
  const sorted = listed.find(({ name, isSortable }) => isSortable && name === search.sort?.replace('-', ''));
  const sorting = sorted && { key: sorted.name, isDescending: search.sort?.startsWith('-') === true };
  const asked = {
    search: search.q ?? '',
    filter: askedFilter(search.by ?? {}, ownZone(), new Date()),
    sort: sorting ? { field: sorting.key, isDescending: sorting.isDescending } : null,
    page: page - 1,
    pageSize,
  };
  const found = useQuery({
    queryKey: [...registryKey(table), asked],
    queryFn: () => api.list.query(asked),
    placeholderData: keepPreviousData,
  });
  const columns = listed
    .filter(({ isColumn }) => isColumn)
    .map((field): Column<Row, FieldName> => {
      return {
        key: field.name,
        header: t(`fields.${field.name}`),
        isSortable: field.isSortable === true,
        cell: (row) => (
          <FieldText field={field} value={row[field.name]} references={references} timeZone={zoneOf(row, references)} />
        ),
      };
    });
  const total = found.data?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  return (
    <Card
      title={t(`tables.${table}`)}
      note={found.data && t('rows', { count: total })}
      isRenewing={found.isPlaceholderData}
      tools={
        <button type="button" className={controls.primary} onClick={() => onChange({ row: 'new' }, true)}>
          <Icon name="plus" size={16} />
          {t('add')}
        </button>
      }
    >
      <RowFilters table={table} search={search} references={references} onChange={onChange} />
      {found.isError && (
        <ErrorNotice
          what={t(`tables.${table}`)}
          requestId={requestId(found.error)}
          onRetry={() => void found.refetch()}
        />
      )}
      {found.isPending && <Loading label={t(`tables.${table}`)} height={320} />}
      {found.data?.rows.length === 0 && <Empty title={t(search.q || search.by ? 'noneFound' : 'noRows')} />}
      {found.data && found.data.rows.length > 0 && (
        <DataTable
          caption={t(`tables.${table}`)}
          columns={columns}
          rows={found.data.rows}
          {...(sorting && { sorting })}
          onSort={({ key, isDescending }) => onChange({ sort: isDescending ? `-${key}` : key, page: undefined })}
          rowKey={({ id }) => String(id)}
          selectedKey={search.row === undefined ? null : String(search.row)}
          onSelect={({ id }) => onChange({ row: id }, true)}
        />
      )}
      {pages > 1 && (
        <nav className={styles.pages} aria-label={t('pages')}>
          <button
            type="button"
            className={controls.button}
            disabled={page <= 1}
            onClick={() => onChange({ page: page > 2 ? page - 1 : undefined })}
          >
            {t('previous')}
          </button>
          <span>{t('pageOf', { page, pages })}</span>
          <button
            type="button"
            className={controls.button}
            disabled={page >= pages}
            onClick={() => onChange({ page: page + 1 })}
          >
            {t('next')}
          </button>
        </nav>
      )}
    </Card>
  );
}
