import { Long } from 'bson';
import { BsonType, nameEnd, type RawValue, valueEnd } from './raw.ts';

// A key string is a run of bytes that sorts (bytewise) as MongoDB sorts the values it was made from. Everything that
// compares values here does so on key strings, hence an index, a sort and a filter can never disagree.
//
// Each value is its class, then a body that ends by itself, so that no key is the prefix of another. Classes leave a gap
// of at least one: `[class + 1]` is above everything of that class, which is how a range stays inside its type.
// In a descending component all bytes are inverted.
const CLASS = {
  minKey: 0x05,
  null: 0x0a,
  nan: 0x14,
  number: 0x17,
  string: 0x1e,
  object: 0x28,
  array: 0x32,
  binary: 0x3c,
  objectId: 0x46,
  boolean: 0x50,
  date: 0x5a,
  timestamp: 0x64,
  regex: 0x6e,
  dbPointer: 0x78,
  code: 0x82,
  codeWithScope: 0x8c,
  maxKey: 0xf0,
} as const;

/** The key of null, which is also the key of a missing field. */
export const NULL_KEY = Buffer.from([CLASS.null]);
export const MIN_KEY_CLASS: number = CLASS.minKey;
export const MAX_KEY_CLASS: number = CLASS.maxKey;

const MAX_VIEWS = 1024;

const number = new DataView(new ArrayBuffer(8));

/** Builds key strings in one reused buffer; `copy` what shall outlive the next `reset`. */
export class KeyWriter {
  bytes: Buffer = Buffer.allocUnsafe(512);
  length = 0;
  // Keys of one index have few lengths: a view for each, made once, spares an object per key.
  #views: Buffer[] = [];

  reset(): this {
    this.length = 0;
    return this;
  }

  /** Appends one value; type 0 is a missing field. */
  value(type: number, source: Buffer, start: number, end: number, descending = false): this {
    const from = this.length;
    this.reserve(24);
    this.#body(type, source, start, end);
    if (descending) for (let at = from; at < this.length; at++) this.bytes[at] = ~(this.bytes[at] ?? 0);
    return this;
  }

  /** Appends an unsigned number of 48 bits: which document a key belongs to. */
  documentId(id: number): this {
    this.reserve(6);
    this.bytes.writeUIntBE(id, this.length, 6);
    this.length += 6;
    return this;
  }

  /** The key so far, in memory of the writer: only valid until the next `reset`. */
  view(): Buffer {
    if (this.length > MAX_VIEWS) return this.bytes.subarray(0, this.length);
    let view = this.#views[this.length];
    if (!view) {
      view = this.bytes.subarray(0, this.length);
      this.#views[this.length] = view;
    }
    return view;
  }

