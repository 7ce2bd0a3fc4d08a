import { deserialize } from 'bson';
import { encodeFields, frameDocument, rawValueField } from '../bson/build.ts';
import { type Location, locate } from '../bson/path.ts';
import { MongoError } from '../errors.ts';
import { type Index, keyPattern } from './index-definition.ts';

/** The error of a `document` whose key is already in a unique index. */
export function duplicateKeyError(namespace: string, index: Index, document: Buffer): MongoError {
  const found: Location = { type: 0, start: 0, end: 0, isArray: false };
  const parts = index.fields.map(({ path }) => {
    locate(document, path, found);
    if (found.type === 0) return encodeFields({ [path.text]: null });
    return rawValueField(path.text, { ...found, source: document });
  });
  const keyValue = deserialize(frameDocument(parts), { promoteValues: false });
  const shown = Object.entries(keyValue).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const message = `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: { ${shown.join(', ')} }`;
  return new MongoError('DuplicateKey', message, { keyPattern: keyPattern(index), keyValue });
}
