import type { Document } from 'bson';
import { BsonType, elements, numberOf, type RawElement, type RawValue, textOf, valueBytes } from '../bson/raw.ts';
import { MongoError } from '../errors.ts';
import { decodeValue } from '../query/expressions.ts';

/** Arguments that every command may carry and that change nothing in a store of one process. */
const GENERIC = new Set([
  '$clusterTime',
  '$db',
  '$readPreference',
  'apiDeprecationErrors',
  'apiStrict',
  'apiVersion',
  'comment',
  'lsid',
  'maxTimeMS',
  'readConcern',
  'writeConcern',
]);

/** A command with its arguments, which stay encoded until they are asked for. */
export class Command {
  readonly name: string;
  readonly database: string;
  readonly #fields: Map<string, RawElement>;
  readonly #sequences: Map<string, Buffer[]>;

  constructor(body: Buffer, database: string, sequences: Map<string, Buffer[]> = new Map()) {
    const [first, ...rest] = [...elements(body)];
    if (!first) throw new MongoError('CommandNotFound', 'an empty document is no command');
    this.name = first.name;
    this.database = database;
    this.#fields = new Map([first, ...rest].map((element) => [element.name, element]));
    this.#sequences = sequences;
  }

  /**
   * Throws for every argument that is not in `supported`, unless it is one that changes nothing or asks for nothing
   * (false, null, an empty document).
   */
  expect(...supported: string[]): void {
    for (const [name, value] of this.#fields) {
      if (name === this.name || GENERIC.has(name) || supported.includes(name) || isBlank(value)) continue;
      throw new MongoError(40415, `BSON field '${this.name}.${name}' is not supported by this store`);
    }
    for (const name of this.#sequences.keys()) {
      if (!supported.includes(name))
        throw new MongoError(40415, `BSON field '${this.name}.${name}' is not supported by this store`);
    }
  }

  has(name: string): boolean {
    return this.#fields.has(name) || this.#sequences.has(name);
  }

  /** The argument as it came, or `null`. */
  raw(name: string): RawValue | null {
    return this.#fields.get(name) ?? null;
  }

  /** The argument, decoded. */
  value(name: string): unknown {
    const raw = this.raw(name);
    return raw && decodeValue(raw);
  }

  string(name: string): string {
    const raw = this.raw(name);
    if (raw?.type !== BsonType.string) throw this.#wrongType(name, 'a string');
    return textOf(raw);
  }

  /** A whole number that is not negative; `fallback` when it is not given. */
  count(name: string, fallback: number): number {
    const raw = this.raw(name);
    if (!raw || raw.type === BsonType.null) return fallback;
    const number = numberOf(raw);
    if (number === null) throw this.#wrongType(name, 'a number');
    if (!Number.isInteger(number) || number < 0)
      throw new MongoError(51024, `BSON field '${name}' must be a whole number, 0 or more`);
    return number;
  }

  flag(name: string, fallback = false): boolean {
    const raw = this.raw(name);
    if (!raw || raw.type === BsonType.null) return fallback;
    if (raw.type === BsonType.boolean) return raw.source[raw.start] === 1;
    const number = numberOf(raw);
    if (number === null) throw this.#wrongType(name, 'a boolean');
    return number !== 0;
  }

  /** A document, encoded, or `null`. */
  document(name: string): Buffer | null {
    const raw = this.raw(name);
    if (!raw || raw.type === BsonType.null) return null;
    if (raw.type !== BsonType.object) throw this.#wrongType(name, 'an object');
    return valueBytes(raw);
  }

  /** An array of documents, encoded, whether in the body or beside it. */
  documents(name: string): Buffer[] {
    const sequence = this.#sequences.get(name);
    if (sequence) return sequence;
    const raw = this.raw(name);
    if (raw?.type !== BsonType.array) throw this.#wrongType(name, 'an array');
    return [...elements(raw.source, raw.start)].map((element) => {
      if (element.type !== BsonType.object) throw this.#wrongType(name, 'an array of objects');
      return valueBytes(element);
    });
  }

  /** `database.collection`, the collection being the value of the command itself unless another argument names it. */
  namespace(argument: string = this.name): string {
    const collection = this.raw(argument);
    if (collection?.type !== BsonType.string || textOf(collection) === '') {
      throw new MongoError('InvalidNamespace', `collection name has invalid type or is empty in ${this.name}`);
    }
    return `${this.database}.${textOf(collection)}`;
  }

  /** Throws for what only replica sets can do. Every command passes here. */
  checkGeneric(): void {
    if (['txnNumber', 'startTransaction', 'autocommit'].some((name) => this.has(name))) {
      const message = 'Transaction numbers are only allowed on a replica set member or mongos';
      throw new MongoError('IllegalOperation', message);
    }
    const { level = 'local' } = (this.value('readConcern') ?? {}) as Document;
    if (!['local', 'available', 'majority'].includes(level)) {
      throw new MongoError('InvalidOptions', `readConcern '${level}' is not supported by this store`);
    }
    const { w = 1 } = this.#writeConcern();
    if (typeof w === 'number' ? w > 1 : w !== 'majority') {
      throw new MongoError('BadValue', `cannot use 'w' of ${w} when a host is not replicated`);
    }
  }

  /** The client wants to know the write safe on the disk. */
  get isJournaled(): boolean {
    const { j, fsync } = this.#writeConcern();
    return j === true || fsync === true;
  }

  #writeConcern(): Document {
    return (this.value('writeConcern') ?? {}) as Document;
  }

  #wrongType(name: string, expected: string): MongoError {
    return new MongoError('TypeMismatch', `BSON field '${this.name}.${name}' is the wrong type, expected ${expected}`);
  }
}

function isBlank(value: RawValue): boolean {
  switch (value.type) {
    case BsonType.null:
    case BsonType.undefined:
      return true;
    case BsonType.boolean:
      return value.source[value.start] === 0;
    case BsonType.object:
    case BsonType.array:
      return value.end - value.start === 5;
    default:
      return false;
  }
}