  copy(): Buffer {
    return Buffer.from(this.view());
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.length + more));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
    this.#views = [];
  }

  #body(type: number, source: Buffer, start: number, end: number): void {
    switch (type) {
      case BsonType.missing:
      case BsonType.undefined:
      case BsonType.null:
        this.#byte(CLASS.null);
        break;
      case BsonType.double:
        this.#number(source.readDoubleLE(start), 0);
        break;
      case BsonType.int32:
        this.#number(source.readInt32LE(start), 0);
        break;
      case BsonType.int64:
        this.#int64(source, start);
        break;
      case BsonType.decimal128:
        this.#number(decimalToNumber(source.subarray(start, end)), 0);
        break;
      case BsonType.string:
      case BsonType.symbol:
        this.#byte(CLASS.string);
        this.#text(source, start + 4, end - 1);
        break;
      case BsonType.object:
        this.#byte(CLASS.object);
        this.#fields(source, start, true);
        break;
      case BsonType.array:
        this.#byte(CLASS.array);
        this.#fields(source, start, false);
        break;
      case BsonType.binary:
        this.#byte(CLASS.binary);
        this.#raw(
          Buffer.from([source[start + 3] ?? 0, source[start + 2] ?? 0, source[start + 1] ?? 0, source[start] ?? 0]),
        );
        this.#raw(source.subarray(start + 4, end));
        break;
      case BsonType.objectId:
        this.#byte(CLASS.objectId);
        this.#raw(source.subarray(start, end));
        break;
      case BsonType.boolean:
        this.#byte(CLASS.boolean);
        this.#byte(source[start] ?? 0);
        break;
      case BsonType.date:
        this.#byte(CLASS.date);
        for (let at = 7; at >= 0; at--) this.#byte((source[start + at] ?? 0) ^ (at === 7 ? 0x80 : 0));
        break;
      case BsonType.timestamp:
        this.#byte(CLASS.timestamp);
        for (let at = 7; at >= 0; at--) this.#byte(source[start + at] ?? 0);
        break;
      case BsonType.regex: {
        const options = nameEnd(source, start) + 1;
        this.#byte(CLASS.regex);
        this.#text(source, start, options - 1);
        this.#text(source, options, end - 1);
        break;
      }
      case BsonType.minKey:
        this.#byte(CLASS.minKey);
        break;
      case BsonType.maxKey:
        this.#byte(CLASS.maxKey);
        break;
      default:
        this.#byte(
          type === BsonType.dbPointer ? CLASS.dbPointer : type === BsonType.code ? CLASS.code : CLASS.codeWithScope,
        );
        this.#text(source, start, end);
        break;
    }
  }

  #byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  #raw(bytes: Buffer): void {
    this.reserve(bytes.length);
    this.length += bytes.copy(this.bytes, this.length);
  }

  // UTF-8 sorts by code point. A zero byte becomes 00 FF, the end is 00 00.
  #text(source: Buffer, start: number, end: number): void {
    this.reserve(2 * (end - start) + 2);
    const { bytes } = this;
    let to = this.length;
    for (let at = start; at < end; at++) {
      const byte = source[at] ?? 0;
      bytes[to++] = byte;
      if (byte === 0) bytes[to++] = 0xff;
    }
    bytes[to++] = 0;
    bytes[to++] = 0;
    this.length = to;
  }

  #fields(source: Buffer, start: number, isNamed: boolean): void {
    let at = start + 4;
    for (let type = source[at]; type; type = source[at]) {
      const name = nameEnd(source, at + 1);
      const end = valueEnd(source, type, name + 1);
      const classAt = this.length;
      this.#body(type, source, name + 1, end);
      if (isNamed) this.#insertName(classAt + 1, source, at + 1, name);
      at = end;
    }
    this.#byte(0);
  }

  // MongoDB compares the type of a field first, then its name, then its value: the name goes behind the class.
  #insertName(to: number, source: Buffer, start: number, end: number): void {
    const bytes = end - start + 2;
    this.reserve(bytes);
    this.bytes.copyWithin(to + bytes, to, this.length);
    source.copy(this.bytes, to, start, end);
    this.bytes.fill(0, to + bytes - 2, to + bytes);
    this.length += bytes;
  }

  #int64(source: Buffer, start: number): void {
    const low = source.readUInt32LE(start);
    const high = source.readInt32LE(start + 4);
    const value = high * 2 ** 32 + low;
    if (Number.isSafeInteger(value)) {
      this.#number(value, 0);
      return;
    }
    const exact = new Long(low | 0, high);
    const nearest = exact.toNumber();
    this.#number(nearest, Number(exact.toBigInt() - BigInt(nearest)));
  }

  // Doubles in order, and from 2^53 on what an int64 differs from its nearest double (at most 512).
  #number(value: number, rest: number): void {
    if (Number.isNaN(value)) {
      this.#byte(CLASS.nan);
      return;
    }
    this.reserve(11);
    number.setFloat64(0, value === 0 ? 0 : value);
    const flip = number.getUint8(0) & 0x80 ? 0xff : 0;
    const { bytes } = this;
    let to = this.length;
    bytes[to++] = CLASS.number;
    bytes[to++] = number.getUint8(0) ^ (flip || 0x80);
    for (let at = 1; at < 8; at++) bytes[to++] = number.getUint8(at) ^ flip;
    if (Math.abs(value) >= 2 ** 53) {
      bytes[to++] = (rest + 0x8000) >> 8;
      bytes[to++] = (rest + 0x8000) & 0xff;
    }
    this.length = to;
  }
}

/** The key of one value, on its own. */
export function keyOf(value: RawValue): Buffer {
  return new KeyWriter().value(value.type, value.source, value.start, value.end).copy();
}

/** The smallest key above every key that begins with `key`; `null` when there is none. */
export function successor(key: Buffer): Buffer | null {
  let length = key.length;
  while (length > 0 && key[length - 1] === 0xff) length--;
  if (length === 0) return null;
  const next = Buffer.from(key.subarray(0, length));
  next[length - 1] = (next[length - 1] ?? 0) + 1;
  return next;
}

/** `key` as it stands in a descending component. */
export function inverted(key: Buffer): Buffer {
  return Buffer.from(key.map((byte) => ~byte));
}

// Decimals are ordered by their nearest double: exact enough for a store whose writers never use them.
function decimalToNumber(bytes: Buffer): number {
  const high = bytes.readBigUInt64LE(8);
  const isNegative = high >> 63n === 1n;
  if ((high >> 58n) % 32n === 31n) return Number.NaN;
  if ((high >> 58n) % 32n === 30n) return isNegative ? -Infinity : Infinity;
  const exponent = Number((high >> 49n) & 0x3fffn) - 6176;
  const digits = ((high & 0x1ffffffffffffn) << 64n) | bytes.readBigUInt64LE(0);
  return (isNegative ? -1 : 1) * Number(`${digits}e${exponent}`);
}
