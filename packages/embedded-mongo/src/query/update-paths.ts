import { BsonNode } from '../bson/node.ts';
import { BsonType } from '../bson/raw.ts';
import { MongoError } from '../errors.ts';

/** Where a path ends: a place in a document (by name) or in an array (by index), with the value there, if any. */
export type Place = { container: BsonNode; key: string; value: BsonNode | null };

const MAX_PADDING = 1_500_000;

/**
 * Follows a path. Documents that are missing on the way are made with `create`, else the result is `null`. A path that
 * leads through something that is no container throws when it was to be created, and leads nowhere otherwise.
 */
export function place(root: BsonNode, path: string[], create: true): Place;
export function place(root: BsonNode, path: string[], create: boolean): Place | null;
export function place(root: BsonNode, path: string[], create: boolean): Place | null {
  let container = root;
  for (const [depth, key] of path.entries()) {
    if (container.type !== BsonType.object && container.type !== BsonType.array) {
      if (!create) return null;
      throw notViable(key, path[depth - 1] ?? '');
    }
    const isIndex = /^(0|[1-9]\d*)$/.test(key);
    if (container.type === BsonType.array && !isIndex) {
      if (!create) return null;
      throw notViable(key, path[depth - 1] ?? '');
    }
    const value = container.type === BsonType.array ? container.items[Number(key)] : container.fields.get(key);
    if (depth === path.length - 1) return { container, key, value: value ?? null };
    if (!value && !create) return null;
    const next = value ?? BsonNode.emptyDocument();
    if (!value) assign({ container, key, value: null }, next);
    container = next;
  }
  return null;
}

/** Puts a value at a place; an array is padded with nulls up to it. */
export function assign({ container, key }: Place, value: BsonNode): void {
  if (container.type !== BsonType.array) {
    container.fields.set(key, value);
    return;
  }
  const { items } = container;
  if (Number(key) - items.length > MAX_PADDING)
    throw new MongoError('BadValue', `can't backfill an array to ${key} items`);
  while (items.length < Number(key)) items.push(nullNode());
  items[Number(key)] = value;
}

/** Takes the value at a place away; in an array null stays there. */
export function unset({ container, key, value }: Place): void {
  if (!value) return;
  if (container.type === BsonType.array) container.items[Number(key)] = nullNode();
  else container.fields.delete(key);
}

function nullNode(): BsonNode {
  return new BsonNode(BsonType.null, Buffer.alloc(0));
}

function notViable(key: string, parent: string): MongoError {
  return new MongoError('PathNotViable', `Cannot create field '${key}' in element '${parent}'`);
}
