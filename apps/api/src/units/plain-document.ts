/** A value of a document that any JSON or superjson reader understands. */
export type PlainValue = string | number | boolean | null | Date | PlainValue[] | { [key: string]: PlainValue };

const deepest = 20;

/**
 * A stored document as plain values, every field kept. BSON types that plain JavaScript does not have (long, decimal,
 * object id, binary …) become the text that MongoDB itself prints for them.
 */
export function plainDocument(value: unknown, depth = 0): PlainValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || value instanceof Date) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (depth >= deepest || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map((item) => plainDocument(item, depth + 1));
  if ('_bsontype' in value) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainDocument(item, depth + 1)]));
}
