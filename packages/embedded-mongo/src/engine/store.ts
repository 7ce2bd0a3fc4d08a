import { type Document, deserialize } from 'bson';
import { encodeDocument } from '../bson/build.ts';
import { MongoError } from '../errors.ts';
import { DocumentTable } from '../storage/document-table.ts';
import { Journal, PUT_OVERHEAD_BYTES } from '../storage/journal.ts';
import { ChangeLog } from './change-log.ts';
import { Collection } from './collection.ts';
import { describeIndex, type Index, parseIndex } from './index-definition.ts';

export type StoreOptions = {
  /** `null` keeps everything in memory. */
  dataDir: string | null;
  cacheBytes: number;
  segmentBytes: number;
  now: () => Date;
  log: (message: string) => void;
};

type Restored = { namespace: string; indexes: Document[]; table: DocumentTable };

const MAX_NAMESPACE_BYTES = 255;

/**
 * All collections of a data folder. What makes them is in the journal, too: a catalog entry describes a collection with
 * all its indexes (`create`), or says that it is gone (`drop`).
 */
export class Store {
  readonly journal: Journal;
  readonly options: StoreOptions;
  readonly #collections = new Map<string, Collection>();
  readonly #byId = new Map<number, Collection>();
  readonly #changeLogs = new Map<string, ChangeLog>();
  #nextId = 1;

  /** Opens the folder and replays its journal; throws when the journal is damaged. */
  constructor(options: StoreOptions) {
    this.options = options;
    this.journal = new Journal(options);
    this.#restore();
  }

  /** The collection of this namespace (`database.collection`), or `null`. */
  find(namespace: string): Collection | null {
    return this.#collections.get(namespace) ?? null;
  }

  byId(id: number): Collection | null {
    return this.#byId.get(id) ?? null;
  }

  /** All collections, or those of one database, by name. */
  list(database?: string): Collection[] {
    const all = [...this.#collections.values()];
    const chosen = database === undefined ? all : all.filter(({ namespace }) => namespace.startsWith(`${database}.`));
    return chosen.sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  }

  /** The collection of this namespace; made when it is not there. */
  open(namespace: string): Collection {
    const existing = this.find(namespace);
    if (existing) return existing;
    const collection = this.#add(namespace, this.#nextId, new DocumentTable());
    try {
      this.#describe(collection);
    } catch (error) {
      this.#forget(collection);
      throw error;
    }
    return collection;
  }

  drop(collection: Collection): void {
    this.journal.append([{ kind: 'catalog', body: encodeDocument({ drop: collection.id }) }]);
    this.#forget(collection);
    collection.isDropped = true;
    const gone = {
      kind: 'drop',
      at: this.options.now(),
      document: 0,
      documentKey: null,
      before: null,
      after: null,
    } as const;
    collection.changes?.add(gone);
  }

  /** Adds indexes that the caller has checked; throws, with none added, when the documents break one. */
  addIndexes(collection: Collection, indexes: Index[]): void {
    try {
      for (const index of indexes) collection.addIndex(index);
      this.#describe(collection);
    } catch (error) {
      for (const { name } of indexes) collection.removeIndex(name);
      throw error;
    }
  }

  removeIndexes(collection: Collection, names: string[]): void {
    for (const name of names) collection.removeIndex(name);
    this.#describe(collection);
  }

  /** The change log of a namespace, kept from now on, whether the collection exists or not. */
  changeLog(namespace: string): ChangeLog {
    let log = this.#changeLogs.get(namespace);
    if (!log) {
      log = new ChangeLog();
      this.#changeLogs.set(namespace, log);
      const collection = this.find(namespace);
      if (collection) collection.changes = log;
    }
    return log;
  }

  /** Bytes of the journal in all, and those that still count. */
  usage(): { total: number; live: number } {
    let live = 0;
    for (const { table } of this.#byId.values()) live += table.bytes + table.count * PUT_OVERHEAD_BYTES;
    return { total: this.journal.files.totalBytes, live };
  }

  /** Writes the catalog once more at the end of the journal, so that what comes before can be deleted. */
  rewriteCatalog(): void {
    for (const collection of this.#byId.values()) this.#describe(collection);
  }

  async close(): Promise<void> {
    await this.journal.close();
  }

  // Two passes: first where the newest version of each document lies, then the keys of these only.
  #restore(): void {
    const restored = new Map<number, Restored>();
    const openRestored = (id: number): Restored => {
      const known = restored.get(id) ?? { namespace: '', indexes: [], table: new DocumentTable() };
      restored.set(id, known);
      return known;
    };
    this.journal.replay((entry, position) => {
      if (entry.kind === 'put') openRestored(entry.collection).table.set(entry.document, position, entry.body.length);
      else if (entry.kind === 'delete') restored.get(entry.collection)?.table.delete(entry.document);
      else {
        const { create, collection, indexes, drop } = deserialize(entry.body);
        if (drop) restored.delete(drop);
        else Object.assign(openRestored(collection), { namespace: create, indexes });
        this.#nextId = Math.max(this.#nextId, (drop ?? collection) + 1);
      }
    });
    for (const [id, { namespace, indexes, table }] of restored) {
      if (namespace === '') throw new Error(`the journal has documents of collection ${id}, but not what it is called`);
      const collection = this.#add(namespace, id, table);
      for (const spec of indexes) collection.indexes.push(parseIndex(encodeDocument(spec)));
    }
    const { files } = this.journal;
    for (const id of files.ids) {
      const range = { verify: false, from: files.firstOffset, to: files.size(id) };
      this.journal.scan(id, range, (entry, position) => {
        if (entry.kind !== 'put') return;
        const collection = this.#byId.get(entry.collection);
        if (collection?.table.position(entry.document) === position) collection.restore(entry.document, entry.body);
      });
    }
  }

  #add(namespace: string, id: number, table: DocumentTable): Collection {
    checkNamespace(namespace);
    const collection = new Collection({ id, namespace, table, journal: this.journal, now: this.options.now });
    collection.changes = this.#changeLogs.get(namespace) ?? null;
    this.#collections.set(namespace, collection);
    this.#byId.set(id, collection);
    this.#nextId = Math.max(this.#nextId, id + 1);
    return collection;
  }

  #forget(collection: Collection): void {
    this.#collections.delete(collection.namespace);
    this.#byId.delete(collection.id);
  }

  #describe(collection: Collection): void {
    const indexes = collection.indexes.filter(({ name }) => name !== '_id_').map(describeIndex);
    const body = encodeDocument({ create: collection.namespace, collection: collection.id, indexes });
    this.journal.append([{ kind: 'catalog', body }]);
  }
}

function checkNamespace(namespace: string): void {
  const [database = '', ...rest] = namespace.split('.');
  const name = rest.join('.');
  const isValid =
    /^[^\s/\\."$*<>:|?\0]{1,63}$/.test(database) &&
    name !== '' &&
    !/^\.|\.$|[$\0]|^system\./.test(name) &&
    Buffer.byteLength(namespace) <= MAX_NAMESPACE_BYTES;
  if (!isValid) throw new MongoError('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
}
