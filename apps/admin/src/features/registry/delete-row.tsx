import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import controls from '../../parts/controls.module.css';
import { Refusal } from '../../parts/refusal.tsx';
import styles from './registry.module.css';
import { fieldsOf, type Row, useTableApi } from './registry-api.ts';
import { renewTable } from './registry-key.ts';
import { registryTables, type TableName } from './registry-tables.ts';
import type { Change } from './registry-undo.tsx';

type DeleteRowProps = {
  table: TableName;
  row: Row;
  related: Record<string, number>;
  onDeleted: (change: Change) => void;
};

const relations = [
  'clusters',
  'units',
  'residents',
  'homes',
  'sessions',
  'choices',
  'scenarios',
  'recipients',
  'messages',
] as const;

/** The end of a row. What hangs on it is told in numbers, and it is asked once. */
export function DeleteRow({ table, row, related, onDeleted }: DeleteRowProps) {
  const { t } = useTexts('registry');
  const api = useTableApi(table);
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.delete.mutate({ id: row.id, expected: fieldsOf(row) }),
    onSuccess: async () => {
      onDeleted({ kind: 'delete', before: row });
      await renewTable(queryClient, table);
    },
  });
  const counts = relations.flatMap((name) => (related[name] ? [t(`related.${name}`, { count: related[name] })] : []));
  const isHeld = (related.clusters ?? 0) > 0 || (related.units ?? 0) > 0;
  return (
    <section className={styles.end}>
      {!isAsking ? (
        <button type="button" className={controls.button} onClick={() => setIsAsking(true)}>
          {t('delete')}
        </button>
      ) : (
        <div role="alert" className={styles.ask}>
          <b>{t(isHeld ? 'held' : 'deleteAsk')}</b>
          {counts.length > 0 && (
            <ul>
              {counts.map((count) => (
                <li key={count}>{count}</li>
              ))}
            </ul>
          )}
          {!isHeld && <p>{t(registryTables[table].canRestore ? 'canUndo' : 'cannotUndo')}</p>}
          {remove.isError && (
            <p className={styles.problem}>
              <Refusal error={remove.error} />
            </p>
          )}
          <div className={styles.actions}>
            {!isHeld && (
              <button
                type="button"
                className={controls.danger}
                disabled={remove.isPending}
                onClick={() => remove.mutate()}
              >
                {t('deleteNow')}
              </button>
            )}
            <button type="button" className={controls.button} onClick={() => setIsAsking(false)}>
              {t('keep')}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}
