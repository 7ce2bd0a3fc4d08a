import { type Document, deserialize, serialize } from 'bson';
import { elements, type RawValue } from './bson/raw.ts';

// What the unit tests of this package share.

/** `document`, encoded by the bson library. */
export function encode(document: Document): Buffer {
  return Buffer.from(serialize(document));
}

export function decoded(document: Buffer): Document {
  return deserialize(document);
}

/** A value as it lies in a document. */
export function raw(value: unknown): RawValue {
  const [element] = elements(encode({ value }));
  if (!element) throw new Error('no value');
  return element;
}
