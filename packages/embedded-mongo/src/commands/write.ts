import type { Document } from 'bson';
import { decodeExactly, withNewId } from '../bson/build.ts';
import { BsonType, findField } from '../bson/raw.ts';
import type { Collection, Write } from '../engine/collection.ts';
import { asMongoError, MongoError } from '../errors.ts';
import { type Match, runPlan } from '../query/execute.ts';
import { parseFilter } from '../query/filter.ts';
import { planQuery, type Query } from '../query/planner.ts';
import { parseSort } from '../query/sort.ts';
import { applyUpdate, parseUpdate, type Update, upsertedDocument } from '../query/update.ts';
import { Command } from './command.ts';
import type { Context, Reply } from './context.ts';
import { EMPTY_DOCUMENT, parseHint } from './find.ts';
import { Patience } from './patience.ts';

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const MAX_BATCH = 100_000;
/** So many documents of a multi-document write are changed in one go. */
const CHUNK = 500;

type WriteError = { index: number; code: number; errmsg: string };

export async function insert(command: Command, { store }: Context): Promise<Reply> {
  command.expect('documents', 'ordered', 'bypassDocumentValidation');
  const documents = command.documents('documents');
  checkBatch(documents);
  const isOrdered = command.flag('ordered', true);
  const errors: WriteError[] = [];
  const writes: Write[] = [];
  const places: number[] = [];
  for (const [index, document] of documents.entries()) {
    try {
      writes.push({ kind: 'insert', document: 0, before: null, after: withId(document) });
      places.push(index);
    } catch (error) {
      errors.push(writeError(index, error));
      if (isOrdered) break;
    }
  }
  const refused = writes.length > 0 ? store.open(command.namespace()).write(writes, isOrdered) : [];
  if (command.isJournaled) await store.journal.sync();
  const refusals = refused.map(({ at, error }) => writeError(places[at] ?? at, error));
  const [first] = refused;
  // What an ordered insert refused first ends it, before any document that could not have been stored at all.
  if (isOrdered && first) return { n: first.at, ...errorFields(refusals), ok: 1 };
  return { n: writes.length - refused.length, ...errorFields([...errors, ...refusals]), ok: 1 };
}

export async function update(command: Command, context: Context): Promise<Reply> {
  command.expect('updates', 'ordered', 'bypassDocumentValidation');
  const upserted: Document[] = [];
  let modified = 0;
  const reply = await eachStatement(command, context, 'updates', async (statement, index) => {
    statement.expect('q', 'u', 'upsert', 'multi', 'hint');
    const result = await runUpdate(statement, context, command.namespace(), Patience.of(command));
    modified += result.modified;
    if (!result.upserted) return result.matched;
    const id = findField(result.upserted, '_id');
    upserted.push({ index, _id: id && decodeExactly(id) });
    return 1;
  });
  return { ...reply, nModified: modified, ...(upserted.length > 0 && { upserted }) };
}

type UpdateResult = { matched: number; modified: number; upserted: Buffer | null };

async function runUpdate(
  statement: Command,
  { store, now }: Context,
  namespace: string,
  patience: Patience,
): Promise<UpdateResult> {
  const change = parseUpdateArgument(statement, 'u');
  const isMulti = statement.flag('multi');
  if (isMulti && change.kind === 'replace') {
    throw new MongoError('FailedToParse', 'multi update is not supported for replacement-style update');
  }
  const collection = store.find(namespace);
  const query = prepareWrite(statement, 'q', collection, isMulti ? 0 : 1);
  const result: UpdateResult = { matched: 0, modified: 0, upserted: null };
  const apply = (matches: Match[]): void => {
    result.matched += matches.length;
    const writes = matches.flatMap((match) => updateWrite(match, change, now()) ?? []);
    const [failed] = collection?.write(writes) ?? [];
    if (failed) throw failed.error;
    result.modified += writes.length;
  };
  if (collection && isMulti) await changeAll(collection, query, patience, apply);
  else if (collection) apply(findFirst(collection, query));
  // Nothing may come between not finding a document and inserting it, or two clients would both insert.
  if (result.matched === 0 && statement.flag('upsert'))
    result.upserted = upsert(store.open(namespace), query, change, now());
  return result;
}

