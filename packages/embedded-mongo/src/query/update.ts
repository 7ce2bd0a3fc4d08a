import { ObjectId } from 'bson';
import { frameDocument, rawField, rawValueField } from '../bson/build.ts';
import { keyOf } from '../bson/key-string.ts';
import { BsonNode } from '../bson/node.ts';
import { BsonType, elements, findField, type RawElement } from '../bson/raw.ts';
import { MongoError } from '../errors.ts';
import type { Filter } from './filter.ts';
import { type Operation, updateOperators } from './update-operators.ts';
import { assign, place } from './update-paths.ts';

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** A compiled update: a new content for the document, or operators that change it. */
export type Update = { kind: 'replace'; content: Buffer } | { kind: 'operators'; operations: Operation[] };

/** Compiles an update; throws for forms and operators that this store does not have. */
export function parseUpdate(update: Buffer): Update {
  const [first] = elements(update);
  if (!first?.name.startsWith('$')) {
    const odd = [...elements(update)].find(({ name }) => name.startsWith('$'));
    if (odd) throw new MongoError(52, `The dollar ($) prefixed field '${odd.name}' is not allowed in a replacement`);
    return { kind: 'replace', content: update };
  }
  const operations = [...elements(update)].flatMap(parseOperator);
  checkConflicts(operations);
  return { kind: 'operators', operations };
}

function parseOperator(operator: RawElement): Operation[] {
  const apply = updateOperators[operator.name];
  if (!apply) throw new MongoError('FailedToParse', `Unknown modifier: ${operator.name}`);
  if (operator.type !== BsonType.object) {
    throw new MongoError('FailedToParse', `Modifiers operate on fields but ${operator.name} was given no document`);
  }
  const fields = [...elements(operator.source, operator.start)].map((operand): Operation => {
    const path = operand.name.split('.');
    const isPositional = path.some((part) => part.startsWith('$'));
    if (isPositional) throw new MongoError('BadValue', `the path '${operand.name}' is not supported by this store`);
    if (path.includes('')) throw new MongoError(56, `The update path '${operand.name}' contains an empty field name`);
    return { name: operator.name, path, operand, apply };
  });
  return operator.name === '$rename' ? fields.flatMap(renameTarget) : fields;
}

// The new name must be checked for conflicts as well.
function renameTarget(operation: Operation): Operation[] {
  const { operand } = operation;
  if (operand.type !== BsonType.string) throw new MongoError('BadValue', 'The "to" field for $rename must be a string');
  const target = operand.source.toString('utf8', operand.start + 4, operand.end - 1).split('.');
  return [operation, { ...operation, path: target, apply: () => undefined }];
}

function checkConflicts(operations: Operation[]): void {
  const paths = operations.map(({ path }) => path.join('.')).sort();
  paths.forEach((path, i) => {
    const next = paths.slice(i + 1).find((other) => other === path || other.startsWith(`${path}.`));
    if (next === undefined) return;
    throw new MongoError(
      'ConflictingUpdateOperators',
      `Updating the path '${next}' would create a conflict at '${path}'`,
    );
  });
}

/** The document after an update; the same bytes when nothing changes. */
export function applyUpdate(document: Buffer, update: Update, now: Date): Buffer {
  const changed =
    update.kind === 'replace'
      ? replaced(document, update.content)
      : operated(document, update.operations, { now, isInsert: false });
  const id = findField(document, '_id');
  const newId = findField(changed, '_id');
  if (id && (!newId || !keyOf(newId).equals(keyOf(id)))) {
    throw new MongoError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  if (changed.length > MAX_DOCUMENT_BYTES) {
    throw new MongoError(17419, `Resulting document after update is larger than ${MAX_DOCUMENT_BYTES}`);
  }
  return changed.equals(document) ? document : changed;
}

/** The document that an upsert inserts: what the filter demands to be equal, changed by the update; `_id` comes first. */
export function upsertedDocument(filter: Filter, update: Update, now: Date): Buffer {
  const base = BsonNode.emptyDocument();
  for (const { path, equal } of filter.conditions) {
    if (path === null || !equal || (update.kind === 'replace' && path !== '_id')) continue;
    assign(place(base, path.split('.'), true), BsonNode.of(equal));
  }
  const demanded = base.fields.get('_id');
  const content =
    update.kind === 'replace'
      ? replaced(base.bytes, update.content)
      : operated(base.bytes, update.operations, { now, isInsert: true });
  const id = findField(content, '_id');
  if (demanded && id && !keyOf(id).equals(keyOf(demanded.value))) {
    throw new MongoError('ImmutableField', 'The _id of the filter and that of the update differ');
  }
  const node = new BsonNode(BsonType.object, content);
  const newId = id ? BsonNode.of(id) : new BsonNode(BsonType.objectId, Buffer.from(new ObjectId().id));
  node.fields.delete('_id');
  return frameDocument([rawField('_id', newId.type, newId.bytes), node.bytes.subarray(4, -1)]);
}

function replaced(document: Buffer, content: Buffer): Buffer {
  const id = findField(document, '_id');
  if (!id || findField(content, '_id')) return content;
  return frameDocument([rawValueField('_id', id), content.subarray(4, -1)]);
}

function operated(document: Buffer, operations: Operation[], context: { now: Date; isInsert: boolean }): Buffer {
  const root = new BsonNode(BsonType.object, document);
  for (const operation of operations) operation.apply(root, operation, context);
  return root.bytes;
}
