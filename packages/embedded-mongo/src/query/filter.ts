import { frameDocument, rawValueField } from '../bson/build.ts';
import { keyOf, MAX_KEY_CLASS, MIN_KEY_CLASS, NULL_KEY } from '../bson/key-string.ts';
import { forEachItem, parsePath, visitPath } from '../bson/path.ts';
import { BsonType, elements, numberOf, type RawValue } from '../bson/raw.ts';
import { MongoError } from '../errors.ts';
import { compileExpression } from './expressions.ts';
import {
  compareTest,
  equalsTest,
  inTest,
  modTest,
  regexTest,
  sizeTest,
  toRegExp,
  typeTest,
  type ValueTest,
} from './value-tests.ts';

export type DocumentTest = (document: Buffer) => boolean;

/** One side of a range, as a key; a range is always within one type. */
export type Bound = { key: Buffer; isIncluded: boolean };

/**
 * One condition of a filter; all must hold. `path` with `points` (any of these values) or with `low` or `high` is what an
 * index can answer instead of `test`. `equal` is the single value it demands, from which an upsert makes a document.
 */
export type Condition = {
  test: DocumentTest;
  path: string | null;
  points?: Buffer[];
  low?: Bound;
  high?: Bound;
  equal?: RawValue;
};

/** A compiled filter. */
export type Filter = { conditions: Condition[]; matches: DocumentTest };

/** Compiles a filter (BSON). Throws for what MongoDB or this store does not know. */
export function parseFilter(filter: Buffer): Filter {
  const conditions = parseConditions(filter, 0);
  return { conditions, matches: allOf(conditions.map(({ test }) => test)) };
}

/** A filter that also demands all of `others`. */
export function joinFilters(filters: Filter[]): Filter {
  const conditions = filters.flatMap((filter) => filter.conditions);
  return { conditions, matches: allOf(conditions.map(({ test }) => test)) };
}

/**
 * Compiles what `$pull` and `$elemMatch` take, for the elements of an array: operators on the element itself, or a filter
 * on elements that are documents.
 */
export function parseElementFilter(condition: RawValue): ValueTest {
  if (isOperators(condition)) {
    const tests = parseOperators('', condition).map(({ test }) => test);
    return (type, source, start, end) => {
      const wrapped = frameDocument([rawValueField('', { type, source, start, end })]);
      return tests.every((test) => test(wrapped));
    };
  }
  const filter = parseConditions(condition.source, condition.start).map(({ test }) => test);
  return (type, source, start, end) => {
    if (type !== BsonType.object) return false;
    const document = source.subarray(start, end);
    return filter.every((test) => test(document));
  };
}

/** Whether a value is a document whose fields are operators, such as `{ $gt: 1 }`. */
export function isOperators(value: RawValue): boolean {
  return (
    value.type === BsonType.object && value.source[value.start + 4] !== 0 && value.source[value.start + 5] === 0x24
  );
}

function allOf(tests: DocumentTest[]): DocumentTest {
  const [first, ...rest] = tests;
  if (!first) return () => true;
  return rest.length === 0 ? first : (document) => tests.every((test) => test(document));
}

function parseConditions(source: Buffer, start: number): Condition[] {
  const conditions: Condition[] = [];
  for (const element of elements(source, start)) {
    if (element.name === '$comment') continue;
    if (element.name.startsWith('$')) conditions.push(...parseLogical(element.name, element));
    else if (isOperators(element)) conditions.push(...parseOperators(element.name, element));
    else conditions.push(equality(element.name, element));
  }
  return conditions;
}

function parseLogical(operator: string, value: RawValue): Condition[] {
  switch (operator) {
    case '$and':
      return parseBranches(operator, value).flat();
    case '$or': {
      const branches = parseBranches(operator, value).map((branch) => allOf(branch.map(({ test }) => test)));
      return [{ path: null, test: (document) => branches.some((matches) => matches(document)) }];
    }
    case '$nor': {
      const branches = parseBranches(operator, value).map((branch) => allOf(branch.map(({ test }) => test)));
      return [{ path: null, test: (document) => !branches.some((matches) => matches(document)) }];
    }
    case '$expr':
      return [{ path: null, test: compileExpression(value) }];
    default: {
      const hint = 'If you have a field name that starts with a dollar sign, consider using $getField or $setField.';
      throw bad(`unknown top level operator: ${operator}. ${hint}`);
    }
  }
}

function parseBranches(operator: string, value: RawValue): Condition[][] {
  if (value.type !== BsonType.array) throw bad(`${operator} must be an array`);
  const branches = [...elements(value.source, value.start)].map((branch) => {
    if (branch.type !== BsonType.object) throw bad(`${operator} entries need to be full objects`);
    return parseConditions(branch.source, branch.start);
  });
  if (branches.length === 0) throw bad(`${operator} must be a nonempty array`);
  return branches;
}

