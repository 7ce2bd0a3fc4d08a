import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import controls from '../../parts/controls.module.css';
import { Dialog } from '../../parts/dialog.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useTRPC } from '../../trpc.ts';
import { fieldsOf, type ScenarioFields, type StoredScenario } from './scenario-types.ts';
import styles from './scenarios.module.css';

type SaveBarProps = {
  base: StoredScenario;
  draft: ScenarioFields;
  homeCount: number;
  isChanged: boolean;
  hasErrors: boolean;
  onSaved: (saved: StoredScenario) => void;
  onDeleted: () => void;
};

/** Saves or deletes. What homes trade by is changed only after saying how many they are. */
export function SaveBar({ base, draft, homeCount, isChanged, hasErrors, onSaved, onDeleted }: SaveBarProps) {
  const trpc = useTRPC();
  const { t } = useTexts('scenarios');
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'save' | 'delete' | null>(null);
  const onSuccess = () => queryClient.invalidateQueries(trpc.scenarios.list.pathFilter());
  const stored = (row: { id: number } & ScenarioFields) => {
    setAsked(null);
    onSaved({ ...fieldsOf(row), id: row.id, mayEdit: true });
  };
  const create = useMutation(trpc.registry.scenarios.create.mutationOptions({ onSuccess }));
  const edit = useMutation(trpc.registry.scenarios.edit.mutationOptions({ onSuccess }));
  const remove = useMutation(trpc.registry.scenarios.delete.mutationOptions({ onSuccess }));
  const isBusy = create.isPending || edit.isPending || remove.isPending;
  const error = create.error ?? edit.error ?? remove.error;
  const expected = fieldsOf(base);
  function save() {
    if (base.id === null) create.mutate({ fields: draft }, { onSuccess: stored });
    else edit.mutate({ id: base.id, expected, fields: draft }, { onSuccess: stored });
  }
  return (
    <>
      {error && (
        <p role="alert" className={styles.refused}>
          <b>{t('refused')}</b> <Refusal error={error} />
        </p>
      )}
      <div className={styles.bar}>
        <button
          type="button"
          className={controls.primary}
          disabled={!isChanged || hasErrors || draft.name.trim() === '' || isBusy}
          onClick={() => (homeCount > 0 ? setAsked('save') : save())}
        >
          {t(isBusy ? 'saving' : 'save')}
        </button>
        {hasErrors && <span className={styles.note}>{t('repairFirst')}</span>}
        {base.id !== null && (
          <button type="button" className={controls.button} disabled={isBusy} onClick={() => setAsked('delete')}>
            {t('delete')}
          </button>
        )}
      </div>
      {asked && (
        <Dialog
          title={t(asked === 'save' ? 'saveTitle' : 'deleteTitle', { name: base.name })}
          onClose={() => setAsked(null)}
        >
          <p>{t(asked === 'save' ? 'saveEffect' : 'deleteEffect', { count: homeCount })}</p>
          <div className={styles.bar}>
            {asked === 'save' ? (
              <button type="button" className={controls.primary} onClick={save}>
                {t('saveFor', { count: homeCount })}
              </button>
            ) : (
              <button
                type="button"
                className={controls.danger}
                onClick={() => base.id !== null && remove.mutate({ id: base.id, expected }, { onSuccess: onDeleted })}
              >
                {t('delete')}
              </button>
            )}
            <button type="button" className={controls.button} data-autofocus onClick={() => setAsked(null)}>
              {t('cancel')}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