export async function deleteDocuments(command: Command, context: Context): Promise<Reply> {
  command.expect('deletes', 'ordered');
  return eachStatement(command, context, 'deletes', async (statement) => {
    statement.expect('q', 'limit', 'hint');
    const limit = statement.count('limit', 0);
    if (limit > 1)
      throw new MongoError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`);
    const collection = context.store.find(command.namespace());
    if (!collection) return 0;
    const query = prepareWrite(statement, 'q', collection, limit);
    let deleted = 0;
    const remove = (matches: Match[]): void => {
      collection.write(matches.map(deleteWrite));
      deleted += matches.length;
    };
    if (limit === 0) await changeAll(collection, query, Patience.of(command), remove);
    else remove(findFirst(collection, query));
    return deleted;
  });
}

/** An update as it stands in a command; throws for the form of a pipeline and for array filters. */
export function parseUpdateArgument(command: Command, name: string): Update {
  if (command.raw(name)?.type === BsonType.array) {
    throw new MongoError('FailedToParse', 'updates by a pipeline are not supported by this store');
  }
  return parseUpdate(command.document(name) ?? EMPTY_DOCUMENT);
}

/** The query by which a write finds its documents; `filter` is the name of the argument that holds it. */
export function prepareWrite(command: Command, filter: string, collection: Collection | null, limit: number): Query {
  return {
    filter: parseFilter(command.document(filter) ?? EMPTY_DOCUMENT),
    sort: parseSort(command.document('sort')),
    skip: 0,
    limit,
    hint: parseHint(command, collection),
  };
}

/** The first match, or nothing; found without letting others in between, so that the caller may change it at once. */
export function findFirst(collection: Collection, query: Query): Match[] {
  for (const match of runPlan(collection, planQuery(collection, query), { keys: 0, documents: 0 })) {
    if (match) return [match];
  }
  return [];
}

// First which documents match, then the change, some at a time: a document that was changed is not found again. Those that
// no longer match when their turn comes are left alone.
async function changeAll(
  collection: Collection,
  query: Query,
  patience: Patience,
  change: (matches: Match[]) => void,
): Promise<void> {
  const ids: number[] = [];
  for (const match of runPlan(collection, planQuery(collection, query), { keys: 0, documents: 0 })) {
    if (match) ids.push(match.id);
    else await patience.breathe();
  }
  for (let at = 0; at < ids.length; at += CHUNK) {
    const matches = ids.slice(at, at + CHUNK).flatMap((id): Match[] => {
      const body = collection.read(id);
      return body && query.filter.matches(body) ? [{ id, body }] : [];
    });
    change(matches);
    await patience.breathe();
  }
}

/** The write that updates a match, or `null` when it would not change. */
export function updateWrite({ id, body }: Match, change: Update, now: Date): Write | null {
  const after = applyUpdate(body, change, now);
  const kind = change.kind === 'replace' ? 'replace' : 'update';
  return after === body ? null : { kind, document: id, before: body, after };
}

export function deleteWrite({ id, body }: Match): Write {
  return { kind: 'delete', document: id, before: body, after: null };
}

/** Inserts what an upsert that found nothing makes of its filter and its update. */
export function upsert(collection: Collection, query: Query, change: Update, now: Date): Buffer {
  const document = withId(upsertedDocument(query.filter, change, now));
  const [failed] = collection.write([{ kind: 'insert', document: 0, before: null, after: document }]);
  if (failed) throw failed.error;
  return document;
}

/** The document to be stored: with an `_id`, of a type that may be one. */
function withId(document: Buffer): Buffer {
  if (document.length > MAX_DOCUMENT_BYTES) {
    throw new MongoError('BSONObjectTooLarge', `object to insert too large. size in bytes: ${document.length}`);
  }
  const id = findField(document, '_id');
  if (!id) return withNewId(document);
  const isRefused = id.type === BsonType.array || id.type === BsonType.regex || id.type === BsonType.undefined;
  if (isRefused) throw new MongoError('BadValue', "The '_id' value cannot be an array, a regex or undefined");
  return document;
}

// Each statement is in the journal before the next begins; one that fails ends an ordered command.
async function eachStatement(
  command: Command,
  { store }: Context,
  name: string,
  run: (statement: Command, index: number) => Promise<number>,
): Promise<Document> {
  const statements = command.documents(name);
  checkBatch(statements);
  const isOrdered = command.flag('ordered', true);
  const errors: WriteError[] = [];
  let n = 0;
  for (const [index, body] of statements.entries()) {
    try {
      n += await run(new Command(body, command.database), index);
    } catch (error) {
      errors.push(writeError(index, error));
      if (isOrdered) break;
    }
  }
  if (command.isJournaled) await store.journal.sync();
  return { n, ...errorFields(errors), ok: 1 };
}

function checkBatch(documents: Buffer[]): void {
  if (documents.length > 0 && documents.length <= MAX_BATCH) return;
  throw new MongoError(21, `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${documents.length} operations.`);
}

function writeError(index: number, error: unknown): WriteError {
  const { code, message, details } = asMongoError(error);
  return { index, code, errmsg: message, ...details };
}

function errorFields(errors: WriteError[]): Document {
  return errors.length > 0 ? { writeErrors: errors.sort((a, b) => a.index - b.index) } : {};
}
