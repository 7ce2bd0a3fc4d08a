import { crc32 } from 'node:zlib';
import { positionOf, SegmentFiles, type SegmentOptions } from './segment-files.ts';

// A record: length of the payload (u32), CRC-32 of the payload (u32), payload. The payload begins with its kind:
//   1 put      collection u32, document u48, BSON     a new document, or the new version of one
//   2 delete   collection u32, document u48
//   3 catalog  BSON                                   collections and indexes, see `engine/store.ts`
//   4 mark     "SYNCED", position f64                 everything before this position is known to be on the disk
const KIND = { put: 1, delete: 2, catalog: 3, mark: 4 } as const;
const FRAME_BYTES = 8;
const KEY_BYTES = 11;
const MARK = Buffer.from('SYNCED');
const MAX_RECORD_BYTES = 17 * 1024 * 1024;
const READ_BYTES = 4 * 1024 * 1024;
const SYNC_INTERVAL_MS = 100;

/** What a put takes in the journal besides its document. */
export const PUT_OVERHEAD_BYTES = FRAME_BYTES + KEY_BYTES;

export type JournalEntry =
  | { kind: 'put'; collection: number; document: number; body: Buffer }
  | { kind: 'delete'; collection: number; document: number }
  | { kind: 'catalog'; body: Buffer };

/** An entry read back. `position` is that of the body; the body is only valid during the call. */
export type JournalVisitor = (entry: JournalEntry, position: number) => void;

/**
 * The append-only log that holds all data. An entry is in the file when `append` returns, so it outlives the process;
 * it outlives the machine after the next `sync`, which happens by itself every 100 ms.
 */
export class Journal {
  readonly files: SegmentFiles;
  readonly #log: (message: string) => void;
  readonly #timer: NodeJS.Timeout;
  #end = 0;
  #syncedEnd = 0;
  #syncing: Promise<void> | null = null;
  #failure: Error | null = null;

  constructor(options: SegmentOptions & { log: (message: string) => void }) {
    this.files = new SegmentFiles(options);
    this.#log = options.log;
    this.#timer = setInterval(() => this.sync().catch(() => undefined), SYNC_INTERVAL_MS);
    this.#timer.unref();
  }

  /** Writes all entries at once and gives the positions of their bodies. Throws when nothing of it was kept. */
  append(entries: JournalEntry[]): number[] {
    if (this.#failure) throw this.#failure;
    let total = 0;
    for (const entry of entries) total += FRAME_BYTES + payloadBytes(entry);
    const bytes = Buffer.allocUnsafe(total);
    const offsets: number[] = [];
    let at = 0;
    for (const entry of entries) {
      const end = at + FRAME_BYTES + payloadBytes(entry);
      offsets.push(writePayload(bytes, at + FRAME_BYTES, entry));
      writeFrame(bytes, at, end);
      at = end;
    }
    const position = this.files.append(bytes);
    this.#end = position + total;
    return offsets.map((offset) => position + offset);
  }

  /**
   * Waits until everything appended before this call is on the disk. When the disk refuses, nobody knows what of it was
   * written; then the journal takes no more entries and says so.
   */
  async sync(): Promise<void> {
    const target = this.#end;
    while (this.#syncedEnd < target) {
      if (this.#failure) throw this.#failure;
      this.#syncing ??= this.#syncNow().finally(() => {
        this.#syncing = null;
      });
      await this.#syncing;
    }
  }

