/** What an import does to one record. */
export type PlannedChange = {
  /** As the dump names it: `community.unit 3`. */
  record: string;
  /** As people name it: `E001`. */
  name: string;
  action: 'add' | 'change' | 'same';
  /** Fields that change, from and to; empty unless the action is `change`. */
  changes: Record<string, { from: unknown; to: unknown }>;
  /** Its key here, when it could not keep the one that it had. */
  newId: number | null;
};

/** Fields of `wanted` that differ from `stored`. Instants and lists are compared by value. */
export function changedFields(
  stored: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): PlannedChange['changes'] {
  const changes: PlannedChange['changes'] = {};
  for (const [field, to] of Object.entries(wanted)) {
    const from = stored[field];
    if (JSON.stringify(from ?? null) !== JSON.stringify(to ?? null)) changes[field] = { from, to };
  }
  return changes;
}
