import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { UndoBar } from '../../parts/undo-bar.tsx';
import { useTRPC } from '../../trpc.ts';
import { fieldsOf, type StoredScenario } from './scenario-types.ts';

/** What was just done to a scenario: `before` null when it was made, `after` null when it was deleted. */
export type ScenarioDone = { before: StoredScenario | null; after: StoredScenario | null };

type ScenarioUndoProps = {
  done: ScenarioDone | null;
  /** With what is stored then; null: nothing. */
  onUndone: (stored: StoredScenario | null) => void;
};

/** Says that a scenario is saved or deleted, and takes it back. */
export function ScenarioUndo({ done, onUndone }: ScenarioUndoProps) {
  const trpc = useTRPC();
  const { t } = useTexts('scenarios');
  const queryClient = useQueryClient();
  const create = useMutation(trpc.registry.scenarios.create.mutationOptions());
  const edit = useMutation(trpc.registry.scenarios.edit.mutationOptions());
  const remove = useMutation(trpc.registry.scenarios.delete.mutationOptions());
  async function store({ before, after }: ScenarioDone) {
    if (before && after?.id) {
      return edit.mutateAsync({ id: after.id, expected: fieldsOf(after), fields: fieldsOf(before) });
    }
    if (before) return create.mutateAsync({ fields: fieldsOf(before) });
    if (after?.id) await remove.mutateAsync({ id: after.id, expected: fieldsOf(after) });
    return null;
  }
  async function undo(made: ScenarioDone) {
    const row = await store(made);
    await queryClient.invalidateQueries(trpc.scenarios.list.pathFilter());
    onUndone(row && { ...fieldsOf(row), id: row.id, mayEdit: true });
  }
  const text = done === null ? '' : t(done.after ? 'saved' : 'deleted', { name: done.before?.name ?? '' });
  return <UndoBar change={done} text={text} canUndo onUndo={undo} />;
}
