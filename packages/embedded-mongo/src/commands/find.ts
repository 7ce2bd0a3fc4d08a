import { encodeDocument, encodeFields, frameArray, frameDocument, rawField } from '../bson/build.ts';
import { keyOf } from '../bson/key-string.ts';
import { parsePath, visitPath } from '../bson/path.ts';
import { BsonType, elements, numberOf, type RawValue, textOf, valueBytes } from '../bson/raw.ts';
import type { Collection } from '../engine/collection.ts';
import { keyPattern } from '../engine/index-definition.ts';
import { MongoError } from '../errors.ts';
import { countMatches, type Examined, isLooseScan, looseScan, type Match, runPlan } from '../query/execute.ts';
import { parseFilter } from '../query/filter.ts';
import { type Plan, planQuery, type Query } from '../query/planner.ts';
import { type Projection, parseProjection } from '../query/projection.ts';
import { parseSort } from '../query/sort.ts';
import type { Command } from './command.ts';
import type { Context, Reply } from './context.ts';
import { type Batch, cursorReply, generatorSource } from './cursors.ts';
import { collect, Patience } from './patience.ts';

const FIRST_BATCH = 101;
const MAX_REPLY_BYTES = 16 * 1024 * 1024;
export const EMPTY_DOCUMENT: Buffer = encodeDocument({});

/** A query on a collection, ready to run. */
export type Prepared = { query: Query; projection: Projection | null };

export function prepareFind(command: Command, collection: Collection | null): Prepared {
  const ignored = ['allowDiskUse', 'allowPartialResults', 'noCursorTimeout'];
  const supported = ['filter', 'projection', 'sort', 'skip', 'limit', 'batchSize', 'singleBatch', 'hint'];
  command.expect(...supported, ...ignored);
  const query: Query = {
    filter: parseFilter(command.document('filter') ?? EMPTY_DOCUMENT),
    sort: parseSort(command.document('sort')),
    skip: command.count('skip', 0),
    limit: command.count('limit', 0),
    hint: parseHint(command, collection),
  };
  return { query, projection: parseProjection(command.document('projection')) };
}

export async function find(command: Command, context: Context): Promise<Reply> {
  const namespace = command.namespace();
  const collection = context.store.find(namespace);
  const { query, projection } = prepareFind(command, collection);
  const matches = collection
    ? runPlan(collection, planQuery(collection, query), { keys: 0, documents: 0 })
    : emptyMatches();
  const source = generatorSource(projected(matches, projection));
  const limit = command.count('batchSize', FIRST_BATCH);
  const batch = await source.next(limit, Patience.of(command), 0);
  if (command.flag('singleBatch')) batch.isDone = true;
  return firstReply(batch, namespace, () => context.cursors.open(namespace, source, context.connection));
}

/** The first answer of a cursor; it is only kept when there is more. */
export function firstReply(batch: Batch, namespace: string, open: () => number): Buffer {
  return cursorReply('firstBatch', batch, batch.isDone ? 0 : open(), namespace);
}

export function* projected(matches: Iterable<Match | null>, projection: Projection | null): Generator<Buffer | null> {
  for (const match of matches) yield match && (projection ? projection(match.body) : match.body);
}

export function prepareCount(command: Command, collection: Collection | null): Query {
  command.expect('query', 'skip', 'limit', 'hint', 'fields');
  return {
    filter: parseFilter(command.document('query') ?? EMPTY_DOCUMENT),
    sort: null,
    skip: command.count('skip', 0),
    limit: command.count('limit', 0),
    hint: parseHint(command, collection),
  };
}

export async function count(command: Command, { store }: Context): Promise<Reply> {
  const collection = store.find(command.namespace());
  const query = prepareCount(command, collection);
  if (!collection) return { n: 0, ok: 1 };
  const [n] = await collect(
    countMatches(collection, planQuery(collection, query), { keys: 0, documents: 0 }),
    Patience.of(command),
  );
  return { n, ok: 1 };
}

