import { meanwhileChanges } from '@commonwatt/ui/api-error.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import controls from '../../parts/controls.module.css';
import { Refusal } from '../../parts/refusal.tsx';
import { FieldInput } from './field-input.tsx';
import { followChanges, formValues, storedValues } from './form-values.ts';
import styles from './registry.module.css';
import { fieldsOf, type Row, useTableApi } from './registry-api.ts';
import { renewTable } from './registry-key.ts';
import { type RegistryField, registryTables, type TableName } from './registry-tables.ts';
import type { Change } from './registry-undo.tsx';
import { rowProblems } from './row-problems.ts';
import { StaleNotice } from './stale-notice.tsx';
import { type References, zoneOf } from './use-references.ts';

type RowFormProps = {
  table: TableName;
  /** Null: a new row. */
  row: Row | null;
  /** A row as it is again after an edit of it was taken back: where it is this one, the form goes on from there. */
  undone: Row | null;
  references: References;
  onSaved: (change: Change) => void;
};

/** The fields of a row. What the server refuses is shown at its field; an edit by somebody else is shown, not lost. */
export function RowForm({ table, row, undone, references, onSaved }: RowFormProps) {
  const { t } = useTexts('registry');
  const parts = useTexts('parts');
  const api = useTableApi(table);
  const queryClient = useQueryClient();
  const { fields } = registryTables[table];
  const [seen, setSeen] = useState(row);
  const timeZone = zoneOf(seen, references);
  const [values, setValues] = useState(() => formValues(fields, row, timeZone));
  const [password, setPassword] = useState('');
  const [followed, setFollowed] = useState<Row | null>(null);
  if (undone !== followed) {
    setFollowed(undone);
    if (undone !== null && undone.id === seen?.id) goOnFrom(undone);
  }
  const save = useMutation({
    mutationFn: async (): Promise<Change> => {
      const wanted = storedValues(fields, values, { row: seen, timeZone });
      if (seen === null) {
        return { kind: 'create', after: await api.create.mutate({ fields: wanted, ...(hasPassword && { password }) }) };
      }
      const after = await api.edit.mutate({ id: seen.id, expected: fieldsOf(seen), fields: wanted });
      return { kind: 'edit', before: seen, after };
    },
    onSuccess: async (change) => {
      if (change.kind === 'edit') setSeen(change.after);
      await renewTable(queryClient, table);
      onSaved(change);
    },
  });
  const hasPassword = table === 'users' && row === null;
  const problems = rowProblems(save.error, fields);
  const changes = meanwhileChanges(save.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  function follow() {
    if (!seen || !changes) return;
    const stored = { ...seen, ...Object.fromEntries(Object.entries(changes).map(([name, { to }]) => [name, to])) };
    goOnFrom(stored);
    save.reset();
  }

  /** What was typed stays, what was not is as it is stored now. */
  function goOnFrom(stored: Row) {
    if (seen) setValues(followChanges(fields, values, { row: seen, stored, timeZone }));
    setSeen(stored);
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          isLocked={field.isFixed === true && row !== null}
          warning={warningOf(field)}
          problem={problems[field.name]}
          references={references}
          timeZone={timeZone}
          onChange={(value) => setValues((old) => ({ ...old, [field.name]: value }))}
        />
      ))}
      {hasPassword && (
        <FieldInput
          field={{ name: 'password', kind: 'text' }}
          value={password}
          problem={problems.password}
          isSecret
          references={references}
          timeZone={timeZone}
          onChange={(value) => setPassword(String(value))}
        />
      )}
      {changes && (
        <StaleNotice changes={changes} fields={fields} references={references} timeZone={timeZone} onFollow={follow} />
      )}
      {save.isError && !changes && (
        <p role="alert" className={styles.problem}>
          {Object.keys(problems).length > 0 ? parts.t('checkFields') : <Refusal error={save.error} />}
        </p>
      )}
      <div className={styles.actions}>
        <button type="submit" className={controls.primary} disabled={save.isPending}>
          {t(row === null ? 'register' : 'save')}
        </button>
      </div>
    </form>
  );

  function warningOf({ name, isCode }: RegistryField): string | undefined {
    return isCode && seen !== null && values[name] !== seen[name] ? t('codeWarning') : undefined;
  }
}
