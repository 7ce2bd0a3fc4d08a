import { type Document, deserialize } from 'bson';
import type { KeyWriter } from '../bson/key-string.ts';
import { type Location, locate, type Path, parsePath } from '../bson/path.ts';
import { BsonType } from '../bson/raw.ts';
import { type ErrorName, MongoError } from '../errors.ts';
import { IndexTree, MAX_KEY_BYTES } from '../storage/index-tree.ts';

export type IndexField = { path: Path; isDescending: boolean };

/** An index of a collection. */
export type Index = {
  name: string;
  fields: IndexField[];
  isUnique: boolean;
  /** For a TTL index: how long after the date in its only field a document is removed. */
  expireAfterSeconds: number | null;
  /** Set for good once a document had an array at an indexed path. Such an index is no longer used to find anything. */
  isMultikey: boolean;
  tree: IndexTree;
};

const IGNORED_OPTIONS = new Set(['key', 'name', 'unique', 'expireAfterSeconds', 'v', 'background', 'ns']);
const MAX_TTL_SECONDS = 2 ** 31 - 1;

/** Reads an index as `createIndexes` describes it (BSON). Throws for kinds of indexes that this store does not have. */
export function parseIndex(spec: Buffer): Index {
  const { key, name, unique, expireAfterSeconds, ...options } = deserialize(spec);
  if (!isDocument(key) || Object.keys(key).length === 0) throw refuse('FailedToParse', 'an index needs its `key`');
  if (typeof name !== 'string' || name === '') throw refuse('FailedToParse', 'an index needs its `name`');
  for (const [option, value] of Object.entries(options)) {
    const isNeeded = !IGNORED_OPTIONS.has(option) && value !== false && value !== null;
    if (isNeeded) throw refuse('InvalidOptions', `the index option '${option}' is not supported by this store`);
  }
  const fields = Object.entries(key).map(([text, direction]) => parseField(text, direction));
  const isTtl = expireAfterSeconds !== undefined;
  const isSingle = fields.length === 1 && fields[0]?.path.text !== '_id';
  if (isTtl && !isSingle) throw refuse('CannotCreateIndex', 'TTL indexes are single-field indexes, and not on _id');
  if (isTtl && !(expireAfterSeconds >= 0 && expireAfterSeconds <= MAX_TTL_SECONDS)) {
    throw refuse('CannotCreateIndex', `expireAfterSeconds must be within 0 and ${MAX_TTL_SECONDS}`);
  }
  return {
    name,
    fields,
    isUnique: Boolean(unique) || name === '_id_',
    expireAfterSeconds: isTtl ? Math.trunc(expireAfterSeconds) : null,
    isMultikey: false,
    tree: new IndexTree(),
  };
}

/** The key pattern of an index, as `{ path: 1 | -1 }`. */
export function keyPattern(index: Index): Record<string, 1 | -1> {
  return Object.fromEntries(index.fields.map((field) => [field.path.text, field.isDescending ? -1 : 1] as const));
}

/** An index as `listIndexes` shows it and the journal keeps it. */
export function describeIndex(index: Index): Document {
  return {
    v: 2,
    key: keyPattern(index),
    name: index.name,
    ...(index.isUnique && index.name !== '_id_' && { unique: true }),
    ...(index.expireAfterSeconds !== null && { expireAfterSeconds: index.expireAfterSeconds }),
  };
}

const EMPTY_ARRAY = Buffer.of(5, 0, 0, 0, 0);
const found: Location = { type: 0, start: 0, end: 0, isArray: false };

/**
 * Writes the key of `document` into `writer`, without the document's id. Gives whether the index becomes multikey:
 * such a key only stands for the document so that it can be removed again.
 */
export function writeKey(writer: KeyWriter, index: Index, document: Buffer): boolean {
  let hasArray = false;
  writer.reset();
  for (const { path, isDescending } of index.fields) {
    locate(document, path, found);
    if (found.isArray) {
      hasArray = true;
      writer.value(BsonType.array, EMPTY_ARRAY, 0, EMPTY_ARRAY.length, isDescending);
    } else {
      writer.value(found.type, document, found.start, found.end, isDescending);
    }
  }
  if (hasArray && index.isUnique) {
    throw new MongoError('BadValue', `an array cannot be stored at a path of the unique index '${index.name}'`);
  }
  if (writer.length > MAX_KEY_BYTES) {
    const message = `key too large to index, failing ${index.name}: ${writer.length} bytes, ${MAX_KEY_BYTES} allowed`;
    throw new MongoError('KeyTooLong', message);
  }
  return hasArray;
}

function parseField(text: string, direction: unknown): IndexField {
  if (direction !== 1 && direction !== -1) {
    const message = `the index direction of '${text}' must be 1 or -1; text, hashed and other kinds are not supported`;
    throw refuse('CannotCreateIndex', message);
  }
  const isValid =
    text !== '' && text.split('.').every((part) => part !== '' && !part.startsWith('$') && part !== '$**');
  if (!isValid) throw refuse('CannotCreateIndex', `'${text}' cannot be indexed`);
  return { path: parsePath(text), isDescending: direction === -1 };
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(code: ErrorName, message: string): MongoError {
  return new MongoError(code, message);
}