/** The plan of a `distinct`, and whether it reads one document per value. */
export function planDistinct(command: Command, collection: Collection): { plan: Plan; isLoose: boolean } {
  const filter = parseFilter(command.document('query') ?? EMPTY_DOCUMENT);
  const path = parsePath(command.string('key'));
  const query: Query = { filter, sort: null, skip: 0, limit: 0, hint: parseHint(command, collection) };
  const plan = planQuery(collection, { ...query, sort: [{ path, isDescending: false }] });
  const isLoose = isLooseScan(plan, path);
  return { plan: isLoose ? plan : planQuery(collection, query), isLoose };
}

export async function distinct(command: Command, { store }: Context): Promise<Reply> {
  command.expect('key', 'query', 'hint');
  const collection = store.find(command.namespace());
  if (!collection) return { values: [], ok: 1 };
  const values = await distinctValues(command, collection, { keys: 0, documents: 0 });
  return frameDocument([rawField('values', BsonType.array, frameArray(values)), encodeFields({ ok: 1 })]);
}

export async function distinctValues(
  command: Command,
  collection: Collection,
  examined: Examined,
): Promise<{ type: number; bytes: Buffer }[]> {
  const { plan, isLoose } = planDistinct(command, collection);
  const path = parsePath(command.string('key'));
  const patience = Patience.of(command);
  const values = new Map<string, { type: number; bytes: Buffer }>();
  let bytes = 0;
  for (const match of isLoose ? looseScan(collection, plan, examined) : runPlan(collection, plan, examined)) {
    if (match === null) {
      await patience.breathe();
      continue;
    }
    visitPath(match.body, path, true, (type, source, start, end) => {
      // Of an array only the items count.
      if (type === BsonType.missing || type === BsonType.array) return false;
      const value: RawValue = { type, source, start, end };
      const key = keyOf(value).toString('latin1');
      if (!values.has(key)) {
        bytes += end - start + 16;
        values.set(key, { type, bytes: Buffer.from(valueBytes(value)) });
      }
      return false;
    });
    if (bytes > MAX_REPLY_BYTES) throw new MongoError(17217, 'distinct too big, 16mb cap');
  }
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** The index a command insists on, by name or key pattern; throws when there is none such. */
export function parseHint(command: Command, collection: Collection | null): string | null {
  const hint = command.raw('hint');
  if (!hint || hint.type === BsonType.null || hint.end - hint.start === 5) return null;
  if (!collection) return null;
  if (hint.type === BsonType.string) {
    const name = textOf(hint);
    if (collection.indexes.some((index) => index.name === name)) return name;
  } else if (hint.type === BsonType.object) {
    const fields = [...elements(hint.source, hint.start)];
    if (fields[0]?.name === '$natural') return '$natural';
    const wanted = JSON.stringify(fields.map((field) => [field.name, numberOf(field)]));
    const index = collection.indexes.find(
      (candidate) => JSON.stringify(Object.entries(keyPattern(candidate))) === wanted,
    );
    if (index) return index.name;
  }
  throw new MongoError('BadValue', 'hint provided does not correspond to an existing index');
}

export async function getMore(command: Command, { cursors }: Context): Promise<Reply> {
  command.expect('collection', 'batchSize');
  const id = command.raw('getMore');
  const number = id && numberOf(id);
  if (number === null)
    throw new MongoError('TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected a long");
  const namespace = command.namespace('collection');
  const limit = command.count('batchSize', 0) || Infinity;
  // For a change stream maxTimeMS is how long to wait for something to happen; other cursors must be done by then.
  const waitMs = command.count('maxTimeMS', 1000);
  const batch = await cursors.next(number, namespace, limit, new Patience(0), waitMs);
  return cursorReply('nextBatch', batch, number, namespace);
}

export function killCursors(command: Command, { cursors }: Context): Reply {
  command.expect('cursors');
  const ids = command.value('cursors');
  if (!Array.isArray(ids)) throw new MongoError('TypeMismatch', 'killCursors needs an array of cursors');
  const killed = ids.filter((id) => cursors.kill(Number(id)));
  const notFound = ids.filter((id) => !killed.includes(id));
  return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}

function* emptyMatches(): Generator<Match | null> {}
