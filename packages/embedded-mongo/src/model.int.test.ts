import fc from 'fast-check';
import { type Collection, type Document, Double, Long, MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { type EmbeddedMongo, startEmbeddedMongo } from './server.ts';
import { temporaryFolder } from './test-store.ts';

// Random operations run against two collections of a store, one with indexes and one without, and against a plain array
// with plain functions. All three must always agree, also after the store was opened again.

type Value = number | string | null | Date | number[];
type Row = { _id: number; a?: Value; b?: Value; s?: { t?: Value } };

const fields = ['a', 'b', 's.t'] as const;
type Field = (typeof fields)[number];

function get(row: Row, field: Field): Value | undefined {
  return field === 's.t' ? row.s?.t : row[field];
}

function set(row: Row, field: Field, value: Value | undefined): void {
  if (field !== 's.t') {
    if (value === undefined) delete row[field];
    else row[field] = value;
  } else if (value !== undefined) {
    row.s = { t: value };
  } else if (row.s) {
    delete row.s.t;
  }
}

/** The place of a value's type in MongoDB's order. */
function rank(value: Value | undefined): number {
  if (value === null || value === undefined) return 1;
  if (typeof value === 'number') return 2;
  if (typeof value === 'string') return 3;
  return Array.isArray(value) ? 4 : 5;
}

function compare(x: Value | undefined, y: Value | undefined): number {
  if (rank(x) !== rank(y)) return rank(x) - rank(y);
  if (x instanceof Date && y instanceof Date) return x.getTime() - y.getTime();
  if (typeof x === 'string' && typeof y === 'string') return Buffer.from(x).compare(Buffer.from(y));
  if (typeof x === 'number' && typeof y === 'number') return x - y;
  if (rank(x) === 1) return 0;
  return JSON.stringify(x) === JSON.stringify(y) ? 0 : 1;
}

const valueArbitrary: fc.Arbitrary<Value> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(0.5, -1.5, 2 ** 40) },
  { weight: 3, arbitrary: fc.constantFrom('', 'a', 'ab', 'b', 'ä') },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }).map((time) => new Date(time)) },
);
const storedArbitrary = fc.oneof(
  { weight: 30, arbitrary: valueArbitrary },
  { weight: 1, arbitrary: fc.constantFrom([1, 2], []) },
);

type Leaf = {
  field: Field;
  operator: '$eq' | '$ne' | '$gt' | '$gte' | '$lt' | '$lte' | '$in' | '$exists';
  value: Value;
  others: Value[];
};
const leafArbitrary: fc.Arbitrary<Leaf> = fc.record({
  field: fc.constantFrom(...fields),
  operator: fc.constantFrom('$eq', '$eq', '$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$exists'),
  value: valueArbitrary,
  others: fc.array(valueArbitrary, { maxLength: 3 }),
});
const filterArbitrary = fc.record({
  isOr: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  leaves: fc.array(leafArbitrary, { maxLength: 3 }),
});
type Filter = { isOr: boolean; leaves: Leaf[] };

function leafMatches(row: Row, { field, operator, value, others }: Leaf): boolean {
  const stored = get(row, field);
  const values = Array.isArray(stored) ? [...stored, stored] : [stored];
  const isEqual = (wanted: Value): boolean => values.some((item) => compare(item, wanted) === 0);
  const inRange = (test: (order: number) => boolean): boolean => {
    if (value === null) return test(0) && isEqual(null);
    return values.some((item) => item !== undefined && rank(item) === rank(value) && test(compare(item, value)));
  };
  switch (operator) {
    case '$eq':
      return isEqual(value);
    case '$ne':
      return !isEqual(value);
    case '$in':
      return [value, ...others].some(isEqual);
    case '$exists':
      return (stored !== undefined) === others.length > 0;
    case '$gt':
      return inRange((order) => order > 0);
    case '$gte':
      return inRange((order) => order >= 0);
    case '$lt':
      return inRange((order) => order < 0);
    case '$lte':
      return inRange((order) => order <= 0);
  }
}

function matches(row: Row, { isOr, leaves }: Filter): boolean {
  if (leaves.length === 0) return true;
  return isOr ? leaves.some((leaf) => leafMatches(row, leaf)) : leaves.every((leaf) => leafMatches(row, leaf));
}

/** Numbers go out as int32, int64 or double: it must make no difference. */
function encoded(value: Value): unknown {
  if (typeof value !== 'number' || !Number.isInteger(value)) return value;
  return value % 3 === 0 ? new Double(value) : value % 3 === 1 ? Long.fromNumber(value) : value;
}

