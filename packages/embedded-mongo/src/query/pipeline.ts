import { Aggregator } from 'mingo/aggregator';
import { Lazy, type Iterator as MingoIterator } from 'mingo/lazy';
import type { AnyObject } from 'mingo/types';
import { encodeComputed, encodeDocument } from '../bson/build.ts';
import { BsonType, elements, numberOf, type RawElement, textOf, valueBytes } from '../bson/raw.ts';
import { MongoError } from '../errors.ts';
import { checkGroup, checkOperators, decodeValue, mingoOptions } from './expressions.ts';
import { type DocumentTest, joinFilters, parseFilter } from './filter.ts';
import type { Query } from './planner.ts';
import { type Projection, parseSimpleProjection } from './projection.ts';
import { parseSort, sortKey } from './sort.ts';

/** A stage that works on encoded documents, one after another. */
export type ByteStage =
  | { kind: 'match'; test: DocumentTest }
  | { kind: 'project'; project: Projection }
  | { kind: 'skip' | 'limit'; count: number };

/**
 * A pipeline in three parts, each of which may be empty: a query that indexes can serve, stages on encoded documents, and
 * what is left to mingo.
 */
export type Pipeline = { query: Query; byteStages: ByteStage[]; rest: AnyObject[]; countAs: CountStage | null };

/** A last stage that only counts: `{ $count: field }`, or a `$group` of everything that adds the same number for each. */
export type CountStage = { give: (count: number) => AnyObject | null };

const MINGO_STAGES = [
  '$addFields',
  '$bucket',
  '$bucketAuto',
  '$count',
  '$facet',
  '$group',
  '$limit',
  '$match',
  '$project',
  '$replaceRoot',
  '$replaceWith',
  '$set',
  '$setWindowFields',
  '$skip',
  '$sort',
  '$sortByCount',
  '$unset',
  '$unwind',
];
/** Stages that need all documents before they give the first. */
const BLOCKING_STAGES = new Set([
  '$bucket',
  '$bucketAuto',
  '$count',
  '$facet',
  '$group',
  '$setWindowFields',
  '$sort',
  '$sortByCount',
]);

/** Stages that may look at any field, and those behind which only what they name is left. */
const UNBOUNDED_STAGES = new Set(['$match', '$facet', '$setWindowFields', '$unset']);
const RESHAPING_STAGES = new Set([
  '$bucket',
  '$bucketAuto',
  '$group',
  '$project',
  '$replaceRoot',
  '$replaceWith',
  '$sortByCount',
]);

type Stage = { name: string; spec: RawElement };

/** Compiles a pipeline; throws for stages and operators that this store does not have. */
export function parsePipeline(stages: Buffer[]): Pipeline {
  const parsed = stages.map(parseStage);
  let at = 0;
  const filters = [parseFilter(encodeDocument({}))];
  for (; parsed[at]?.name === '$match'; at++) filters.push(parseFilter(documentOf(parsed[at])));
  const query: Query = { filter: joinFilters(filters), sort: null, skip: 0, limit: 0, hint: null };
  if (parsed[at]?.name === '$sort') query.sort = parseSort(documentOf(parsed[at++]));
  if (parsed[at]?.name === '$skip') query.skip = countOf(parsed[at++]);
  if (parsed[at]?.name === '$limit') query.limit = countOf(parsed[at++]);
  const byteStages: ByteStage[] = [];
  for (; at < parsed.length; at++) {
    const stage = parseByteStage(parsed[at]);
    if (!stage) break;
    byteStages.push(stage);
  }
  const rest = parsed.slice(at);
  const isCountOnly = byteStages.length === 0 && rest.length === 1;
  return {
    query,
    byteStages,
    countAs: isCountOnly ? countStage(rest[0]) : null,
    rest: rest.map(toMingoStage),
  };
}

/** The stages after `$changeStream`: only such as change one document at a time. */
export function parseEventPipeline(stages: Buffer[]): Pipeline {
  const allowed = ['$addFields', '$match', '$project', '$replaceRoot', '$replaceWith', '$set', '$unset'];
  for (const { name } of stages.map(parseStage)) {
    if (allowed.includes(name)) continue;
    throw new MongoError('IllegalOperation', `${name} is not permitted in a $changeStream pipeline`);
  }
  return parsePipeline(stages);
}

/** Whether mingo's part has to see all documents before it gives a result. */
export function isBlocking({ rest }: Pipeline): boolean {
  return rest.some((stage) => Object.keys(stage).some((name) => BLOCKING_STAGES.has(name)));
}

/** Runs mingo's part on decoded documents and encodes what it gives. */
export function* runMingo(documents: Iterable<AnyObject>, rest: AnyObject[]): Generator<Buffer> {
  for (const result of new Aggregator(rest, mingoOptions(ownStages)).stream(documents)) {
    yield encodeComputed(result as AnyObject);
  }
}

/**
 * The top-level fields that mingo's part can see of the stored documents, or `null` for all: decoding costs more than
 * most of what a pipeline computes.
 */
export function neededFields({ rest }: Pipeline): Set<string> | null {
  const fields = new Set<string>();
  for (const stage of rest) {
    const [name = '', spec] = Object.entries(stage)[0] ?? [];
    if (name === '$count') return fields;
    if (UNBOUNDED_STAGES.has(name)) return null;
    if (Buffer.isBuffer(spec)) for (const { path } of parseSort(spec) ?? []) fields.add(rootOf(path.text));
    else if (!collectFields(spec, fields)) return null;
    if (name === '$project' && !collectKept(spec as AnyObject, fields)) return null;
    if (RESHAPING_STAGES.has(name)) return fields;
  }
  return null;
}