function equality(path: string, value: RawValue): Condition {
  if (value.type === BsonType.regex) return condition(path, regexTest(toRegExp(value)), true);
  const key = keyOf(value);
  return { ...condition(path, equalsTest(key), true), points: [key], equal: value };
}

function parseOperators(path: string, value: RawValue): Condition[] {
  const operators = [...elements(value.source, value.start)];
  return operators.flatMap((operator) => {
    if (operator.name === '$options') {
      if (operators.some(({ name }) => name === '$regex')) return [];
      throw bad('$options needs a $regex');
    }
    return [parseOperator(path, operator.name, operator, operators.find(({ name }) => name === '$options') ?? null)];
  });
}

function parseOperator(path: string, operator: string, value: RawValue, options: RawValue | null): Condition {
  switch (operator) {
    case '$eq': {
      const key = keyOf(value);
      return { ...condition(path, equalsTest(key), true), points: [key], equal: value };
    }
    case '$ne':
      return negated(condition(path, equalsTest(keyOf(value)), true));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(path, operator, value);
    case '$in': {
      const { test, points } = inTest(items(operator, value));
      return { ...condition(path, test, true), ...(points && { points }) };
    }
    case '$nin':
      return negated(condition(path, inTest(items(operator, value)).test, true));
    case '$exists': {
      const exists = condition(path, (type) => type !== BsonType.missing, false);
      return isTruthy(value) ? exists : negated(exists);
    }
    case '$type':
      return condition(path, typeTest(value), true);
    case '$regex':
      return condition(path, regexTest(toRegExp(value, options)), true);
    case '$mod':
      return condition(path, modTest(items(operator, value)), true);
    case '$size': {
      const size = numberOf(value);
      if (size === null || !Number.isInteger(size) || size < 0) throw bad('$size must be a whole number, 0 or more');
      return condition(path, sizeTest(size), false);
    }
    case '$all':
      return all(path, items(operator, value));
    case '$elemMatch': {
      if (value.type !== BsonType.object) throw bad('$elemMatch needs an Object');
      return condition(path, someElement(parseElementFilter(value)), false);
    }
    case '$not': {
      if (value.type === BsonType.regex) return negated(condition(path, regexTest(toRegExp(value)), true));
      if (!isOperators(value)) throw bad('$not needs a regex or a document');
      return negated({ path: null, test: allOf(parseOperators(path, value).map(({ test }) => test)) });
    }
    default:
      throw bad(`unknown operator: ${operator}`);
  }
}

function comparison(path: string, operator: '$gt' | '$gte' | '$lt' | '$lte', value: RawValue): Condition {
  if (value.type === BsonType.regex) throw bad(`Can't have RegEx as arg to predicate over field '${path}'.`);
  const key = keyOf(value);
  const isIncluded = operator === '$gte' || operator === '$lte';
  if (key.equals(NULL_KEY))
    return { ...condition(path, isIncluded ? equalsTest(key) : never, true), points: isIncluded ? [key] : [] };
  const compared = condition(path, compareTest(operator, key), true);
  if (key[0] === MIN_KEY_CLASS || key[0] === MAX_KEY_CLASS) return { ...compared, path: null };
  const bound = { key, isIncluded };
  return operator === '$gt' || operator === '$gte' ? { ...compared, low: bound } : { ...compared, high: bound };
}

function all(path: string, values: RawValue[]): Condition {
  const tests = values.map((value) => {
    const isElemMatch = isOperators(value);
    const parts = isElemMatch ? parseOperators(path, value) : [equality(path, value)];
    return allOf(parts.map(({ test }) => test));
  });
  return { path: null, test: values.length === 0 ? () => false : allOf(tests) };
}

function condition(path: string, test: ValueTest, expand: boolean): Condition {
  const parsed = parsePath(path);
  return { path, test: (document) => visitPath(document, parsed, expand, test) };
}

function negated({ test }: Condition): Condition {
  return { path: null, test: (document) => !test(document) };
}

function someElement(test: ValueTest): ValueTest {
  return (type, source, start) => type === BsonType.array && forEachItem(source, start, test);
}

function never(): boolean {
  return false;
}

function items(operator: string, value: RawValue): RawValue[] {
  if (value.type !== BsonType.array) throw bad(`${operator} needs an array`);
  return [...elements(value.source, value.start)];
}

function isTruthy(value: RawValue): boolean {
  if (value.type === BsonType.boolean) return value.source[value.start] === 1;
  return numberOf(value) !== 0 && value.type !== BsonType.null && value.type !== BsonType.undefined;
}

function bad(message: string): MongoError {
  return new MongoError('BadValue', message);
}
