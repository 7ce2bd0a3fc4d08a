export type FlatField = { path: string; value: string | number | boolean | Date };

/** All values of a nested document with their paths, in stored order; empty parts and nulls show as a dash. */
export function flatFields(value: unknown, path = ''): FlatField[] {
  if (value === null || value === undefined) return [{ path, value: '–' }];
  if (value instanceof Date) return [{ path, value }];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [{ path, value }];
  if (typeof value !== 'object') return [{ path, value: String(value) }];
  const entries = Object.entries(value);
  if (entries.length === 0) return [{ path, value: '–' }];
  return entries.flatMap(([key, item]) => flatFields(item, path ? `${path}.${key}` : key));
}
