import { fieldProblems, type Refused, refusalsOf } from '@commonwatt/ui/api-error.ts';
import type { RegistryField } from './registry-tables.ts';

/** What tells rows apart for people, where programs have no id of theirs. */
const names = ['username', 'name'];

/** What the server found wrong with the fields of a row; that there is such a row already, at what it is known by. */
export function rowProblems(error: Error | null, fields: readonly RegistryField[]): Record<string, Refused> {
  const [refused] = error ? refusalsOf(error) : [];
  const known = fields.find(({ isCode }) => isCode) ?? fields.find(({ name }) => names.includes(name));
  return refused?.refusal?.code === 'exists' && known ? { [known.name]: refused } : fieldProblems(error, 'fields');
}
