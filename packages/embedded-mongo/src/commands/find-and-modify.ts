import { encodeFields, frameDocument, rawField, rawValueField } from '../bson/build.ts';
import { BsonType, findField } from '../bson/raw.ts';
import { MongoError } from '../errors.ts';
import { parseProjection } from '../query/projection.ts';
import type { Command } from './command.ts';
import type { Context, Reply } from './context.ts';
import { deleteWrite, findFirst, parseUpdateArgument, prepareWrite, updateWrite, upsert } from './write.ts';

type Outcome = { value: Buffer | null; count: number; isUpdate: boolean; upserted: Buffer | null };

/** Changes or removes one document and gives it, as it was or as it became. */
export async function findAndModify(command: Command, context: Context): Promise<Reply> {
  command.expect('query', 'sort', 'update', 'remove', 'new', 'upsert', 'fields', 'hint', 'bypassDocumentValidation');
  const isRemove = command.flag('remove');
  if (isRemove === command.has('update')) {
    throw new MongoError('FailedToParse', 'Either an update or remove=true must be specified');
  }
  if (isRemove && (command.flag('new') || command.flag('upsert'))) {
    throw new MongoError('FailedToParse', "Cannot specify both 'remove' and 'new' or 'upsert'");
  }
  const project = parseProjection(command.document('fields'));
  const { value, count, isUpdate, upserted } = isRemove ? remove(command, context) : modify(command, context);
  if (command.isJournaled) await context.store.journal.sync();
  const id = upserted && findField(upserted, '_id');
  const lastError = frameDocument([
    encodeFields({ n: count, ...(!isRemove && { updatedExisting: isUpdate }) }),
    ...(id ? [rawValueField('upserted', id)] : []),
  ]);
  const shown = value && project ? project(value) : value;
  return frameDocument([
    rawField('lastErrorObject', BsonType.object, lastError),
    rawField('value', shown ? BsonType.object : BsonType.null, shown ?? Buffer.alloc(0)),
    encodeFields({ ok: 1 }),
  ]);
}

function remove(command: Command, { store }: Context): Outcome {
  const collection = store.find(command.namespace());
  const [match] = collection ? findFirst(collection, prepareWrite(command, 'query', collection, 1)) : [];
  if (!collection || !match) return { value: null, count: 0, isUpdate: false, upserted: null };
  const value = Buffer.from(match.body);
  collection.write([deleteWrite(match)]);
  return { value, count: 1, isUpdate: false, upserted: null };
}

function modify(command: Command, { store, now }: Context): Outcome {
  const change = parseUpdateArgument(command, 'update');
  const namespace = command.namespace();
  const collection = store.find(namespace);
  const query = prepareWrite(command, 'query', collection, 1);
  const [match] = collection ? findFirst(collection, query) : [];
  if (collection && match) {
    const write = updateWrite(match, change, now());
    const [failed] = write ? collection.write([write]) : [];
    if (failed) throw failed.error;
    const value = command.flag('new') ? (write?.after ?? match.body) : match.body;
    return { value, count: 1, isUpdate: true, upserted: null };
  }
  if (!command.flag('upsert')) return { value: null, count: 0, isUpdate: false, upserted: null };
  const document = upsert(store.open(namespace), query, change, now());
  return { value: command.flag('new') ? document : null, count: 1, isUpdate: false, upserted: document };
}
