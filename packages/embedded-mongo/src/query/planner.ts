import { inverted, successor } from '../bson/key-string.ts';
import type { Collection } from '../engine/collection.ts';
import type { Index } from '../engine/index-definition.ts';
import type { Interval } from '../storage/index-tree.ts';
import type { Bound, Condition, Filter } from './filter.ts';
import type { SortField } from './sort.ts';

export type Query = {
  filter: Filter;
  sort: SortField[] | null;
  skip: number;
  /** 0 is no limit. */
  limit: number;
  /** Name of the only index that may be used, or `$natural` for none. */
  hint: string | null;
};

/** How a query finds its documents. */
export type Plan = {
  query: Query;
  /** `null`: all documents are looked at. */
  index: Index | null;
  /** What is read of the index, ascending and without overlaps. */
  intervals: Interval[];
  isReverse: boolean;
  /** The index gives the documents in the order that was asked for. */
  isSorted: boolean;
  /** What the index does not answer and has to be tested on the documents. */
  residual: Condition[];
  /** How many fields of the index are fixed to single values, from the left. */
  equalFields: number;
};

type Candidate = Plan & { keys: number; cost: number; rangeFields: number };

/** More combinations of `$in` values than this are tested on documents instead. */
const MAX_INTERVALS = 2048;

/**
 * Chooses the index that has to look at the fewest documents: equal values for its first fields (also `$in`), then one
 * range, then an order. Without a usable index every document is looked at.
 */
export function planQuery(collection: Collection, query: Query): Plan {
  const candidates = collection.indexes
    .filter((index) => !index.isMultikey && (query.hint === null || query.hint === index.name))
    .map((index) => consider(index, query))
    .filter((candidate) => candidate.index !== null);
  const fewest = Math.min(...candidates.map(({ keys }) => keys));
  for (const candidate of candidates) candidate.cost = cost(candidate, fewest);
  candidates.sort((a, b) => a.cost - b.cost || b.equalFields - a.equalFields || b.rangeFields - a.rangeFields);
  return candidates[0] ?? scanEverything(query);
}

function scanEverything(query: Query): Plan {
  const { conditions } = query.filter;
  return {
    query,
    index: null,
    intervals: [],
    isReverse: false,
    isSorted: query.sort === null,
    residual: conditions,
    equalFields: 0,
  };
}

// With a limit an index in the right order is read until enough was found. How long that takes is guessed from how many
// of its documents the most selective index would leave.
function cost({ keys, isSorted, query }: Candidate, fewest: number): number {
  const wanted = query.limit + query.skip;
  if (isSorted && query.sort && query.limit > 0)
    return Math.min(keys, (wanted * Math.max(keys, 1)) / Math.max(fewest, 1));
  return isSorted ? keys : keys * 1.5;
}

function consider(index: Index, query: Query): Candidate {
  const used = new Set<Condition>();
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let equalFields = 0;
  let depth = 0;
  for (const field of index.fields) {
    const condition = query.filter.conditions.find(({ path, points }) => path === field.path.text && points);
    const points = condition?.points && distinctKeys(condition.points);
    if (!condition || !points || prefixes.length * points.length > MAX_INTERVALS) break;
    prefixes = prefixes.flatMap((prefix) =>
      points.map((key) => Buffer.concat([prefix, field.isDescending ? inverted(key) : key])),
    );
    used.add(condition);
    depth++;
    if (points.length === 1 && equalFields === depth - 1) equalFields++;
  }
  const range = rangeOf(index, depth, query.filter.conditions, used);
  const intervals = prefixes.map((prefix) => within(prefix, range, index.fields[depth]?.isDescending ?? false));
  const order = sortDirection(index, equalFields, query.sort);
  const isUseful = depth > 0 || range !== null || order !== null || query.hint !== null;
  return {
    query,
    index: isUseful ? index : null,
    intervals: intervals.sort((a, b) => a.low.compare(b.low)),
    isReverse: order === 'reverse',
    isSorted: query.sort === null || order !== null,
    residual: query.filter.conditions.filter((condition) => !used.has(condition)),
    equalFields,
    rangeFields: range ? 1 : 0,
    keys: intervals.reduce((sum, interval) => sum + index.tree.estimate(interval), 0),
    cost: 0,
  };
}

type Range = { low?: Bound; high?: Bound };

function rangeOf(index: Index, depth: number, conditions: Condition[], used: Set<Condition>): Range | null {
  const path = index.fields[depth]?.path.text;
  const low = conditions.find((condition) => condition.path === path && condition.low);
  const kind = low?.low?.key[0];
  const high = conditions.find(
    (condition) => condition.path === path && condition.high && (!low || condition.high.key[0] === kind),
  );
  if (path === undefined || (!low && !high)) return null;
  if (low) used.add(low);
  if (high) used.add(high);
  return { ...(low?.low && { low: low.low }), ...(high?.high && { high: high.high }) };
}

/** The part of the index behind `prefix` that holds `range`; a side without a bound ends with the type of the other. */
function within(prefix: Buffer, range: Range | null, isDescending: boolean): Interval {
  const kind = range?.low?.key ?? range?.high?.key;
  if (!range || !kind) return { low: prefix, high: prefix.length === 0 ? null : successor(prefix) };
  const wholeKind = kind.subarray(0, 1);
  const first = { key: range.low?.key ?? wholeKind, isAfter: range.low ? !range.low.isIncluded : false };
  const last = { key: range.high?.key ?? wholeKind, isAfter: range.high ? range.high.isIncluded : true };
  const [from, to] = isDescending ? [invertedEdge(last), invertedEdge(first)] : [first, last];
  return { low: edge(prefix, from), high: edge(prefix, to) };
}

type Edge = { key: Buffer; isAfter: boolean };

function invertedEdge({ key, isAfter }: Edge): Edge {
  return { key: inverted(key), isAfter: !isAfter };
}

function edge(prefix: Buffer, { key, isAfter }: Edge): Buffer {
  const whole = Buffer.concat([prefix, key]);
  // There is always a successor, as no class is 0xff.
  return isAfter ? (successor(whole) ?? whole) : whole;
}

/** Whether the index, read from its fixed fields on, has the order of `sort`, forward or in reverse. */
function sortDirection(index: Index, fixed: number, sort: SortField[] | null): 'forward' | 'reverse' | null {
  if (!sort) return null;
  const fixedPaths = new Set(index.fields.slice(0, fixed).map(({ path }) => path.text));
  const rest = sort.filter(({ path }) => !fixedPaths.has(path.text));
  if (rest.length === 0) return 'forward';
  const isReverse = rest[0]?.isDescending !== index.fields[fixed]?.isDescending;
  const fits = rest.every(({ path, isDescending }, i) => {
    const field = index.fields[fixed + i];
    return field?.path.text === path.text && (field.isDescending !== isDescending) === isReverse;
  });
  if (!fits) return null;
  return isReverse ? 'reverse' : 'forward';
}

function distinctKeys(keys: Buffer[]): Buffer[] {
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];
}
