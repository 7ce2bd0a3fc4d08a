import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '@commonwatt/domain/domain-error';
import { BSON, type Document } from 'mongodb';
import type { Telemetry } from './telemetry.ts';

/** Every collection of an installation: what other programs write, and what is worked out from it. */
export const backedUpCollections = [
  'unitData',
  'deal',
  'apisLog',
  'downtime',
  'downtimeStatus',
  'downtimeProgress',
  'downtimeHour',
  'downtimeUnread',
  'dealDay',
  'dealMonth',
  'dealSumProgress',
  'energyDay',
  'energyProgress',
] as const;

export type BackedUpCollection = (typeof backedUpCollections)[number];
export type DocumentCounts = Record<BackedUpCollection, number>;
/** Told now and then how many documents of a collection are done. */
export type BackupProgress = (collection: BackedUpCollection, done: number) => void;

const batchSize = 1_000;
const longestDocument = 16 * 1024 * 1024;

/** Writes each collection to a file of its own in `folder`: BSON documents one after another, as `mongodump` does. */
export async function backUpCollections(
  telemetry: Telemetry,
  folder: string,
  onProgress: BackupProgress = () => {},
): Promise<DocumentCounts> {
  const counts = {} as DocumentCounts;
  for (const name of backedUpCollections) {
    let count = 0;
    const documents = async function* () {
      // The very bytes: a document goes through unread, with all its types.
      const cursor = telemetry.db.collection(name).find({}, { raw: true, batchSize });
      for await (const document of cursor) {
        count += 1;
        if (count % batchSize === 0) onProgress(name, count);
        yield document as unknown as Buffer;
      }
    };
    await pipeline(documents(), createWriteStream(fileOf(folder, name), { mode: 0o600 }));
    counts[name] = count;
  }
  return counts;
}

/**
 * Brings collections back into an empty database.
 * @throws DomainError PRECONDITION_FAILED when there are documents already, BAD_REQUEST when a file is damaged.
 */
export async function restoreCollections(
  telemetry: Telemetry,
  folder: string,
  onProgress: BackupProgress = () => {},
): Promise<DocumentCounts> {
  for (const name of backedUpCollections) {
    const found = await telemetry.db.collection(name).findOne({}, { projection: { _id: 1 } });
    if (found)
      throw new DomainError('PRECONDITION_FAILED', `${name} has documents already: restore into an empty database`);
  }
  const counts = {} as DocumentCounts;
  for (const name of backedUpCollections) {
    let count = 0;
    let batch: Document[] = [];
    const flush = async () => {
      if (batch.length > 0) await telemetry.db.collection(name).insertMany(batch, { ordered: false });
      count += batch.length;
      batch = [];
      onProgress(name, count);
    };
    for await (const document of readDocuments(fileOf(folder, name))) {
      batch.push(document);
      if (batch.length === batchSize) await flush();
    }
    await flush();
    counts[name] = count;
  }
  return counts;
}

/** Documents of a BSON file, with their numbers as they were: int32, double and int64 stay apart. */
async function* readDocuments(file: string): AsyncGenerator<Document> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= 4) {
      const size = rest.readInt32LE(at);
      if (size < 5 || size > longestDocument) throw damaged(file);
      if (rest.length - at < size) break;
      yield BSON.deserialize(rest.subarray(at, at + size), { promoteValues: false, promoteBuffers: false });
      at += size;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw damaged(file);
}

function damaged(file: string): DomainError {
  return new DomainError('BAD_REQUEST', `${file} is damaged or breaks off`);
}

function fileOf(folder: string, name: BackedUpCollection): string {
  return join(folder, `${name}.bson`);
}