function toQuery({ isOr, leaves }: Filter): Document {
  if (leaves.length === 0) return {};
  const parts = leaves.map(({ field, operator, value, others }) => {
    if (operator === '$in') return { [field]: { $in: [value, ...others].map(encoded) } };
    if (operator === '$exists') return { [field]: { $exists: others.length > 0 } };
    return { [field]: { [operator]: encoded(value) } };
  });
  return { [isOr ? '$or' : '$and']: parts };
}

const sortArbitrary = fc.tuple(fc.subarray([...fields]), fc.boolean(), fc.boolean());

type Step =
  | { kind: 'insert'; values: [Value | undefined, Value | undefined, Value | undefined][] }
  | { kind: 'update'; filter: Filter; field: Field; value: Value | undefined }
  | { kind: 'increment'; filter: Filter; field: Field }
  | { kind: 'replace'; id: number; value: Value }
  | { kind: 'delete'; filter: Filter }
  | { kind: 'find'; filter: Filter; sort: [Field[], boolean, boolean]; skip: number; limit: number }
  | { kind: 'count' | 'distinct'; filter: Filter; field: Field }
  | { kind: 'reopen' };

const maybe = fc.option(storedArbitrary, { nil: undefined, freq: 5 });
const field = fc.constantFrom(...fields);
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('insert'),
      values: fc.array(fc.tuple(maybe, maybe, maybe), { minLength: 1, maxLength: 12 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('update'),
      filter: filterArbitrary,
      field,
      value: fc.option(valueArbitrary, { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('increment'), filter: filterArbitrary, field }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('replace'), id: fc.integer({ min: 0, max: 60 }), value: valueArbitrary }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete'), filter: filterArbitrary }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('find'),
      filter: filterArbitrary,
      sort: sortArbitrary,
      skip: fc.integer({ min: 0, max: 3 }),
      limit: fc.integer({ min: 0, max: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('count', 'distinct'), filter: filterArbitrary, field }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' }) },
) as fc.Arbitrary<Step>;

type Opened = { server: EmbeddedMongo; client: MongoClient; collections: Collection<Row>[] };

async function open(dataDir: string): Promise<Opened> {
  const server = await startEmbeddedMongo({ dataDir, port: 0 });
  const client = new MongoClient(server.uri);
  const collections = ['indexed', 'plain'].map((name) => client.db('test').collection<Row>(name));
  return { server, client, collections };
}

async function close({ server, client }: Opened): Promise<void> {
  await client.close();
  await server.close();
}

class Model {
  rows: Row[] = [];
  nextId = 0;

  /** Does a step with plain functions and gives what the collections must answer. */
  expected(step: Exclude<Step, { kind: 'reopen' }>): unknown {
    switch (step.kind) {
      case 'insert':
        return step.values.length;
      case 'update':
      case 'increment': {
        const chosen = this.rows.filter((row) => matches(row, step.filter));
        const usable =
          step.kind === 'update'
            ? chosen
            : chosen.filter((row) => ['number', 'undefined'].includes(typeof get(row, step.field)));
        for (const row of usable) {
          const before = get(row, step.field);
          if (step.kind === 'increment') set(row, step.field, (typeof before === 'number' ? before : 0) + 1);
          else if (step.value !== undefined || before !== undefined) set(row, step.field, step.value);
        }
        return usable.length;
      }
      case 'replace': {
        const at = this.rows.findIndex(({ _id }) => _id === step.id);
        const row = { _id: step.id, a: step.value };
        if (at >= 0) this.rows[at] = row;
        else this.rows.push(row);
        return at >= 0;
      }
      case 'delete': {
        const before = this.rows.length;
        this.rows = this.rows.filter((row) => !matches(row, step.filter));
        return before - this.rows.length;
      }
      case 'find':
        return this.#find(step);
      case 'count':
        return this.rows.filter((row) => matches(row, step.filter)).length;
      case 'distinct': {
        const values = this.rows
          .filter((row) => matches(row, step.filter))
          .flatMap((row) => get(row, step.field) ?? (get(row, step.field) === null ? [null] : []));
        const sorted = values.sort(compare);
        return sorted.filter((value, i) => i === 0 || compare(value, sorted[i - 1]) !== 0);
      }
    }
  }

  #find({ filter, sort: [by, isDescending, isMixed], skip, limit }: Extract<Step, { kind: 'find' }>): number[] {
    const least = (row: Row, wanted: Field, direction: number): Value | undefined => {
      const value = get(row, wanted);
      return Array.isArray(value) ? [...value].sort((x, y) => direction * compare(x, y))[0] : value;
    };
    const found = this.rows.filter((row) => matches(row, filter));
    found.sort((x, y) => {
      for (const [i, wanted] of by.entries()) {
        const direction = directionOf(i, isDescending, isMixed);
        const order = compare(least(x, wanted, direction), least(y, wanted, direction));
        if (order !== 0) return direction * order;
      }
      return x._id - y._id;
    });
    return found.slice(skip, limit === 0 ? undefined : skip + limit).map(({ _id }) => _id);
  }
}

function directionOf(at: number, isDescending: boolean, isMixed: boolean): 1 | -1 {
  return isDescending !== (isMixed && at === 1) ? -1 : 1;
}

async function answer(
  collection: Collection<Row>,
  step: Exclude<Step, { kind: 'reopen' }>,
  firstId: number,
): Promise<unknown> {
  switch (step.kind) {
    case 'insert': {
      const { insertedCount } = await collection.insertMany(step.values.map((values, i) => rowOf(firstId + i, values)));
      return insertedCount;
    }
    case 'update': {
      const change =
        step.value === undefined ? { $unset: { [step.field]: '' } } : { $set: { [step.field]: step.value } };
      return (await collection.updateMany(toQuery(step.filter), change as never)).matchedCount;
    }
    case 'increment': {
      const usable = {
        $or: [
          { [step.field]: { $exists: false } },
          { $and: [{ [step.field]: { $type: 'number' } }, { [step.field]: { $not: { $type: 'array' } } }] },
        ],
      };
      return (
        await collection.updateMany(
          { $and: [toQuery(step.filter), usable] } as never,
          { $inc: { [step.field]: 1 } } as never,
        )
      ).matchedCount;
    }
    case 'replace':
      return (await collection.replaceOne({ _id: step.id }, { a: step.value }, { upsert: true })).matchedCount === 1;
    case 'delete':
      return (await collection.deleteMany(toQuery(step.filter))).deletedCount;
    case 'find': {
      const [by, isDescending, isMixed] = step.sort;
      const sort = Object.fromEntries([
        ...by.map((wanted, i) => [wanted, directionOf(i, isDescending, isMixed)] as const),
        ['_id', 1] as const,
      ]);
      return collection
        .find(toQuery(step.filter), { batchSize: 4 })
        .sort(sort)
        .skip(step.skip)
        .limit(step.limit)
        .map(({ _id }) => _id)
        .toArray();
    }
    case 'count':
      return collection.countDocuments(toQuery(step.filter));
    case 'distinct':
      return collection.distinct(step.field, toQuery(step.filter));
  }
}

function rowOf(_id: number, values: [Value | undefined, Value | undefined, Value | undefined]): Row {
  const row: Row = { _id };
  for (const [i, name] of fields.entries()) set(row, name, values[i]);
  return row;
}

test('a store answers as a plain array does, with indexes and without, and after a restart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stepArbitrary, { minLength: 10, maxLength: 40 }), async (steps) => {
      const dataDir = temporaryFolder();
      let opened = await open(dataDir);
      try {
        const indexes = [{ a: 1, b: -1 }, { 's.t': 1 }, { b: 1, 's.t': -1, a: 1 }];
        await opened.collections[0]?.createIndexes(indexes.map((key) => ({ key: key as Record<string, 1 | -1> })));
        const model = new Model();
        for (const step of steps) {
          if (step.kind === 'reopen') {
            await close(opened);
            opened = await open(dataDir);
            continue;
          }
          const firstId = Math.max(100, model.nextId);
          const expected = model.expected(step);
          if (step.kind === 'insert') {
            model.rows.push(...step.values.map((values, i) => rowOf(firstId + i, values)));
            model.nextId = firstId + step.values.length;
          }
          for (const collection of opened.collections) {
            expect(
              await answer(collection, step, firstId),
              `${collection.collectionName}: ${JSON.stringify(step)}`,
            ).toEqual(expected);
          }
        }
        for (const collection of opened.collections) {
          const rows = await collection.find().sort({ _id: 1 }).toArray();
          expect(rows).toEqual(model.rows.sort((x, y) => x._id - y._id));
        }
      } finally {
        await close(opened);
      }
    }),
    { numRuns: 40 },
  );
});