  async #syncNow(): Promise<void> {
    const end = this.#end;
    try {
      await this.files.sync();
      this.#syncedEnd = end;
    } catch (error) {
      this.#failure = new Error('the journal could not be written to the disk; restart the store', { cause: error });
      this.#log(`${this.#failure.message}: ${String(error)}`);
      return;
    }
    try {
      if (this.files.isPersistent) this.files.append(markOf(end));
    } catch (error) {
      this.#log(`the disk takes no more: ${String(error)}`);
    }
  }

  /**
   * Reads all segments, oldest first. A record that was torn at the very end by a crash is cut off; damage anywhere else
   * throws, because what follows it cannot be trusted.
   */
  replay(visit: JournalVisitor): void {
    const { ids } = this.files;
    for (const id of ids) {
      const size = this.files.size(id);
      const end = this.scan(id, { verify: true, from: this.files.firstOffset, to: size }, visit);
      if (end === size) continue;
      const isSafeToCut = id === ids.at(-1) && !this.#hasMarkAfter(id, end);
      if (!isSafeToCut) {
        const where = `journal file ${id} is damaged at byte ${end} of ${size}`;
        throw new Error(`${where}, in data that had been written safely; restore the data folder from a backup`);
      }
      this.#log(`cut ${size - end} bytes of an unfinished write off journal file ${id}`);
      this.files.truncateLast(end);
    }
    this.#end = positionOf(ids.at(-1) ?? 0, ids.length > 0 ? this.files.size(ids.at(-1) ?? 0) : 0);
    this.#syncedEnd = this.#end;
  }

  /** Reads whole records of one segment between two offsets; gives the offset behind the last good one. */
  scan(id: number, range: { verify: boolean; from: number; to: number }, visit: JournalVisitor): number {
    let offset = range.from;
    let chunk = Buffer.allocUnsafe(Math.min(READ_BYTES, Math.max(range.to - range.from, 0)));
    while (offset + FRAME_BYTES <= range.to) {
      const filled = this.files.readInto(chunk.subarray(0, range.to - offset), id, offset);
      const read = readRecords(chunk.subarray(0, filled), positionOf(id, offset), range.verify, visit);
      offset += read.end;
      if (read.needs > range.to - offset) return offset;
      if (read.needs > chunk.length) chunk = Buffer.allocUnsafe(read.needs);
      else if (read.end === 0) return offset;
    }
    return offset;
  }

  // A mark behind the damage that was made when the damaged place was already safe: this is no unfinished write.
  #hasMarkAfter(id: number, offset: number): boolean {
    const rest = Buffer.allocUnsafe(this.files.size(id) - offset);
    this.files.readInto(rest, id, offset);
    for (let at = rest.indexOf(MARK); at >= 0; at = rest.indexOf(MARK, at + 1)) {
      const start = at - FRAME_BYTES - 1;
      const end = at + MARK.length + 8;
      if (start < 0 || end > rest.length || rest.readUInt32LE(start) !== end - at + 1) continue;
      const isValid = crc32(rest.subarray(at - 1, end)) === rest.readUInt32LE(start + 4);
      if (isValid && rest.readDoubleLE(end - 8) > positionOf(id, offset)) return true;
    }
    return false;
  }

  /** Writes what is left and closes the files. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.sync().catch(() => undefined);
    this.#failure = new Error('the store is closed');
    this.files.close();
  }
}

function payloadBytes(entry: JournalEntry): number {
  switch (entry.kind) {
    case 'put':
      return KEY_BYTES + entry.body.length;
    case 'delete':
      return KEY_BYTES;
    case 'catalog':
      return 1 + entry.body.length;
  }
}

/** Writes the payload and gives where its body begins. */
function writePayload(bytes: Buffer, at: number, entry: JournalEntry): number {
  bytes[at] = KIND[entry.kind];
  if (entry.kind !== 'catalog') {
    bytes.writeUInt32LE(entry.collection, at + 1);
    bytes.writeUIntLE(entry.document, at + 5, 6);
  }
  const body = entry.kind === 'catalog' ? at + 1 : at + KEY_BYTES;
  if (entry.kind !== 'delete') entry.body.copy(bytes, body);
  return body;
}

function writeFrame(bytes: Buffer, start: number, end: number): void {
  bytes.writeUInt32LE(end - start - FRAME_BYTES, start);
  bytes.writeUInt32LE(crc32(bytes.subarray(start + FRAME_BYTES, end)), start + 4);
}

function markOf(position: number): Buffer {
  const bytes = Buffer.allocUnsafe(FRAME_BYTES + 1 + MARK.length + 8);
  bytes[FRAME_BYTES] = KIND.mark;
  MARK.copy(bytes, FRAME_BYTES + 1);
  bytes.writeDoubleLE(position, bytes.length - 8);
  writeFrame(bytes, 0, bytes.length);
  return bytes;
}

/** Visits the records of `chunk`; `needs` is the length of the record that it ends in the middle of, or 0. */
function readRecords(
  chunk: Buffer,
  position: number,
  verify: boolean,
  visit: JournalVisitor,
): { end: number; needs: number } {
  let at = 0;
  while (at + FRAME_BYTES <= chunk.length) {
    const length = chunk.readUInt32LE(at);
    const end = at + FRAME_BYTES + length;
    if (length === 0 || length > MAX_RECORD_BYTES) return { end: at, needs: 0 };
    if (end > chunk.length) return { end: at, needs: FRAME_BYTES + length };
    const payload = at + FRAME_BYTES;
    if (verify && crc32(chunk.subarray(payload, end)) !== chunk.readUInt32LE(at + 4)) return { end: at, needs: 0 };
    const kind = chunk[payload];
    if (kind === KIND.catalog) {
      visit({ kind: 'catalog', body: chunk.subarray(payload + 1, end) }, position + payload + 1);
    } else if (kind === KIND.put || kind === KIND.delete) {
      const collection = chunk.readUInt32LE(payload + 1);
      const document = chunk.readUIntLE(payload + 5, 6);
      const body = chunk.subarray(payload + KEY_BYTES, end);
      const entry: JournalEntry =
        kind === KIND.put ? { kind: 'put', collection, document, body } : { kind: 'delete', collection, document };
      visit(entry, position + payload + KEY_BYTES);
    } else if (kind !== KIND.mark) {
      return { end: at, needs: 0 };
    }
    at = end;
  }
  return { end: at, needs: 0 };
}
