import { errorCode, requestId } from '@commonwatt/ui/api-error.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Drawer } from '../../parts/drawer.tsx';
import { DeleteRow } from './delete-row.tsx';
import styles from './registry.module.css';
import { type Row, useTableApi } from './registry-api.ts';
import { registryKey } from './registry-key.ts';
import type { TableName } from './registry-tables.ts';
import type { Change } from './registry-undo.tsx';
import { RowFacts } from './row-facts.tsx';
import { RowForm } from './row-form.tsx';
import { useReferences } from './use-references.ts';
import { UserExtras } from './user-extras.tsx';

type RowDrawerProps = {
  table: TableName;
  /** Null: a new row. */
  id: number | null;
  /** A row as it is again after an edit of it was taken back. */
  undone: Row | null;
  onClose: () => void;
  onChanged: (change: Change) => void;
};

/** One row: its fields to change, what hangs on it, and its end. */
export function RowDrawer({ table, id, undone, onClose, onChanged }: RowDrawerProps) {
  const { t } = useTexts('registry');
  const api = useTableApi(table);
  const references = useReferences();
  const found = useQuery({
    queryKey: [...registryKey(table), 'row', id],
    queryFn: () => api.get.query({ id: id ?? 0 }),
    enabled: id !== null,
    // Somebody is typing: what they see does not change below their hands.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (id === null) {
    return (
      <Drawer title={t(`new.${table}`)} onClose={onClose}>
        {references.isReady ? (
          <RowForm table={table} row={null} undone={null} references={references} onSaved={onChanged} />
        ) : (
          <Loading label={t(`new.${table}`)} height={240} />
        )}
      </Drawer>
    );
  }
  const what = t(`one.${table}`, { name: found.data ? nameOf(table, found.data.row) : `#${id}` });
  return (
    <Drawer title={what} onClose={onClose}>
      {(found.isPending || (found.data && !references.isReady)) && <Loading label={what} height={240} />}
      {found.isError &&
        (errorCode(found.error) === 'NOT_FOUND' ? (
          <Empty title={t('gone')} />
        ) : (
          <ErrorNotice what={what} requestId={requestId(found.error)} onRetry={() => void found.refetch()} />
        ))}
      {found.data && references.isReady && (
        <div className={styles.drawer}>
          <RowFacts table={table} row={found.data.row} references={references} />
          <RowForm table={table} row={found.data.row} undone={undone} references={references} onSaved={onChanged} />
          {table === 'users' && <UserExtras user={found.data.row} />}
          <DeleteRow table={table} row={found.data.row} related={found.data.related} onDeleted={onChanged} />
        </div>
      )}
    </Drawer>
  );
}

function nameOf(table: TableName, row: Row): string {
  switch (table) {
    case 'users':
      return String(row.username);
    case 'scenarios':
      return String(row.name);
    case 'communities':
    case 'clusters':
    case 'units':
      return String(row.code);
    case 'communitySettings':
      return String(row.communityCode);
    case 'choices':
      return [row.communityCode, row.clusterCode, row.unitCode].join('/');
    default:
      return `#${row.id}`;
  }
}
