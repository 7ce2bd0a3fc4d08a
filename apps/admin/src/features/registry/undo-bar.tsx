import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import controls from '../../parts/controls.module.css';
import styles from './registry.module.css';
import { fieldsOf, type Row, registryKey, useTableApi } from './registry-api.ts';
import { registryTables, type TableName } from './registry-tables.ts';

/** What was just done to a row. */
export type Change =
  | { kind: 'create'; after: Row }
  | { kind: 'edit'; before: Row; after: Row }
  | { kind: 'delete'; before: Row };

/** What was taken back; `row` is the row as it is again, null where it is gone or is a new one. */
export type Undone = { kind: 'undone'; row: Row | null };

type UndoBarProps = { table: TableName; latest: Change | Undone | null; onUndone: (undone: Undone) => void };

/** Says what was done, and takes it back where that is possible. */
export function UndoBar({ table, latest, onUndone }: UndoBarProps) {
  const { t } = useTexts('registry');
  const api = useTableApi(table);
  const queryClient = useQueryClient();
  const undo = useMutation({
    mutationFn: async (made: Change): Promise<Undone> => {
      if (made.kind === 'create') await api.delete.mutate({ id: made.after.id, expected: fieldsOf(made.after) });
      else if (made.kind === 'delete') await api.create.mutate({ fields: fieldsOf(made.before) });
      else {
        const { after, before } = made;
        const row = await api.edit.mutate({ id: after.id, expected: fieldsOf(after), fields: fieldsOf(before) });
        return { kind: 'undone', row };
      }
      return { kind: 'undone', row: null };
    },
    onSuccess: async (undone) => {
      await queryClient.invalidateQueries({ queryKey: registryKey(table) });
      onUndone(undone);
    },
  });
  const change = latest === null || latest.kind === 'undone' ? null : latest;
  const canUndo = change !== null && (change.kind !== 'delete' || registryTables[table].canRestore);
  return (
    <div role="status" className={latest ? styles.done : styles.quiet}>
      {latest && t(`done.${latest.kind}`)}
      {canUndo && (
        <button type="button" className={controls.button} disabled={undo.isPending} onClick={() => undo.mutate(change)}>
          {t('undo')}
        </button>
      )}
      {undo.isError && <span className={styles.problem}>{t('notUndone')}</span>}
    </div>
  );
}
