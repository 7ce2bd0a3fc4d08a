import { KeyWriter, keyOf, MAX_KEY_CLASS, MIN_KEY_CLASS } from '../bson/key-string.ts';
import { forEachItem } from '../bson/path.ts';
import { BsonType, elements, nameEnd, numberOf, type RawValue, textOf } from '../bson/raw.ts';
import { MongoError } from '../errors.ts';

/** Judges one value of a document, given as `source[start..end)`; a missing value has type 0. */
export type ValueTest = (type: number, source: Buffer, start: number, end: number) => boolean;

const TYPE_NAMES: Record<string, number> = {
  double: BsonType.double,
  string: BsonType.string,
  object: BsonType.object,
  array: BsonType.array,
  binData: BsonType.binary,
  undefined: BsonType.undefined,
  objectId: BsonType.objectId,
  bool: BsonType.boolean,
  date: BsonType.date,
  null: BsonType.null,
  regex: BsonType.regex,
  dbPointer: BsonType.dbPointer,
  javascript: BsonType.code,
  symbol: BsonType.symbol,
  javascriptWithScope: BsonType.codeWithScope,
  int: BsonType.int32,
  timestamp: BsonType.timestamp,
  long: BsonType.int64,
  decimal: BsonType.decimal128,
  minKey: BsonType.minKey,
  maxKey: BsonType.maxKey,
};
const NUMBERS = [BsonType.double, BsonType.int32, BsonType.int64, BsonType.decimal128];

const writer = new KeyWriter();

/** Values equal to the one with this key; null equals what is missing. */
export function equalsTest(key: Buffer): ValueTest {
  return (type, source, start, end) => writer.reset().value(type, source, start, end).view().equals(key);
}

/** Values of the same kind (all numbers are one kind) that are greater or less than the one with this key. */
export function compareTest(operator: '$gt' | '$gte' | '$lt' | '$lte', key: Buffer): ValueTest {
  const orders = { $gt: [1], $gte: [0, 1], $lt: [-1], $lte: [-1, 0] }[operator];
  const isAnyKind = key[0] === MIN_KEY_CLASS || key[0] === MAX_KEY_CLASS;
  return (type, source, start, end) => {
    const value = writer.reset().value(type, source, start, end).view();
    if (value[0] !== key[0] && !isAnyKind) return false;
    return type !== BsonType.missing && orders.includes(value.compare(key));
  };
}

/** Values that equal one of `values` or match one of the regular expressions among them; `points` unless there are any. */
export function inTest(values: RawValue[]): { test: ValueTest; points: Buffer[] | null } {
  const patterns = values.filter(({ type }) => type === BsonType.regex).map((value) => regexTest(toRegExp(value)));
  const points = values.filter(({ type }) => type !== BsonType.regex).map(keyOf);
  const keys = new Set(points.map((key) => key.toString('latin1')));
  const test: ValueTest = (type, source, start, end) => {
    if (patterns.some((matches) => matches(type, source, start, end))) return true;
    return keys.has(writer.reset().value(type, source, start, end).view().toString('latin1'));
  };
  return { test, points: patterns.length === 0 ? points : null };
}

/** Values of the type, or one of the types, that `$type` was given, by name or number. */
export function typeTest(operand: RawValue): ValueTest {
  const wanted = operand.type === BsonType.array ? [...elements(operand.source, operand.start)] : [operand];
  const types = new Set(wanted.flatMap(typeCodes));
  return (type) => type !== BsonType.missing && types.has(type);
}

function typeCodes(value: RawValue): number[] {
  if (value.type !== BsonType.string) {
    const code = numberOf(value);
    const known = Object.values(TYPE_NAMES).find((type) => type === code || (code === -1 && type === BsonType.minKey));
    if (known === undefined) throw new MongoError('BadValue', `Invalid numerical type code: ${code}`);
    return [known];
  }
  const name = textOf(value);
  const code = TYPE_NAMES[name];
  if (name === 'number') return [...NUMBERS];
  if (code === undefined) throw new MongoError('BadValue', `Unknown type name alias: ${name}`);
  return [code];
}

export function regexTest(pattern: RegExp): ValueTest {
  return (type, source, start, end) => {
    if (type !== BsonType.string && type !== BsonType.symbol) return false;
    return pattern.test(source.toString('utf8', start + 4, end - 1));
  };
}

/** A BSON regular expression, or a string with `$options`, as one of JavaScript's. */
export function toRegExp(value: RawValue, options: RawValue | null = null): RegExp {
  let pattern: string;
  let flags = options?.type === BsonType.string ? textOf(options) : '';
  if (value.type === BsonType.regex) {
    const end = nameEnd(value.source, value.start);
    pattern = value.source.toString('utf8', value.start, end);
    flags ||= value.source.toString('utf8', end + 1, value.end - 1);
  } else if (value.type === BsonType.string) {
    pattern = textOf(value);
  } else {
    throw new MongoError('BadValue', '$regex has to be a string');
  }
  // `u` is how Python says that a pattern is Unicode: all are.
  const unknown = /[^imsu]/.exec(flags);
  if (unknown) throw new MongoError(51108, `the regular expression flag '${unknown[0]}' is not supported`);
  try {
    return new RegExp(pattern, [...new Set(flags.replaceAll('u', ''))].join(''));
  } catch (error) {
    throw new MongoError(51091, `Regular expression is invalid: ${error instanceof Error ? error.message : pattern}`);
  }
}

/** Numbers whose whole part leaves `remainder` when divided by `divisor`. */
export function modTest(operands: RawValue[]): ValueTest {
  const [divisor, remainder] = operands.map(numberOf);
  if (
    operands.length !== 2 ||
    typeof divisor !== 'number' ||
    typeof remainder !== 'number' ||
    Math.trunc(divisor) === 0
  ) {
    throw new MongoError('BadValue', '$mod needs an array of a divisor, not 0, and a remainder');
  }
  return (type, source, start, end) => {
    const value = numberOf({ type, source, start, end });
    return value !== null && Math.trunc(value) % Math.trunc(divisor) === Math.trunc(remainder);
  };
}

/** Arrays of so many items. */
export function sizeTest(size: number): ValueTest {
  return (type, source, start) => {
    let count = 0;
    if (type !== BsonType.array) return false;
    forEachItem(source, start, () => {
      count++;
      return false;
    });
    return count === size;
  };
}