function collectFields(expression: unknown, fields: Set<string>): boolean {
  if (typeof expression === 'string' && expression.startsWith('$')) {
    if (/^\$\$(ROOT|CURRENT)/.test(expression)) return false;
    if (!expression.startsWith('$$')) fields.add(rootOf(expression.slice(1)));
    return true;
  }
  if (typeof expression !== 'object' || expression === null) return true;
  if ('$getField' in expression || '$setField' in expression || '$unsetField' in expression) return false;
  return Object.values(expression).every((value) => collectFields(value, fields));
}

// The fields that a $project keeps, unless it only says which to leave out.
function collectKept(spec: AnyObject, fields: Set<string>): boolean {
  fields.add('_id');
  for (const path of Object.keys(spec)) fields.add(rootOf(path));
  return Object.entries(spec).every(([path, value]) => path === '_id' || (value !== 0 && value !== false));
}

function rootOf(path: string): string {
  return path.split('.')[0] ?? path;
}

function parseStage(stage: Buffer): Stage {
  const [spec, ...others] = [...elements(stage)];
  if (!spec || others.length > 0) {
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  return { name: spec.name, spec };
}

function documentOf(stage: Stage | undefined): Buffer {
  if (stage?.spec.type !== BsonType.object)
    throw new MongoError(15959, `the ${stage?.name} specification must be an object`);
  return valueBytes(stage.spec);
}

function countOf(stage: Stage | undefined): number {
  const count = stage && numberOf(stage.spec);
  const least = stage?.name === '$limit' ? 1 : 0;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < least) {
    throw new MongoError(
      stage?.name === '$limit' ? 15958 : 15956,
      `${stage?.name} needs a whole number, ${least} or more`,
    );
  }
  return count;
}

function parseByteStage(stage: Stage | undefined): ByteStage | null {
  switch (stage?.name) {
    case '$match':
      return { kind: 'match', test: parseFilter(documentOf(stage)).matches };
    case '$project': {
      const project = parseSimpleProjection(documentOf(stage));
      return project && { kind: 'project', project };
    }
    case '$skip':
      return { kind: 'skip', count: countOf(stage) };
    case '$limit':
      return { kind: 'limit', count: countOf(stage) };
    default:
      return null;
  }
}

function countStage(stage: Stage | undefined): CountStage | null {
  if (stage?.name === '$count' && stage.spec.type === BsonType.string) {
    const field = textOf(stage.spec);
    return { give: (count) => (count > 0 ? { [field]: count } : null) };
  }
  if (stage?.name !== '$group') return null;
  const { _id, ...sums } = decodeValue(stage.spec) as AnyObject;
  const steps = Object.entries(sums).map(([field, sum]) => [field, (sum as AnyObject | null)?.$sum] as const);
  const isConstant = _id === null || typeof _id === 'number';
  if (!isConstant || !steps.every(([, step]) => typeof step === 'number')) return null;
  return {
    give: (count) =>
      count > 0 ? { _id, ...Object.fromEntries(steps.map(([field, step]) => [field, Number(step) * count])) } : null,
  };
}

/** Checks a stage of mingo's part and gives it as mingo wants it. Our own stages get their specification as it came. */
function toMingoStage({ name, spec }: Stage): AnyObject {
  if (!MINGO_STAGES.includes(name)) throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  const stage = { name, spec };
  switch (name) {
    case '$match':
      parseFilter(documentOf(stage));
      return { $match: documentOf(stage) };
    case '$sort':
      if (!parseSort(documentOf(stage))) throw new MongoError(15976, '$sort stage must have at least one sort key');
      return { $sort: documentOf(stage) };
    case '$skip':
    case '$limit':
      return { [name]: countOf(stage) };
    case '$count': {
      const isField = spec.type === BsonType.string && /^[^$.\0][^.\0]*$/.test(textOf(spec));
      if (!isField) throw new MongoError(40156, '$count needs the name of a field, without $ and dots');
      return { $count: textOf(spec) };
    }
    case '$group': {
      documentOf(stage);
      const group = decodeValue(spec) as AnyObject;
      checkGroup(group);
      return { $group: group };
    }
    case '$facet': {
      documentOf(stage);
      const facets = [...elements(spec.source, spec.start)].map((facet) => [facet.name, stagesOf(facet)] as const);
      return { $facet: Object.fromEntries(facets.map(([facet, stages]) => [facet, stages.map(toMingoStage)])) };
    }
    default: {
      const body = decodeValue(spec);
      checkOperators(body);
      return { [name]: body };
    }
  }
}

function stagesOf(facet: RawElement): Stage[] {
  if (facet.type !== BsonType.array) throw new MongoError(40170, 'arguments to $facet must be arrays');
  return [...elements(facet.source, facet.start)].map((stage) => parseStage(valueBytes(stage)));
}

// In place of mingo's: they match and sort as queries do, by key strings, and of nothing there is nothing to count.
const ownStages = {
  $count: (documents: MingoIterator, field: string): MingoIterator =>
    documents.transform((all) => Lazy(all.length > 0 ? [{ [field]: all.length }] : [])),
  $match: (documents: MingoIterator, filter: Buffer): MingoIterator => {
    const { matches } = parseFilter(filter);
    return documents.filter((document: AnyObject) => matches(encodeComputed(document)));
  },
  $sort: (documents: MingoIterator, sort: Buffer): MingoIterator => {
    const fields = parseSort(sort) ?? [];
    return documents.transform((all: AnyObject[]) => {
      const keyed = all.map((document) => ({ document, key: sortKey(encodeComputed(document), fields) }));
      keyed.sort((a, b) => a.key.compare(b.key));
      return Lazy(keyed.map(({ document }) => document));
    });
  },
} as unknown as Parameters<typeof mingoOptions>[0];
