import { type Document, Long } from 'bson';
import { encodeDocument } from '../bson/build.ts';
import type { Collection } from '../engine/collection.ts';
import { describeIndex, type Index, keyPattern, parseIndex } from '../engine/index-definition.ts';
import { MongoError } from '../errors.ts';
import { parseFilter } from '../query/filter.ts';
import type { Command } from './command.ts';
import type { Context, Reply } from './context.ts';
import { EMPTY_DOCUMENT } from './find.ts';

export function create(command: Command, { store }: Context): Reply {
  command.expect();
  const namespace = command.namespace();
  if (store.find(namespace)) throw new MongoError('NamespaceExists', `Collection ${namespace} already exists.`);
  store.open(namespace);
  return { ok: 1 };
}

export function createIndexes(command: Command, { store }: Context): Reply {
  command.expect('indexes', 'commitQuorum');
  const namespace = command.namespace();
  const wanted = command.documents('indexes').map(parseIndex);
  const createdCollectionAutomatically = store.find(namespace) === null;
  const collection = store.open(namespace);
  const numIndexesBefore = collection.indexes.length;
  const added: Index[] = [];
  for (const index of wanted) {
    if (!isPresent([...collection.indexes, ...added], index)) added.push(index);
  }
  if (added.length > 0) store.addIndexes(collection, added);
  return {
    numIndexesBefore,
    numIndexesAfter: collection.indexes.length,
    createdCollectionAutomatically,
    ...(added.length === 0 && { note: 'all indexes already exist' }),
    ok: 1,
  };
}

/** Whether just this index is there; throws when one that differs is in its way. */
function isPresent(existing: Index[], wanted: Index): boolean {
  const keys = JSON.stringify(Object.entries(keyPattern(wanted)));
  const sameName = existing.find(({ name }) => name === wanted.name);
  const sameKeys = existing.find((index) => JSON.stringify(Object.entries(keyPattern(index))) === keys);
  if (sameKeys?.name === '_id_') return true;
  if (sameName && sameName !== sameKeys) {
    const message = `An existing index has the same name as the requested index, but other keys: ${wanted.name}`;
    throw new MongoError('IndexKeySpecsConflict', message);
  }
  if (!sameKeys) return false;
  const isSame = sameKeys.isUnique === wanted.isUnique && sameKeys.expireAfterSeconds === wanted.expireAfterSeconds;
  if (isSame && sameName) return true;
  if (sameName) {
    throw new MongoError('IndexKeySpecsConflict', `An existing index of the name ${wanted.name} has other options`);
  }
  throw new MongoError('IndexOptionsConflict', `Index already exists with a different name: ${sameKeys.name}`);
}

export function dropIndexes(command: Command, { store }: Context): Reply {
  command.expect('index');
  const collection = getCollection(command, store.find(command.namespace()));
  const nIndexesWas = collection.indexes.length;
  const wanted = command.value('index');
  const names = Array.isArray(wanted) ? wanted : [wanted];
  const chosen = names.flatMap((name) => chooseIndexes(collection, name));
  store.removeIndexes(collection, chosen);
  return { nIndexesWas, ok: 1 };
}

function chooseIndexes(collection: Collection, wanted: unknown): string[] {
  if (wanted === '*') return collection.indexes.map(({ name }) => name).filter((name) => name !== '_id_');
  const keys = typeof wanted === 'object' && wanted !== null ? JSON.stringify(Object.entries(wanted)) : null;
  const index = collection.indexes.find((candidate) =>
    keys === null ? candidate.name === wanted : JSON.stringify(Object.entries(keyPattern(candidate))) === keys,
  );
  if (!index) throw new MongoError('IndexNotFound', `index not found with name [${keys ?? wanted}]`);
  if (index.name === '_id_') throw new MongoError('InvalidOptions', 'cannot drop _id index');
  return [index.name];
}

export function listIndexes(command: Command, { store }: Context): Reply {
  command.expect('cursor');
  const collection = getCollection(command, store.find(command.namespace()));
  return wholeCursor(collection.namespace, collection.indexes.map(describeIndex));
}

export function listCollections(command: Command, { store }: Context): Reply {
  command.expect('filter', 'nameOnly', 'authorizedCollections', 'cursor');
  const { matches } = parseFilter(command.document('filter') ?? EMPTY_DOCUMENT);
  const isNameOnly = command.flag('nameOnly');
  const collections = store.list(command.database).map(({ namespace }) => ({
    name: namespace.slice(command.database.length + 1),
    type: 'collection',
    ...(!isNameOnly && {
      options: {},
      info: { readOnly: false },
      idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
    }),
  }));
  const chosen = collections.filter((collection) => matches(encodeDocument(collection)));
  return wholeCursor(`${command.database}.$cmd.listCollections`, chosen);
}

export function listDatabases(command: Command, { store }: Context): Reply {
  command.expect('filter', 'nameOnly', 'authorizedDatabases');
  const { matches } = parseFilter(command.document('filter') ?? EMPTY_DOCUMENT);
  const sizes = new Map<string, number>();
  for (const { namespace, table } of store.list()) {
    const [database = ''] = namespace.split('.');
    sizes.set(database, (sizes.get(database) ?? 0) + table.bytes);
  }
  const all = [...sizes].map(([name, size]) => ({ name, sizeOnDisk: size, empty: size === 0 }));
  const databases = all.filter((database) => matches(encodeDocument(database)));
  if (command.flag('nameOnly')) return { databases: databases.map(({ name }) => ({ name })), ok: 1 };
  return { databases, totalSize: databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0), ok: 1 };
}

/** As MongoDB since 7.0: it is no error to drop what is not there. */
export function drop(command: Command, { store }: Context): Reply {
  command.expect();
  const collection = store.find(command.namespace());
  if (!collection) return { ok: 1 };
  const nIndexesWas = collection.indexes.length;
  store.drop(collection);
  return { nIndexesWas, ns: collection.namespace, ok: 1 };
}

export function dropDatabase(command: Command, { store }: Context): Reply {
  command.expect();
  for (const collection of store.list(command.database)) store.drop(collection);
  return { dropped: command.database, ok: 1 };
}

function getCollection(command: Command, collection: Collection | null): Collection {
  if (!collection) throw new MongoError('NamespaceNotFound', `ns does not exist: ${command.namespace()}`);
  return collection;
}

/** An answer in the form of a cursor that has nothing more to give. */
function wholeCursor(ns: string, firstBatch: Document[]): Document {
  return { cursor: { firstBatch, id: Long.ZERO, ns }, ok: 1 };
}
