import { Timestamp } from 'bson';
import { encodeDocument } from '../bson/build.ts';
import { keyOf } from '../bson/key-string.ts';
import { BsonNode } from '../bson/node.ts';
import {
  BsonType,
  elements,
  findField,
  numberOf,
  type RawElement,
  type RawValue,
  textOf,
  valueBytes,
} from '../bson/raw.ts';
import { MongoError } from '../errors.ts';
import { parseElementFilter } from './filter.ts';
import { parseSort, sortKey } from './sort.ts';
import { assign, type Place, place, unset } from './update-paths.ts';

export type UpdateContext = { now: Date; isInsert: boolean };
export type Apply = (root: BsonNode, operation: Operation, context: UpdateContext) => void;
/** One operator on one path. */
export type Operation = { name: string; path: string[]; operand: RawElement; apply: Apply };

/** The update operators of this store. They work on encoded values, so that int32, int64 and double stay what they are. */
export const updateOperators: Record<string, Apply> = {
  $set: (root, { path, operand }) => assign(place(root, path, true), BsonNode.of(operand)),
  $setOnInsert: (root, { path, operand }, { isInsert }) => {
    if (isInsert) assign(place(root, path, true), BsonNode.of(operand));
  },
  $unset: (root, { path }) => {
    const target = place(root, path, false);
    if (target) unset(target);
  },
  $rename: (root, { path, operand }) => {
    const from = place(root, path, false);
    if (!from?.value) return;
    unset(from);
    assign(place(root, textOf(operand).split('.'), true), from.value);
  },
  $currentDate: (root, { path, operand }, { now }) => {
    assign(
      place(root, path, true),
      encoded(isTimestamp(operand) ? new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }) : now),
    );
  },
  $inc: arithmetic(
    (a, b) => a + b,
    (a, b) => a + b,
    null,
  ),
  $mul: arithmetic(
    (a, b) => a * b,
    (a, b) => a * b,
    0,
  ),
  $min: extreme(-1),
  $max: extreme(1),
  $bit: (root, { path, operand }) => {
    const target = place(root, path, true);
    for (const operation of operand.type === BsonType.object ? elements(operand.source, operand.start) : []) {
      target.value = bitwise(target.value, operation);
      assign(target, target.value);
    }
  },
  $push: (root, { path, operand }) => {
    const target = place(root, path, true);
    const items = [...arrayAt(target, path)];
    const modifiers = modifiersOf(operand, ['$each', '$position', '$slice', '$sort']);
    const at = numberIn(modifiers, '$position') ?? items.length;
    items.splice(at, 0, ...eachOf(modifiers, operand));
    const sort = modifiers?.get('$sort');
    if (sort) sortItems(items, sort);
    const slice = numberIn(modifiers, '$slice');
    assign(target, BsonNode.array(slice === null ? items : slice < 0 ? items.slice(slice) : items.slice(0, slice)));
  },
  $addToSet: (root, { path, operand }) => {
    const target = place(root, path, true);
    const items = [...arrayAt(target, path)];
    const known = new Set(items.map(keyText));
    for (const item of eachOf(modifiersOf(operand, ['$each']), operand)) {
      if (known.has(keyText(item))) continue;
      known.add(keyText(item));
      items.push(item);
    }
    assign(target, BsonNode.array(items));
  },
  $pop: (root, { path, operand }) => {
    const target = place(root, path, false);
    if (!target?.value) return;
    const items = [...arrayAt(target, path)];
    if (numberOf(operand) === -1) items.shift();
    else if (numberOf(operand) === 1) items.pop();
    else throw new MongoError('FailedToParse', '$pop expects 1 or -1');
    assign(target, BsonNode.array(items));
  },
  $pull: (root, { path, operand }) => {
    const matches = operand.type === BsonType.object ? parseElementFilter(operand) : null;
    const key = matches ? '' : keyText(BsonNode.of(operand));
    removeItems(root, path, (item) => {
      const { type, source, start, end } = item.value;
      return matches ? matches(type, source, start, end) : keyText(item) === key;
    });
  },
  $pullAll: (root, { path, operand }) => {
    const keys = new Set(BsonNode.of(operand).items.map(keyText));
    removeItems(root, path, (item) => keys.has(keyText(item)));
  },
};

/** `ofMissing` is what a missing field becomes: 0 for a product, the operand itself (`null`) for a sum. */
function arithmetic(
  exact: (a: bigint, b: bigint) => bigint,
  double: (a: number, b: number) => number,
  ofMissing: 0 | null,
): Apply {
  return (root, { name, path, operand }) => {
    const by = numberOf(operand);
    if (by === null)
      throw new MongoError('TypeMismatch', `Cannot apply ${name} with a non-numeric argument to '${path.join('.')}'`);
    const target = place(root, path, true);
    const before = target.value?.value;
    if (!before) {
      assign(target, ofMissing === null ? BsonNode.of(operand) : numeric(operand.type, operand.type, 0n));
      return;
    }
    const value = numberOf(before);
    if (value === null)
      throw new MongoError('TypeMismatch', `Cannot apply ${name} to the non-numeric value at '${path.join('.')}'`);
    const isDouble = before.type === BsonType.double || operand.type === BsonType.double;
    const result = isDouble ? double(value, by) : exact(integerOf(before), integerOf(operand));
    assign(target, numeric(before.type, operand.type, result));
  };
}

