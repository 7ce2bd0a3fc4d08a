import { encodeDocument, frameDocument, rawValueField } from '../bson/build.ts';
import { KeyWriter, successor } from '../bson/key-string.ts';
import { findField } from '../bson/raw.ts';
import { MongoError } from '../errors.ts';
import type { DocumentTable } from '../storage/document-table.ts';
import type { Journal, JournalEntry } from '../storage/journal.ts';
import type { ChangeLog } from './change-log.ts';
import { duplicateKeyError } from './duplicate-key.ts';
import { type Index, parseIndex, writeKey } from './index-definition.ts';

/** What a write does to one document: `before` is null for an insert, `after` for a delete. */
export type Write = {
  kind: 'insert' | 'update' | 'replace' | 'delete';
  document: number;
  before: Buffer | null;
  after: Buffer | null;
};

type Keys = { index: Index; removed: Buffer | null; added: Buffer | null; isMultikey: boolean };

const writer = new KeyWriter();
const ID_INDEX = { key: { _id: 1 }, name: '_id_', unique: true };

/** The documents of one namespace with their indexes. The bytes themselves are in the journal. */
export class Collection {
  readonly id: number;
  readonly namespace: string;
  readonly table: DocumentTable;
  readonly indexes: Index[] = [parseIndex(encodeDocument(ID_INDEX))];
  readonly #journal: Journal;
  readonly #now: () => Date;
  /** Counts the writes: a reader that paused sees by it whether something changed meanwhile. */
  version = 0;
  isDropped = false;
  changes: ChangeLog | null = null;

  constructor(options: { id: number; namespace: string; table: DocumentTable; journal: Journal; now: () => Date }) {
    this.id = options.id;
    this.namespace = options.namespace;
    this.table = options.table;
    this.#journal = options.journal;
    this.#now = options.now;
  }

  /** The document with this id, or `null`. */
  read(document: number): Buffer | null {
    const position = this.table.position(document);
    return position === 0 ? null : this.#journal.files.read(position, this.table.length(document));
  }

  /**
   * Makes all writes, in order, up to the first that breaks a unique index; with `isOrdered: false` all but those that
   * do. What is done is in the journal when this returns. Gives an error for each write that was not made, by its place.
   */
  write(writes: Write[], isOrdered = true): { at: number; error: MongoError }[] {
    if (this.isDropped) throw new MongoError('QueryPlanKilled', `collection dropped: ${this.namespace}`);
    const errors: { at: number; error: MongoError }[] = [];
    const claims = new Map<string, boolean>();
    const accepted: { write: Write; keys: Keys[] }[] = [];
    let nextId = this.table.nextId;
    for (const [at, write] of writes.entries()) {
      try {
        const keys = this.#keysOf(write, write.kind === 'insert' ? nextId : write.document);
        this.#claim(keys, write, claims);
        if (write.kind === 'insert') write.document = nextId++;
        accepted.push({ write, keys });
      } catch (error) {
        if (!(error instanceof MongoError)) throw error;
        errors.push({ at, error });
        if (isOrdered) break;
      }
    }
    if (accepted.length > 0) this.#apply(accepted);
    return errors;
  }

  /** Adds an index and fills it; throws when the documents break it. The caller has checked names and keys. */
  addIndex(index: Index): void {
    for (let from = 0; ; ) {
      const ids = this.table.ids(from, 1000);
      if (ids.length === 0) break;
      for (const id of ids) {
        const body = this.read(id);
        if (body) this.#fill(index, id, body, true);
      }
      from = (ids.at(-1) ?? 0) + 1;
    }
    this.indexes.push(index);
    this.version++;
  }

  /** Removes an index, if it is there. */
  removeIndex(name: string): void {
    const at = this.indexes.findIndex((index) => index.name === name);
    if (at > 0) this.indexes.splice(at, 1);
    this.version++;
  }

  /** Enters a document that is already in the journal into all indexes, without asking whether it may be there. */
  restore(document: number, body: Buffer): void {
    for (const index of this.indexes) this.#fill(index, document, body, false);
  }

  #fill(index: Index, document: number, body: Buffer, check: boolean): void {
    if (writeKey(writer, index, body)) index.isMultikey = true;
    if (check && index.isUnique && holderOf(index, writer.view()) !== null) {
      throw duplicateKeyError(this.namespace, index, body);
    }
    index.tree.insert(writer.documentId(document).view());
  }

  #keysOf({ before, after }: Write, document: number): Keys[] {
    return this.indexes.map((index) => {
      const isMultikey = after !== null && writeKey(writer, index, after);
      const added = after === null ? null : writer.documentId(document).copy();
      if (before === null) return { index, removed: null, added, isMultikey };
      writeKey(writer, index, before);
      const removed = writer.documentId(document).view();
      const isSame = added?.equals(removed) === true;
      return isSame
        ? { index, removed: null, added: null, isMultikey }
        : { index, removed: Buffer.from(removed), added, isMultikey };
    });
  }

  // `claims` is what earlier writes of the same call took (true) or gave free (false) in unique indexes.
  #claim(keys: Keys[], write: Write, claims: Map<string, boolean>): void {
    const unique = keys.filter(({ index }) => index.isUnique);
    for (const { index, added } of unique) {
      if (!added) continue;
      const claim = claims.get(claimName(index, added));
      const isTaken = claim ?? holderOf(index, added.subarray(0, -6)) !== null;
      if (isTaken) throw duplicateKeyError(this.namespace, index, write.after ?? added);
    }
    for (const { index, removed, added } of unique) {
      if (removed) claims.set(claimName(index, removed), false);
      if (added) claims.set(claimName(index, added), true);
    }
  }

  #apply(accepted: { write: Write; keys: Keys[] }[]): void {
    const entries = accepted.map(({ write: { document, after } }): JournalEntry => {
      const key = { collection: this.id, document };
      return after ? { kind: 'put', ...key, body: after } : { kind: 'delete', ...key };
    });
    const positions = this.#journal.append(entries);
    this.version++;
    accepted.forEach(({ write, keys }, at) => {
      if (write.after) this.table.set(write.document, positions[at] ?? 0, write.after.length);
      else this.table.delete(write.document);
      for (const { index, removed, added, isMultikey } of keys) {
        if (removed) index.tree.remove(removed);
        if (added) index.tree.insert(added);
        if (isMultikey) index.isMultikey = true;
      }
      this.#report(write);
    });
  }

  #report({ kind, document, before, after }: Write): void {
    const id = this.changes && findField(after ?? before ?? Buffer.alloc(0), '_id');
    if (!id) return;
    this.changes?.add({
      kind,
      document,
      at: this.#now(),
      documentKey: frameDocument([rawValueField('_id', id)]),
      before: kind === 'update' && before ? Buffer.from(before) : null,
      after: after && Buffer.from(after),
    });
  }
}

/** The document that holds `key` (without a document's id) in an index, or `null`. */
function holderOf(index: Index, key: Buffer): number | null {
  return index.tree.first({ low: key, high: successor(key) });
}

function claimName(index: Index, key: Buffer): string {
  return `${index.name}\0${key.toString('latin1', 0, key.length - 6)}`;
}
