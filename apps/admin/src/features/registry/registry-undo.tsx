import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQueryClient } from '@tanstack/react-query';
import { UndoBar } from '../../parts/undo-bar.tsx';
import { fieldsOf, type Row, useTableApi } from './registry-api.ts';
import { renewTable } from './registry-key.ts';
import { registryTables, type TableName } from './registry-tables.ts';

/** What was just done to a row. */
export type Change =
  | { kind: 'create'; after: Row }
  | { kind: 'edit'; before: Row; after: Row }
  | { kind: 'delete'; before: Row };

type RegistryUndoProps = {
  table: TableName;
  change: Change | null;
  /** With the row as it is again; null: it is gone, or a new one. */
  onUndone: (row: Row | null) => void;
};

/** Says what was done to a row, and takes it back where that is possible. */
export function RegistryUndo({ table, change, onUndone }: RegistryUndoProps) {
  const { t } = useTexts('registry');
  const api = useTableApi(table);
  const queryClient = useQueryClient();
  async function undo(made: Change) {
    let row: Row | null = null;
    if (made.kind === 'create') await api.delete.mutate({ id: made.after.id, expected: fieldsOf(made.after) });
    else if (made.kind === 'delete') await api.create.mutate({ fields: fieldsOf(made.before) });
    else {
      const { after, before } = made;
      row = await api.edit.mutate({ id: after.id, expected: fieldsOf(after), fields: fieldsOf(before) });
    }
    await renewTable(queryClient, table);
    onUndone(row);
  }
  return (
    <UndoBar
      change={change}
      text={change ? t(`done.${change.kind}`) : ''}
      canUndo={change?.kind !== 'delete' || registryTables[table].canRestore}
      onUndo={undo}
    />
  );
}
