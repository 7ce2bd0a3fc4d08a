import { KeyWriter } from '../bson/key-string.ts';
import { type Path, parsePath, visitPath } from '../bson/path.ts';
import { elements, numberOf } from '../bson/raw.ts';
import { MongoError } from '../errors.ts';

export type SortField = { path: Path; isDescending: boolean };

const writer = new KeyWriter();

/** Reads a sort (BSON); `null` when it is empty or only asks for the natural order. */
export function parseSort(sort: Buffer | null): SortField[] | null {
  if (!sort) return null;
  const fields = [...elements(sort)].map((element) => {
    const direction = numberOf(element);
    if (direction !== 1 && direction !== -1) throw new MongoError(15975, '$sort key ordering must be 1 or -1');
    return { path: parsePath(element.name), isDescending: direction === -1 };
  });
  const natural = fields.find(({ path }) => path.text === '$natural');
  if (natural && (fields.length > 1 || natural.isDescending)) {
    throw new MongoError('BadValue', '$natural is only supported ascending and alone');
  }
  return natural || fields.length === 0 ? null : fields;
}

/** The key that puts `document` in its place; of an array the least item counts, or the greatest when descending. */
export function sortKey(document: Buffer, fields: SortField[]): Buffer {
  const parts = fields.map(({ path, isDescending }) => {
    let best: Buffer | null = null;
    visitPath(document, path, true, (type, source, start, end) => {
      // The array itself comes after its items and only counts when it has none.
      if (type === 4 && best) return false;
      const isEmptyArray = type === 4 && source[start + 4] === 0;
      writer.reset().value(isEmptyArray ? 6 : type, source, start, end, isDescending);
      if (!best || writer.view().compare(best) < 0) best = writer.copy();
      return false;
    });
    return best ?? writer.reset().value(0, document, 0, 0, isDescending).copy();
  });
  return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
}
