import { meanwhileChanges } from '@commonwatt/ui/api-error.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import controls from '../../parts/controls.module.css';
import { Refusal } from '../../parts/refusal.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { DeleteDialog, SaveDialog } from './save-dialogs.tsx';
import { ScenarioStale } from './scenario-stale.tsx';
import { fieldsOf, type HomeChoice, type ScenarioFields, type StoredScenario } from './scenario-types.ts';
import styles from './scenarios.module.css';

type SaveBarProps = {
  cluster: ClusterInfo;
  base: StoredScenario;
  draft: ScenarioFields;
  /** The homes that trade by it now. */
  homes: readonly HomeChoice[];
  isChanged: boolean;
  hasErrors: boolean;
  onSaved: (saved: StoredScenario) => void;
  /** Somebody else has changed it: goes on from what is stored now. */
  onFollow: (stored: StoredScenario, draft: ScenarioFields) => void;
  onDeleted: () => void;
};

/** Saves or deletes. What homes trade by is changed only after saying which they are, and how. */
export function SaveBar(props: SaveBarProps) {
  const { cluster, base, draft, homes, isChanged, hasErrors, onSaved, onFollow, onDeleted } = props;
  const trpc = useTRPC();
  const { t } = useTexts('scenarios');
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'save' | 'delete' | null>(null);
  const options = {
    onSuccess: () => queryClient.invalidateQueries(trpc.scenarios.list.pathFilter()),
    // Also when it is refused: why stands below the question.
    onSettled: () => setAsked(null),
  };
  const create = useMutation(trpc.registry.scenarios.create.mutationOptions(options));
  const edit = useMutation(trpc.registry.scenarios.edit.mutationOptions(options));
  const remove = useMutation(trpc.registry.scenarios.delete.mutationOptions(options));
  const isBusy = create.isPending || edit.isPending || remove.isPending;
  const error = create.error ?? edit.error ?? remove.error;
  const changes = meanwhileChanges(error);
  const expected = fieldsOf(base);
  function forget() {
    create.reset();
    edit.reset();
    remove.reset();
  }
  function save() {
    forget();
    const onSuccess = (row: { id: number } & ScenarioFields) => {
      onSaved({ ...fieldsOf(row), id: row.id, mayEdit: true });
    };
    if (base.id === null) create.mutate({ fields: draft }, { onSuccess });
    else edit.mutate({ id: base.id, expected, fields: draft }, { onSuccess });
  }
  function end() {
    forget();
    if (base.id !== null) remove.mutate({ id: base.id, expected }, { onSuccess: onDeleted });
  }
  const question = { base, homes, cluster, isBusy, onClose: () => setAsked(null) };
  return (
    <>
      {changes ? (
        <ScenarioStale
          base={base}
          draft={draft}
          changes={changes}
          onFollow={(...followed) => {
            forget();
            onFollow(...followed);
          }}
        />
      ) : (
        error && (
          <p role="alert" className={styles.refused}>
            <b>{t('refused')}</b> <Refusal error={error} />
          </p>
        )
      )}
      <div className={styles.bar}>
        <button
          type="button"
          className={controls.primary}
          disabled={!isChanged || hasErrors || draft.name.trim() === '' || isBusy}
          onClick={() => (homes.length > 0 ? setAsked('save') : save())}
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
      {asked === 'save' && <SaveDialog {...question} draft={draft} onConfirm={save} />}
      {asked === 'delete' && <DeleteDialog {...question} onConfirm={end} />}
    </>
  );
}
