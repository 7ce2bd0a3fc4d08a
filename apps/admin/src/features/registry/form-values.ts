import { instantOfLocalTime, localTimeOf } from '@commonwatt/domain/local-day';
import type { Fields } from './registry-api.ts';
import type { RegistryField } from './registry-tables.ts';

/** What stands in the inputs of a form, by field. */
export type FormValues = Record<string, string | boolean>;

/** What the inputs show of a row; of a new one its beginnings. Instants are shown in `timeZone`. */
export function formValues(fields: readonly RegistryField[], row: Fields | null, timeZone: string): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, shownValue(field, row, timeZone)]));
}

function shownValue({ name, kind }: RegistryField, row: Fields | null, timeZone: string): string | boolean {
  const value = row?.[name];
  if (kind === 'boolean') return row === null ? name === 'isActive' : value === true;
  if (value === null || value === undefined) return '';
  return kind === 'instant' ? localTimeOf(value as Date, timeZone) : String(value);
}

/** What is sent. What was not touched is sent as it was stored, to the millisecond. */
export function storedValues(
  fields: readonly RegistryField[],
  values: FormValues,
  { row, timeZone }: { row: Fields | null; timeZone: string },
): Fields {
  const before = row && formValues(fields, row, timeZone);
  return Object.fromEntries(
    fields.map((field) => {
      const typed = values[field.name] ?? '';
      const isSame = before !== null && typed === before[field.name];
      return [field.name, isSame ? row?.[field.name] : storedValue(field, typed, timeZone)];
    }),
  );
}

function storedValue({ kind, isEmptyText }: RegistryField, typed: string | boolean, timeZone: string): unknown {
  if (typeof typed === 'boolean') return typed;
  const text = kind === 'longText' ? typed : typed.trim();
  switch (kind) {
    case 'instant':
      return text === '' ? null : instantOfLocalTime(text, timeZone);
    case 'communityRef':
    case 'clusterRef':
    case 'scenario':
      return text === '' ? null : Number(text);
    default:
      return text === '' && !isEmptyText ? null : text;
  }
}

/**
 * A form after somebody else has changed the row: what was typed stays, what was not follows them. `stored` is the row as
 * it is now.
 */
export function followChanges(
  fields: readonly RegistryField[],
  values: FormValues,
  { row, stored, timeZone }: { row: Fields; stored: Fields; timeZone: string },
): FormValues {
  const [seen, now] = [formValues(fields, row, timeZone), formValues(fields, stored, timeZone)];
  return Object.fromEntries(
    fields.map(({ name }) => [name, values[name] === seen[name] ? (now[name] ?? '') : (values[name] ?? '')]),
  );
}
