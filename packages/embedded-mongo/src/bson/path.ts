import { BsonType, findElement, valueEnd } from './raw.ts';

/** A dotted path taken apart; `index` is the number a component can stand for inside an array, or -1. */
export type Path = { text: string; parts: { name: Buffer; index: number }[] };

export function parsePath(text: string): Path {
  const parts = text.split('.').map((part) => ({
    name: Buffer.from(part),
    index: /^(0|[1-9]\d{0,8})$/.test(part) ? Number(part) : -1,
  }));
  return { text, parts };
}

/** Looks at one value; `true` ends the walk. A missing value has type 0. */
export type Visit = (type: number, source: Buffer, start: number, end: number) => boolean;

/**
 * Visits every value that `path` stands for in `document`, as MongoDB's matching sees them: arrays on the way are
 * entered, and with `expand` the elements of an array at the end are visited before the array itself.
 * Gives `true` as soon as `visit` does.
 */
export function visitPath(document: Buffer, path: Path, expand: boolean, visit: Visit): boolean {
  return visitObject(document, 0, path, 0, expand, visit);
}

function visitObject(source: Buffer, start: number, path: Path, depth: number, expand: boolean, visit: Visit): boolean {
  const part = path.parts[depth];
  const at = part ? findElement(source, start, part.name) : -1;
  if (!part || at < 0) return visit(BsonType.missing, source, 0, 0);
  return visitValue(source[at] ?? 0, source, at + 2 + part.name.length, path, depth + 1, expand, visit);
}

function visitValue(
  type: number,
  source: Buffer,
  start: number,
  path: Path,
  depth: number,
  expand: boolean,
  visit: Visit,
): boolean {
  const part = path.parts[depth];
  if (!part) {
    if (type === BsonType.array && expand && forEachItem(source, start, visit)) return true;
    return visit(type, source, start, valueEnd(source, type, start));
  }
  if (type === BsonType.object) return visitObject(source, start, path, depth, expand, visit);
  if (type !== BsonType.array) return visit(BsonType.missing, source, 0, 0);
  const hasItem =
    part.index >= 0 &&
    forEachItem(source, start, (itemType, _, itemStart, __, index) =>
      index === part.index ? visitValue(itemType, source, itemStart, path, depth + 1, expand, visit) : false,
    );
  if (hasItem) return true;
  return forEachItem(source, start, (itemType, _, itemStart) => {
    if (itemType !== BsonType.object) return false;
    if (part.index >= 0 && findElement(source, itemStart, part.name) < 0) return false;
    return visitObject(source, itemStart, path, depth, expand, visit);
  });
}

/** Visits the items of the array (or the values of the document) that starts at `start`; `true` ends the walk. */
export function forEachItem(
  source: Buffer,
  start: number,
  visit: (type: number, source: Buffer, start: number, end: number, index: number) => boolean,
): boolean {
  let at = start + 4;
  let index = 0;
  for (let type = source[at]; type; type = source[at]) {
    let value = at + 1;
    while (source[value] !== 0) value++;
    const end = valueEnd(source, type, value + 1);
    if (visit(type, source, value + 1, end, index++)) return true;
    at = end;
  }
  return false;
}

/** Where `locate` found its value. One of these is reused from document to document: the write path allocates nothing. */
export type Location = { type: number; start: number; end: number; isArray: boolean };

/**
 * Finds the one value an index holds for `path`. With an array at the end or on the way `isArray` is set and that
 * array is what was found.
 */
export function locate(document: Buffer, path: Path, found: Location): void {
  let start = 0;
  found.isArray = false;
  for (let depth = 0; ; depth++) {
    const part = path.parts[depth];
    const at = part ? findElement(document, start, part.name) : -1;
    if (!part || at < 0) break;
    const type = document[at] ?? 0;
    start = at + 2 + part.name.length;
    if (type === BsonType.array || depth === path.parts.length - 1) {
      found.type = type;
      found.start = start;
      found.end = valueEnd(document, type, start);
      found.isArray = type === BsonType.array;
      return;
    }
    if (type !== BsonType.object) break;
  }
  found.type = BsonType.missing;
  found.start = 0;
  found.end = 0;
}
