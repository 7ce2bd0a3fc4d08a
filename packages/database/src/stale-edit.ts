import { type RefusalNoun, refusedAsStale } from '@commonwatt/domain/refusals';
import { changedFields } from './changed-fields.ts';

/**
 * Lets an edit pass when all that is `stored` is as its editor has `seen` it.
 * @throws DomainError CONFLICT with what somebody else has changed meanwhile, in words and by field.
 */
export function requireAsSeen(
  noun: RefusalNoun,
  seen: Readonly<Record<string, unknown>>,
  stored: Readonly<Record<string, unknown>>,
): void {
  const seenFields = Object.fromEntries(Object.keys(stored).map((field) => [field, seen[field]]));
  const changes = changedFields(seenFields, stored);
  if (Object.keys(changes).length === 0) return;
  const text = Object.entries(changes)
    .map(([field, { from, to }]) => `${field} was ${show(from)} and is ${show(to)}`)
    .join('; ');
  throw refusedAsStale(noun, text, changes);
}

function show(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
