import { Long } from 'bson';
import { encodeFields, frameDocument, frameDocuments, rawField } from '../bson/build.ts';
import { BsonType } from '../bson/raw.ts';
import { MongoError } from '../errors.ts';
import type { Patience } from './patience.ts';

/** Documents for one answer. `resumeToken` is only given by change streams. */
export type Batch = { documents: Buffer[]; isDone: boolean; resumeToken?: Buffer };

/** What a cursor reads from. */
export type BatchSource = {
  next(limit: number, patience: Patience, waitMs: number): Promise<Batch>;
  /** Ends a `next` that waits. */
  close(): void;
};

type Cursor = { namespace: string; source: BatchSource; lastUsed: number; isBusy: boolean; owner: object };

const MAX_BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;
const MAX_CURSORS = 5000;
const MAX_CURSORS_PER_CONNECTION = 500;

/** The cursors that clients still read. Those nobody asked for in ten minutes are closed. */
export class Cursors {
  readonly #cursors = new Map<number, Cursor>();
  readonly #sweep: NodeJS.Timeout;

  constructor() {
    this.#sweep = setInterval(() => this.closeIdle(Date.now()), 60_000);
    this.#sweep.unref();
  }

  /** Keeps what is left of `source` for `getMore`. `owner` is the connection that asked. */
  open(namespace: string, source: BatchSource, owner: object): number {
    const own = [...this.#cursors.values()].filter((cursor) => cursor.owner === owner).length;
    if (this.#cursors.size >= MAX_CURSORS || own >= MAX_CURSORS_PER_CONNECTION) {
      source.close();
      throw new MongoError('ExceededMemoryLimit', 'too many open cursors: read them to the end or close them');
    }
    const id = 1 + Math.floor(Math.random() * (Number.MAX_SAFE_INTEGER - 1));
    this.#cursors.set(id, { namespace, source, lastUsed: Date.now(), isBusy: false, owner });
    return id;
  }

  /** Reads on; a cursor that has come to its end is closed. */
  async next(id: number, namespace: string, limit: number, patience: Patience, waitMs: number): Promise<Batch> {
    const cursor = this.#cursors.get(id);
    if (!cursor) throw new MongoError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new MongoError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to '${cursor.namespace}'`,
      );
    }
    if (cursor.isBusy) throw new MongoError('CursorInUse', `cursor id ${id} is already in use`);
    cursor.isBusy = true;
    try {
      const batch = await cursor.source.next(limit, patience, waitMs);
      if (!this.#cursors.has(id)) throw new MongoError('CursorKilled', `cursor id ${id} was killed`);
      if (batch.isDone) this.kill(id);
      return batch;
    } catch (error) {
      this.kill(id);
      throw error;
    } finally {
      cursor.isBusy = false;
      cursor.lastUsed = Date.now();
    }
  }

  /** Closes a cursor; `false` when there is none. */
  kill(id: number): boolean {
    const cursor = this.#cursors.get(id);
    this.#cursors.delete(id);
    cursor?.source.close();
    return cursor !== undefined;
  }

  closeIdle(now: number): void {
    for (const [id, { lastUsed, isBusy }] of this.#cursors) {
      if (!isBusy && now - lastUsed > IDLE_MS) this.kill(id);
    }
  }

  closeAll(): void {
    clearInterval(this.#sweep);
    for (const id of [...this.#cursors.keys()]) this.kill(id);
  }
}

/** Reads a generator of encoded documents in batches; `null` in it is a moment to let others work. */
export function generatorSource(documents: Iterator<Buffer | null>): BatchSource {
  let held: Buffer | null = null;
  return {
    async next(limit, patience) {
      const batch: Buffer[] = [];
      let bytes = 0;
      while (batch.length < limit) {
        const next: IteratorResult<Buffer | null> = held ? { value: held, done: false } : documents.next();
        held = null;
        if (next.done) return { documents: batch, isDone: true };
        if (next.value === null) {
          await patience.breathe();
          continue;
        }
        if (batch.length > 0 && bytes + next.value.length > MAX_BATCH_BYTES) {
          held = next.value;
          break;
        }
        bytes += next.value.length;
        batch.push(next.value);
      }
      // One look ahead: a cursor that has nothing more to give need not be kept.
      if (limit > 0 && !held) {
        const next = documents.next();
        if (next.done) return { documents: batch, isDone: true };
        held = next.value;
      }
      return { documents: batch, isDone: false };
    },
    close: () => void documents.return?.(),
  };
}

/** The answer that carries a batch. */
export function cursorReply(field: 'firstBatch' | 'nextBatch', batch: Batch, id: number, namespace: string): Buffer {
  const { documents, isDone, resumeToken } = batch;
  const cursor = frameDocument([
    rawField(field, BsonType.array, frameDocuments(documents)),
    ...(resumeToken ? [rawField('postBatchResumeToken', BsonType.object, resumeToken)] : []),
    encodeFields({ id: Long.fromNumber(isDone ? 0 : id), ns: namespace }),
  ]);
  return frameDocument([rawField('cursor', BsonType.object, cursor), encodeFields({ ok: 1 })]);
}
