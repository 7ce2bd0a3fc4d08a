import { monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import type { Refused } from '@commonwatt/ui/api-error.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { latestLocalTime } from '@commonwatt/ui/use-typed-date.ts';
import { useId } from 'react';
import { Field } from '../../parts/field.tsx';
import styles from './registry.module.css';
import type { RegistryField } from './registry-tables.ts';
import { clusterName, communityName, type References, scenarioName } from './use-references.ts';

type FieldInputProps = {
  field: RegistryField;
  value: string | boolean;
  /** It was decided when the row was made. */
  isLocked?: boolean;
  isSecret?: boolean;
  warning?: string | undefined;
  problem?: Refused | undefined;
  references: References;
  timeZone: string;
  onChange: (value: string | boolean) => void;
};

/** The input of one field, by its kind. */
export function FieldInput(props: FieldInputProps) {
  const { field, value, isLocked = false, isSecret = false, warning, problem, references, timeZone, onChange } = props;
  const { t } = useTexts('registry');
  const listId = useId();
  const label = t(`fields.${field.name}`);
  if (field.kind === 'boolean') {
    return (
      <label className={styles.check}>
        <input type="checkbox" checked={value === true} onChange={({ target }) => onChange(target.checked)} />
        {label}
      </label>
    );
  }
  const text = String(value);
  const hint = field.kind === 'instant' ? t('inZone', { zone: timeZone }) : undefined;
  const choices = referenceChoices(field, references);
  const known = suggestions(field, references);
  return (
    <Field
      label={field.isOptional ? t('optional', { field: label }) : label}
      hint={warning ?? hint ?? (isLocked ? t('fixed') : undefined)}
      problem={problem}
    >
      {(input) =>
        choices ? (
          <select {...input} value={text} disabled={isLocked} onChange={({ target }) => onChange(target.value)}>
            <option value="">{t('choose')}</option>
            {choices.map(({ value: choice, name }) => (
              <option key={choice} value={choice} lang="und">
                {name}
              </option>
            ))}
          </select>
        ) : field.kind === 'longText' ? (
          <textarea
            {...input}
            rows={field.name === 'data' ? 14 : 3}
            spellCheck={field.name !== 'data'}
            value={text}
            onChange={({ target }) => onChange(target.value)}
          />
        ) : (
          <>
            <input
              {...input}
              type={isSecret ? 'password' : field.kind === 'instant' ? 'datetime-local' : 'text'}
              inputMode={field.kind === 'email' ? 'email' : undefined}
              autoComplete={isSecret ? 'new-password' : 'off'}
              max={field.kind === 'instant' ? latestLocalTime : undefined}
              list={known.length > 0 ? listId : undefined}
              value={text}
              onChange={({ target }) => onChange(target.value)}
            />
            {known.length > 0 && (
              <datalist id={listId}>
                {known.map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            )}
          </>
        )
      }
    </Field>
  );
}

/** Rows that a field can refer to; null for fields that refer to none by their key. */
function referenceChoices({ kind }: RegistryField, references: References): { value: string; name: string }[] | null {
  const choices = (rows: readonly { id: number }[], name: (references: References, id: number) => string) =>
    rows.map(({ id }) => ({ value: String(id), name: name(references, id) }));
  if (kind === 'communityRef') return choices(references.communities, communityName);
  if (kind === 'clusterRef') return choices(references.clusters, clusterName);
  if (kind === 'scenario') return choices(references.scenarios, scenarioName);
  if (kind === 'check') return monitorTypes.map((type) => ({ value: type, name: type }));
  return null;
}

/** What is usually typed into a field that takes anything. */
function suggestions({ kind }: RegistryField, { outline }: References): readonly string[] {
  const clusters = outline.flatMap((community) => community.clusters);
  const distinct = (codes: string[]) => [...new Set(codes)].sort();
  if (kind === 'timeZone') return Intl.supportedValuesOf('timeZone');
  if (kind === 'communityCode') return distinct(outline.map(({ communityId }) => communityId));
  if (kind === 'clusterCode') return distinct(clusters.map(({ clusterId }) => clusterId));
  if (kind === 'unitCode') return distinct(clusters.flatMap(({ units }) => units.map(({ unitId }) => unitId)));
  return [];
}