function integerOf({ type, source, start }: RawValue): bigint {
  return type === BsonType.int64 ? source.readBigInt64LE(start) : BigInt(source.readInt32LE(start));
}

/** A number in the narrowest type that neither of the two operands exceeds; an int32 that overflows becomes an int64. */
function numeric(a: number, b: number, value: bigint | number): BsonNode {
  if (typeof value === 'number' || a === BsonType.double || b === BsonType.double) {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(Number(value));
    return new BsonNode(BsonType.double, bytes);
  }
  if (a === BsonType.int32 && b === BsonType.int32 && BigInt.asIntN(32, value) === value) {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(Number(value));
    return new BsonNode(BsonType.int32, bytes);
  }
  if (BigInt.asIntN(64, value) !== value)
    throw new MongoError('BadValue', `the result ${value} does not fit into 64 bits`);
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return new BsonNode(BsonType.int64, bytes);
}

function extreme(direction: 1 | -1): Apply {
  return (root, { path, operand }) => {
    const target = place(root, path, true);
    const isBetter = !target.value || keyOf(operand).compare(keyOf(target.value.value)) * direction > 0;
    if (isBetter) assign(target, BsonNode.of(operand));
  };
}

function bitwise(before: BsonNode | null, { name, ...operand }: RawElement): BsonNode {
  const types = [before?.type ?? operand.type, operand.type];
  if (types.some((type) => type !== BsonType.int32 && type !== BsonType.int64)) {
    throw new MongoError('BadValue', '$bit needs whole numbers (int32 or int64)');
  }
  const a = before ? integerOf(before.value) : 0n;
  const b = integerOf(operand);
  const result = { and: a & b, or: a | b, xor: a ^ b }[name];
  if (result === undefined) throw new MongoError('BadValue', `$bit does not know '${name}'`);
  return numeric(types[0] ?? 0, operand.type, result);
}

function arrayAt({ value }: Place, path: string[]): BsonNode[] {
  if (!value) return [];
  if (value.type !== BsonType.array) throw new MongoError('BadValue', `The field '${path.join('.')}' must be an array`);
  return value.items;
}

/** The modifiers of `$push` and `$addToSet`, or `null` when the operand is the item itself. */
function modifiersOf(operand: RawElement, known: string[]): Map<string, RawElement> | null {
  if (operand.type !== BsonType.object || !findField(valueBytes(operand), '$each')) return null;
  const modifiers = [...elements(operand.source, operand.start)];
  const unknown = modifiers.find(({ name }) => !known.includes(name));
  if (unknown) throw new MongoError('BadValue', `Unrecognized clause in ${known[0]}: ${unknown.name}`);
  return new Map(modifiers.map((modifier) => [modifier.name, modifier]));
}

function eachOf(modifiers: Map<string, RawElement> | null, operand: RawElement): BsonNode[] {
  const each = modifiers?.get('$each');
  if (each && each.type !== BsonType.array) throw new MongoError('BadValue', 'The argument to $each must be an array');
  return each ? BsonNode.of(each).items : [BsonNode.of(operand)];
}

function numberIn(modifiers: Map<string, RawElement> | null, name: string): number | null {
  const modifier = modifiers?.get(name);
  if (!modifier) return null;
  const number = numberOf(modifier);
  if (number === null || !Number.isInteger(number)) throw new MongoError('BadValue', `${name} needs a whole number`);
  return number;
}

function sortItems(items: BsonNode[], sort: RawElement): void {
  const direction = numberOf(sort);
  const fields = sort.type === BsonType.object ? parseSort(valueBytes(sort)) : null;
  if (!fields && direction !== 1 && direction !== -1)
    throw new MongoError('BadValue', '$sort needs 1, -1 or a document');
  const isDocument = ({ type }: BsonNode): boolean => type === BsonType.object;
  const keyed = items.map((item) => ({
    item,
    key: fields && isDocument(item) ? sortKey(item.bytes, fields) : keyOf(item.value),
  }));
  keyed.sort((a, b) => a.key.compare(b.key) * (fields ? 1 : (direction ?? 1)));
  items.splice(0, items.length, ...keyed.map(({ item }) => item));
}

function removeItems(root: BsonNode, path: string[], isRemoved: (item: BsonNode) => boolean): void {
  const target = place(root, path, false);
  if (!target?.value) return;
  const items = arrayAt(target, path);
  if (items.some(isRemoved)) assign(target, BsonNode.array(items.filter((item) => !isRemoved(item))));
}

function keyText(node: BsonNode): string {
  return keyOf(node.value).toString('latin1');
}

function isTimestamp(operand: RawElement): boolean {
  const type = operand.type === BsonType.object ? findField(valueBytes(operand), '$type') : null;
  if (type && textOf(type) === 'timestamp') return true;
  const isDate = operand.type === BsonType.boolean || (type && textOf(type) === 'date');
  if (!isDate) throw new MongoError('BadValue', "$currentDate takes true, { $type: 'date' } or { $type: 'timestamp' }");
  return false;
}

function encoded(value: Date | Timestamp): BsonNode {
  const field = findField(encodeDocument({ value }), 'value');
  if (!field) throw new Error('an encoded document lost its field');
  return BsonNode.of(field);
}
