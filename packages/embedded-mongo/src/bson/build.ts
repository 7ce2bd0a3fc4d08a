import { type Document, deserialize, Long, ObjectId, serialize } from 'bson';
import { BsonType, type RawValue, valueBytes } from './raw.ts';

// Documents are put together from encoded parts, so that stored bytes go out exactly as they came in.

/** The elements of `fields`, encoded, without the frame of a document. */
export function encodeFields(fields: Document): Buffer {
  return Buffer.from(serialize(fields, { ignoreUndefined: true })).subarray(4, -1);
}

/** One element whose value is already encoded. */
export function rawField(name: string, type: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(type), Buffer.from(name), Buffer.of(0), value]);
}

export function rawValueField(name: string, value: RawValue): Buffer {
  return rawField(name, value.type, valueBytes(value));
}

/** Frames encoded elements as a document. */
export function frameDocument(parts: Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const header = Buffer.allocUnsafe(4);
  header.writeInt32LE(length);
  return Buffer.concat([header, ...parts, Buffer.of(0)], length);
}

/** Frames encoded values as an array. */
export function frameArray(values: { type: number; bytes: Buffer }[]): Buffer {
  const parts: Buffer[] = [];
  values.forEach(({ type, bytes }, i) => {
    parts.push(Buffer.from(`${String.fromCharCode(type)}${i}\0`, 'latin1'), bytes);
  });
  return frameDocument(parts);
}

export function frameDocuments(documents: Buffer[]): Buffer {
  return frameArray(documents.map((bytes) => ({ type: BsonType.object, bytes })));
}

export function encodeDocument(document: Document): Buffer {
  return frameDocument([encodeFields(document)]);
}

/** `document` with a fresh ObjectId as its first field. */
export function withNewId(document: Buffer): Buffer {
  return frameDocument([rawField('_id', BsonType.objectId, Buffer.from(new ObjectId().id)), document.subarray(4, -1)]);
}

/** A value whose type survives when it is encoded again. */
export function decodeExactly(value: RawValue): unknown {
  return deserialize(frameDocument([rawValueField('value', value)]), { promoteValues: false }).value;
}

/**
 * Encodes what a pipeline computed. JavaScript has one kind of number: whole ones become int32, or int64 when they do
 * not fit, the others double.
 */
export function encodeComputed(value: Document): Buffer {
  return encodeDocument(withLongs(value) as Document);
}

function withLongs(value: unknown): unknown {
  if (typeof value === 'number') {
    const isLong = Number.isSafeInteger(value) && Math.abs(value) > 0x7fffffff && !Object.is(value, -0);
    return isLong ? Long.fromNumber(value) : value;
  }
  if (Array.isArray(value)) return value.map(withLongs);
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withLongs(item)])) : value;
}
