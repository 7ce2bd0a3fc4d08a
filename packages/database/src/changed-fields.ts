/** Fields that differ, from and to. */
export type FieldChanges = Record<string, { from: unknown; to: unknown }>;

/** Fields of `wanted` that differ from `stored`. Instants and lists are compared by value. */
export function changedFields(
  stored: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): FieldChanges {
  const changes: FieldChanges = {};
  for (const [field, to] of Object.entries(wanted)) {
    const from = stored[field];
    if (JSON.stringify(from ?? null) !== JSON.stringify(to ?? null)) changes[field] = { from, to };
  }
  return changes;
}
