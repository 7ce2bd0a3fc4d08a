import { frameArray, frameDocument, rawField } from '../bson/build.ts';
import { BsonType, elements, type RawElement, valueBytes } from '../bson/raw.ts';

/**
 * What an update changed, as change streams say it: new values and removed fields by dotted path. Documents are compared
 * field by field, anything else as a whole.
 */
export function describeUpdate(before: Buffer, after: Buffer): Buffer {
  const updated: Buffer[] = [];
  const removed: { type: number; bytes: Buffer }[] = [];
  compare(before, after, '', updated, removed);
  const noTruncation = frameDocument([]);
  return frameDocument([
    rawField('updatedFields', BsonType.object, frameDocument(updated)),
    rawField('removedFields', BsonType.array, frameArray(removed)),
    rawField('truncatedArrays', BsonType.array, noTruncation),
  ]);
}

function compare(
  before: Buffer,
  after: Buffer,
  prefix: string,
  updated: Buffer[],
  removed: { type: number; bytes: Buffer }[],
): void {
  const old = new Map<string, RawElement>();
  for (const element of elements(before)) old.set(element.name, element);
  for (const element of elements(after)) {
    const path = prefix + element.name;
    const was = old.get(element.name);
    old.delete(element.name);
    if (was?.type === element.type && valueBytes(was).equals(valueBytes(element))) continue;
    if (was?.type === BsonType.object && element.type === BsonType.object) {
      compare(valueBytes(was), valueBytes(element), `${path}.`, updated, removed);
    } else {
      updated.push(rawField(path, element.type, valueBytes(element)));
    }
  }
  for (const name of old.keys()) removed.push({ type: BsonType.string, bytes: encodeString(prefix + name) });
}

function encodeString(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32LE(Buffer.byteLength(text) + 1);
  return Buffer.concat([length, Buffer.from(`${text}\0`)]);
}
