import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import columns from '../../parts/columns.module.css';
import { Page } from '../../parts/page.tsx';
import { useFocusReturn } from '../../parts/use-focus-return.ts';
import { Shell } from '../../shell/shell.tsx';
import styles from './registry.module.css';
import type { Row } from './registry-api.ts';
import type { RegistrySearch } from './registry-search.ts';
import { registryTables, type TableName } from './registry-tables.ts';
import { RegistryTabs } from './registry-tabs.tsx';
import { type Change, RegistryUndo } from './registry-undo.tsx';
import { RowDrawer } from './row-drawer.tsx';
import { RowList } from './row-list.tsx';

const route = getRouteApi('/staff/registry/$table');

/** What staff maintain by hand: a table, and the row that is open. */
export function RegistryPage() {
  const { t } = useTexts('registry');
  const { table } = route.useParams();
  const isKnown = table in registryTables;
  return (
    <Shell title={isKnown ? t(`tables.${table as TableName}`) : t('title')}>
      {isKnown ? (
        <Registry key={table} table={table as TableName} />
      ) : (
        <Empty title={t('noSuchTable', { table })} isWholePage>
          <Link to="/registry/$table" params={{ table: 'communities' }}>
            {t('tables.communities')}
          </Link>
        </Empty>
      )}
    </Shell>
  );
}

function Registry({ table }: { table: TableName }) {
  const { t } = useTexts('registry');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/registry/$table' });
  const [latest, setLatest] = useState<Change | null>(null);
  const [undone, setUndone] = useState<Row | null>(null);
  /** Opening a row is a step that "back" undoes; a way of looking is not. */
  const change = useCallback(
    (next: Partial<RegistrySearch>, isStep = false) => {
      void navigate({ search: (old) => ({ ...old, ...next }), replace: !isStep });
    },
    [navigate],
  );
  const close = useCallback(() => change({ row: undefined }, true), [change]);
  useFocusReturn(search.row === undefined ? null : String(search.row));
  return (
    <Page title={t('title')} subtitle={t(`about.${table}`)} tools={<RegistryTabs />}>
      {/* Beside another form it would seem to be about that one that something was taken back. */}
      <RegistryUndo
        key={String(search.row)}
        table={table}
        change={latest}
        onUndone={(row) => {
          setLatest(null);
          setUndone(row);
        }}
      />
      <div className={search.row === undefined ? columns.alone : `${columns.beside} ${styles.wideSide}`}>
        <RowList table={table} search={search} onChange={change} />
        {search.row !== undefined && (
          <RowDrawer
            key={search.row}
            table={table}
            id={search.row === 'new' ? null : search.row}
            undone={undone}
            onClose={close}
            onChanged={(made) => {
              setLatest(made);
              if (made.kind !== 'edit') close();
            }}
          />
        )}
      </div>
    </Page>
  );
}
