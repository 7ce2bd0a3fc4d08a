import { MongoError } from '../errors.ts';

/** The type codes of BSON; `missing` is ours: no element has code 0. */
export const BsonType = {
  missing: 0,
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binary: 5,
  undefined: 6,
  objectId: 7,
  boolean: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  code: 13,
  symbol: 14,
  codeWithScope: 15,
  int32: 16,
  timestamp: 17,
  int64: 18,
  decimal128: 19,
  maxKey: 127,
  minKey: 255,
} as const;

/** One value inside a document: `source[start..end)` without type and name. */
export type RawValue = { type: number; source: Buffer; start: number; end: number };
export type RawElement = RawValue & { name: string; elementStart: number };

const MAX_DEPTH = 180;

/** Where the value that starts at `start` ends. The document must have passed `validateDocument`. */
export function valueEnd(source: Buffer, type: number, start: number): number {
  switch (type) {
    case BsonType.double:
    case BsonType.date:
    case BsonType.timestamp:
    case BsonType.int64:
      return start + 8;
    case BsonType.string:
    case BsonType.code:
    case BsonType.symbol:
      return start + 4 + source.readInt32LE(start);
    case BsonType.object:
    case BsonType.array:
    case BsonType.codeWithScope:
      return start + source.readInt32LE(start);
    case BsonType.binary:
      return start + 5 + source.readInt32LE(start);
    case BsonType.undefined:
    case BsonType.null:
    case BsonType.minKey:
    case BsonType.maxKey:
      return start;
    case BsonType.objectId:
      return start + 12;
    case BsonType.boolean:
      return start + 1;
    case BsonType.regex:
      return nameEnd(source, nameEnd(source, start) + 1) + 1;
    case BsonType.dbPointer:
      return start + 16 + source.readInt32LE(start);
    case BsonType.int32:
      return start + 4;
    case BsonType.decimal128:
      return start + 16;
    default:
      throw new MongoError('BadValue', `unknown BSON type ${type}`);
  }
}

/** The offset of the zero byte that ends the name starting at `start`. */
export function nameEnd(source: Buffer, start: number): number {
  let at = start;
  while (source[at] !== 0) {
    if (at >= source.length) throw new MongoError('BadValue', 'unterminated name in BSON');
    at++;
  }
  return at;
}

/** The elements of the document or array that starts at `start`, in order. */
export function* elements(source: Buffer, start = 0): Generator<RawElement> {
  let at = start + 4;
  for (let type = source[at]; type; type = source[at]) {
    const end = nameEnd(source, at + 1);
    const value = end + 1;
    const next = valueEnd(source, type, value);
    yield { type, source, start: value, end: next, name: source.toString('utf8', at + 1, end), elementStart: at };
    at = next;
  }
}

/** The offset of the element called `name` (its type byte) in the document that starts at `start`, or -1. */
export function findElement(source: Buffer, start: number, name: Buffer): number {
  let at = start + 4;
  for (let type = source[at]; type; type = source[at]) {
    let matched = 0;
    while (matched < name.length && source[at + 1 + matched] === name[matched]) matched++;
    const end = nameEnd(source, at + 1 + matched);
    if (matched === name.length && end === at + 1 + matched) return at;
    at = valueEnd(source, type, end + 1);
  }
  return -1;
}

/** The value of the top-level field `name`, or `null`. */
export function findField(document: Buffer, name: string): RawValue | null {
  const bytes = Buffer.from(name);
  const at = findElement(document, 0, bytes);
  if (at < 0) return null;
  const type = document[at] ?? 0;
  const start = at + 2 + bytes.length;
  return { type, source: document, start, end: valueEnd(document, type, start) };
}

/** The bytes of a value, sharing memory with its document. */
export function valueBytes(value: RawValue): Buffer {
  return value.source.subarray(value.start, value.end);
}

/** A numeric value as a JavaScript number (an int64 above 2^53 loses digits), or `null` when it is no number. */
export function numberOf({ type, source, start }: RawValue): number | null {
  switch (type) {
    case BsonType.double:
      return source.readDoubleLE(start);
    case BsonType.int32:
      return source.readInt32LE(start);
    case BsonType.int64:
      return Number(source.readBigInt64LE(start));
    default:
      return null;
  }
}

/** The text of a string value. */
export function textOf({ source, start, end }: RawValue): string {
  return source.toString('utf8', start + 4, end - 1);
}

/**
 * Throws `BadValue` unless `source[start..]` begins with a well-formed document that ends at or before `limit`;
 * gives the end of the document. Everything that comes from outside passes here once; the rest of the code trusts it.
 */
export function validateDocument(source: Buffer, start = 0, limit = source.length, depth = 0): number {
  if (limit - start < 5) throw malformed(start);
  const end = start + source.readInt32LE(start);
  if (end > limit || end < start + 5 || source[end - 1] !== 0 || depth > MAX_DEPTH) throw malformed(start);
  let at = start + 4;
  for (let type = source[at]; at < end - 1; type = source[at]) {
    const name = nameEnd(source, at + 1);
    if (type === undefined || name >= end - 1) throw malformed(at);
    at = validateValue(source, type, name + 1, end - 1, depth);
  }
  if (at !== end - 1) throw malformed(at);
  return end;
}

function validateValue(source: Buffer, type: number, start: number, limit: number, depth: number): number {
  if (type === BsonType.object || type === BsonType.array) return validateDocument(source, start, limit, depth + 1);
  if (type === BsonType.regex) {
    const end = nameEnd(source, nameEnd(source, start) + 1) + 1;
    if (end > limit) throw malformed(start);
    return end;
  }
  if (hasLength(type)) {
    const smallest = type === BsonType.binary ? 0 : type === BsonType.codeWithScope ? 14 : 1;
    if (start + 4 > limit || source.readInt32LE(start) < smallest) throw malformed(start);
  }
  const end = valueEnd(source, type, start);
  if (end > limit) throw malformed(start);
  const isText = type === BsonType.string || type === BsonType.symbol || type === BsonType.code;
  if (isText && source[end - 1] !== 0) throw malformed(start);
  return end;
}

function hasLength(type: number): boolean {
  return (
    type === BsonType.string ||
    type === BsonType.code ||
    type === BsonType.symbol ||
    type === BsonType.binary ||
    type === BsonType.dbPointer ||
    type === BsonType.codeWithScope
  );
}

function malformed(at: number): MongoError {
  return new MongoError('BadValue', `malformed BSON near byte ${at}`);
}
