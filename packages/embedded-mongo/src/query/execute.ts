import { KeyWriter, successor } from '../bson/key-string.ts';
import type { Path } from '../bson/path.ts';
import { visitPath } from '../bson/path.ts';
import { BsonType } from '../bson/raw.ts';
import type { Collection } from '../engine/collection.ts';
import { MongoError } from '../errors.ts';
import type { Condition } from './filter.ts';
import type { Plan } from './planner.ts';
import { sortKey } from './sort.ts';

/** A document that a query found; its bytes may be shared with the cache and must not be changed. */
export type Match = { id: number; body: Buffer };

/** What a query looked at. */
export type Examined = { keys: number; documents: number };

const FIRST_READ = 16;
const LARGEST_READ = 512;
/** A sort may hold this many bytes of keys, as in MongoDB. */
const MAX_SORT_BYTES = 100 * 1024 * 1024;

/**
 * Runs a plan. Besides the matches the generator gives `null` now and then: a moment at which the caller may let others
 * work, and the collection may change.
 */
export function* runPlan(collection: Collection, plan: Plan, examined: Examined): Generator<Match | null> {
  const { skip, limit } = plan.query;
  const found = plan.isSorted ? findMatches(collection, plan, examined) : sortMatches(collection, plan, examined);
  let toSkip = skip;
  let given = 0;
  for (const match of found) {
    if (match === null) yield null;
    else if (toSkip > 0) toSkip--;
    else {
      yield match;
      if (++given === limit) return;
    }
  }
}

/** How many documents a plan finds. Where the index answers everything, no document is read. */
export function* countMatches(collection: Collection, plan: Plan, examined: Examined): Generator<number | null> {
  const { skip, limit, filter } = plan.query;
  let count = 0;
  if (filter.conditions.length === 0 && !plan.index) count = collection.table.count;
  else if (plan.index && plan.residual.length === 0) {
    for (const interval of plan.intervals) count += plan.index.tree.count(interval);
    examined.keys += count;
  } else {
    for (const match of findMatches(collection, plan, examined)) {
      if (match === null) yield null;
      else if (++count === limit + skip && limit > 0) break;
    }
  }
  count = Math.max(0, count - skip);
  yield limit > 0 ? Math.min(limit, count) : count;
}

/**
 * The different values that come right behind the fixed fields of the plan's index, one document read for each; only for
 * plans that `isLooseScan` accepts.
 */
export function* looseScan(collection: Collection, plan: Plan, examined: Examined): Generator<Match | null> {
  const [interval] = plan.intervals;
  const field = plan.index?.fields[plan.equalFields];
  if (!interval || !field || !plan.index) return;
  const writer = new KeyWriter();
  let rest: typeof interval | null = interval;
  const prefix = interval.low;
  while (rest) {
    const read = plan.index.tree.read(rest, false, 1);
    const [id] = read.ids;
    const body = id === undefined ? null : collection.read(id);
    if (id === undefined || !body) return;
    examined.keys++;
    examined.documents++;
    yield { id, body };
    rest = read.rest;
    visitPath(body, field.path, false, (type, source, start, end) => {
      // A missing field and null share a key, so after a missing one the others are looked at one by one.
      if (type === BsonType.missing) return true;
      const value = writer.reset().value(type, source, start, end, field.isDescending).view();
      const next = successor(Buffer.concat([prefix, value]));
      rest = next && { low: next, high: interval.high };
      return true;
    });
    if (examined.keys % LARGEST_READ === 0) yield null;
  }
}

/** Whether the different values of `path` can be read off the plan's index. */
export function isLooseScan(plan: Plan, path: Path): boolean {
  const isSimple = plan.residual.length === 0 && plan.intervals.length === 1;
  const isWhole = plan.query.filter.conditions.length === plan.equalFields;
  return isSimple && isWhole && plan.index?.fields[plan.equalFields]?.path.text === path.text;
}

function* findMatches(collection: Collection, plan: Plan, examined: Examined): Generator<Match | null> {
  const read = plan.index ? indexReader(plan) : tableReader(collection);
  const residual = testOf(plan.residual);
  const everything = testOf(plan.query.filter.conditions);
  const wanted = plan.query.limit > 0 && plan.isSorted ? plan.query.limit + plan.query.skip : 0;
  for (let size = Math.min(wanted || FIRST_READ, LARGEST_READ); ; size = Math.min(2 * size, LARGEST_READ)) {
    const ids = read(size);
    if (ids === null || collection.isDropped) return;
    const { version } = collection;
    for (const id of ids) {
      if (plan.index) examined.keys++;
      const body = collection.read(id);
      if (!body) continue;
      // What changed since the index was read may not match any more.
      const isAsRead = collection.version === version;
      const test = isAsRead ? residual : everything;
      examined.documents++;
      if (test(body)) yield { id, body };
    }
    yield null;
  }
}

function* sortMatches(collection: Collection, plan: Plan, examined: Examined): Generator<Match | null> {
  const { sort, limit, skip } = plan.query;
  let sorted: { key: Buffer; id: number }[] = [];
  let bytes = 0;
  const trim = (): void => {
    sorted.sort((a, b) => a.key.compare(b.key) || a.id - b.id);
    if (limit > 0) sorted = sorted.slice(0, limit + skip);
    bytes = sorted.reduce((sum, { key }) => sum + key.length + 100, 0);
  };
  for (const match of findMatches(collection, plan, examined)) {
    if (match === null) {
      yield null;
      continue;
    }
    const key = sortKey(match.body, sort ?? []);
    bytes += key.length + 100;
    sorted.push({ key, id: match.id });
    if (limit > 0 && sorted.length > 2 * (limit + skip) + 1000) trim();
    if (bytes > MAX_SORT_BYTES) throw tooMuchMemory('Sort');
  }
  trim();
  for (const [at, { id }] of sorted.entries()) {
    if (at % LARGEST_READ === LARGEST_READ - 1) yield null;
    const body = collection.read(id);
    if (body) yield { id, body };
  }
}

/** Gives the ids of the next documents at each call, and `null` at the end. */
type Reader = (limit: number) => number[] | null;

function indexReader({ index, intervals, isReverse }: Plan): Reader {
  const left = isReverse ? [...intervals].reverse() : [...intervals];
  return (limit) => {
    const interval = left.shift();
    if (!interval || !index) return null;
    const { ids, rest } = index.tree.read(interval, isReverse, limit);
    if (rest) left.unshift(rest);
    return ids;
  };
}

function tableReader(collection: Collection): Reader {
  let from = 0;
  return (limit) => {
    const ids = collection.table.ids(from, limit);
    if (ids.length === 0) return null;
    from = (ids.at(-1) ?? 0) + 1;
    return ids;
  };
}

function testOf(conditions: Condition[]): (body: Buffer) => boolean {
  const tests = conditions.map(({ test }) => test);
  return (body) => tests.every((test) => test(body));
}

/** MongoDB's refusal of a stage that would hold too much. */
export function tooMuchMemory(what: string): MongoError {
  const message = `${what} exceeded memory limit of ${MAX_SORT_BYTES} bytes, and there is no external sort`;
  return new MongoError('QueryExceededMemoryLimitNoDiskUseAllowed', message);
}
