import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const BLOCK_BYTES = 64 * 1024;
const MAGIC = Buffer.from('CWATTDB1');
const FILE_NAME = /^journal-(\d{8})\.log$/;

export type SegmentOptions = { dataDir: string | null; cacheBytes: number; segmentBytes: number };
type Segment = { id: number; size: number; fd: number | null };

/** A place in the journal as one number: segment * 2^32 + offset. */
export function positionOf(segment: number, offset: number): number {
  return segment * 2 ** 32 + offset;
}

/**
 * The journal's files, numbered without gaps, and a cache of their blocks: what was used least recently leaves memory
 * first and is read again when needed. Without a data folder the blocks are the only copy and all stay.
 */
export class SegmentFiles {
  readonly #options: SegmentOptions;
  readonly #segments = new Map<number, Segment>();
  readonly #blocks = new Map<number, Buffer>();
  #recent: { key: number; block: Buffer } | null = null;
  #lastMiss = 0;
  #last: Segment | undefined;

  constructor(options: SegmentOptions) {
    this.#options = options;
    const { dataDir } = options;
    if (dataDir === null) return;
    const names = readdirSync(dataDir).filter((name) => FILE_NAME.test(name));
    const ids = names.map((name) => Number(FILE_NAME.exec(name)?.[1])).sort((a, b) => a - b);
    for (const id of ids) {
      const fd = openSync(this.#path(dataDir, id), 'r+');
      this.#segments.set(id, { id, size: fstatSync(fd).size, fd });
    }
    const [first = 0] = ids;
    const gap = ids.findIndex((id, i) => id !== first + i);
    if (gap >= 0)
      throw new Error(`${dataDir}: journal file ${first + gap} is missing; restore it or a backup of the folder`);
    // A crash right after a file was created leaves it without its first bytes.
    this.#last = this.#segments.get(ids.at(-1) ?? 0);
    if (this.#last && this.#last.size < MAGIC.length) this.#writeMagic(this.#last);
    for (const segment of this.#segments.values()) this.#checkMagic(segment);
  }

  get isPersistent(): boolean {
    return this.#options.dataDir !== null;
  }

  /** Ids of all segments, oldest first; the last is the one that grows. */
  get ids(): number[] {
    return [...this.#segments.keys()];
  }

  get totalBytes(): number {
    let total = 0;
    for (const segment of this.#segments.values()) total += segment.size;
    return total;
  }

  /** Where the records of a segment begin. */
  get firstOffset(): number {
    return MAGIC.length;
  }

  size(id: number): number {
    return this.#segment(id).size;
  }

  /** Writes to the end of the journal, opening a new segment when the last is full, and gives the position. */
  append(bytes: Buffer): number {
    let segment = this.#last;
    if (!segment || segment.size + bytes.length > this.#options.segmentBytes) segment = this.#open(segment);
    const offset = segment.size;
    writeAll(segment, bytes, offset);
    segment.size += bytes.length;
    this.#keep(segment.id, offset, bytes);
    return positionOf(segment.id, offset);
  }

  /** A view of `length` bytes; it stays valid whatever happens to the cache. */
  read(position: number, length: number): Buffer {
    const id = Math.floor(position / 2 ** 32);
    const offset = position % 2 ** 32;
    const at = offset % BLOCK_BYTES;
    const key = blockKey(id, Math.floor(offset / BLOCK_BYTES));
    // A block is only worth reading for its second document: those of one home are often a block apart.
    if (this.#recent?.key !== key && this.#lastMiss !== key && !this.#blocks.has(key)) {
      this.#lastMiss = key;
      return this.#readAlone(id, offset, length);
    }
    const first = this.#block(id, Math.floor(offset / BLOCK_BYTES));
    if (at + length <= BLOCK_BYTES) return first.subarray(at, at + length);
    const whole = Buffer.allocUnsafe(length);
    let done = first.copy(whole, 0, at);
    while (done < length) done += this.#block(id, Math.floor((offset + done) / BLOCK_BYTES)).copy(whole, done);
    return whole;
  }

  #readAlone(id: number, offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    this.readInto(bytes, id, offset);
    return bytes;
  }

  /** Fills `target` from a segment, past the cache; gives the number of bytes read. */
  readInto(target: Buffer, id: number, offset: number): number {
    const segment = this.#segment(id);
    const length = Math.min(target.length, segment.size - offset);
    if (segment.fd === null) return this.read(positionOf(id, offset), length).copy(target);
    let done = 0;
    while (done < length) {
      const read = readSync(segment.fd, target, done, length - done, offset + done);
      if (read === 0) break;
      done += read;
    }
    return done;
  }

  /** Cuts the last segment off at `size`. */
  truncateLast(size: number): void {
    const segment = this.#last;
    if (!segment || segment.fd === null) return;
    ftruncateSync(segment.fd, size);
    fdatasyncSync(segment.fd);
    segment.size = size;
  }

  /** Waits until everything that was appended so far is on the disk. */
  async sync(): Promise<void> {
    const fd = this.#last?.fd;
    if (typeof fd === 'number') await promisify(fdatasync)(fd);
  }

  /** Deletes the oldest segment. */
  removeOldest(): void {
    const [segment] = this.#segments.values();
    if (!segment || this.#segments.size === 1) return;
    this.#segments.delete(segment.id);
    for (let block = 0; block * BLOCK_BYTES < segment.size; block++) this.#blocks.delete(blockKey(segment.id, block));
    this.#recent = null;
    if (segment.fd === null || this.#options.dataDir === null) return;
    closeSync(segment.fd);
    unlinkSync(this.#path(this.#options.dataDir, segment.id));
    syncFolder(this.#options.dataDir);
  }

  close(): void {
    for (const { fd } of this.#segments.values()) {
      if (fd === null) continue;
      fdatasyncSync(fd);
      closeSync(fd);
    }
    this.#segments.clear();
    this.#blocks.clear();
  }

  #open(previous: Segment | undefined): Segment {
    const id = (previous?.id ?? 0) + 1;
    const { dataDir } = this.#options;
    // Only the last segment may be less than safe: that is what replay relies on.
    if (typeof previous?.fd === 'number') fdatasyncSync(previous.fd);
    const segment: Segment = { id, size: 0, fd: dataDir === null ? null : openSync(this.#path(dataDir, id), 'wx+') };
    try {
      this.#writeMagic(segment);
    } catch (error) {
      if (segment.fd !== null && dataDir !== null) {
        closeSync(segment.fd);
        unlinkSync(this.#path(dataDir, id));
      }
      throw error;
    }
    if (dataDir !== null) syncFolder(dataDir);
    this.#segments.set(id, segment);
    this.#last = segment;
    return segment;
  }

  #writeMagic(segment: Segment): void {
    writeAll(segment, MAGIC, 0);
    segment.size = MAGIC.length;
    this.#keep(segment.id, 0, MAGIC);
  }

  #checkMagic(segment: Segment): void {
    const start = Buffer.alloc(MAGIC.length);
    this.readInto(start, segment.id, 0);
    if (!start.equals(MAGIC)) throw new Error(`journal file ${segment.id} does not begin as a journal of this version`);
  }

  #segment(id: number): Segment {
    const segment = this.#segments.get(id);
    if (!segment) throw new Error(`journal file ${id} is not open`);
    return segment;
  }

  #path(dataDir: string, id: number): string {
    return join(dataDir, `journal-${String(id).padStart(8, '0')}.log`);
  }

  #block(id: number, block: number): Buffer {
    const key = blockKey(id, block);
    if (this.#recent?.key === key) return this.#recent.block;
    let bytes = this.#blocks.get(key);
    if (bytes) {
      this.#blocks.delete(key);
    } else {
      const { fd } = this.#segment(id);
      if (fd === null) throw new Error(`block ${block} of journal ${id} is gone`);
      bytes = Buffer.allocUnsafeSlow(BLOCK_BYTES);
      readSync(fd, bytes, 0, BLOCK_BYTES, block * BLOCK_BYTES);
    }
    this.#remember(key, bytes);
    return bytes;
  }

  #remember(key: number, bytes: Buffer): void {
    this.#blocks.set(key, bytes);
    this.#recent = { key, block: bytes };
    if (this.#options.dataDir === null) return;
    const limit = Math.max(4, Math.floor(this.#options.cacheBytes / BLOCK_BYTES));
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= limit) break;
      this.#blocks.delete(oldest);
    }
  }

  // Puts what was just appended into the cache. A block whose beginning has left the cache stays out until it is read.
  #keep(id: number, offset: number, bytes: Buffer): void {
    let done = 0;
    while (done < bytes.length) {
      const key = blockKey(id, Math.floor((offset + done) / BLOCK_BYTES));
      const at = (offset + done) % BLOCK_BYTES;
      const length = Math.min(BLOCK_BYTES - at, bytes.length - done);
      const block = this.#blocks.get(key) ?? (at === 0 ? Buffer.allocUnsafeSlow(BLOCK_BYTES) : null);
      if (block) {
        bytes.copy(block, at, done, done + length);
        this.#blocks.delete(key);
        this.#remember(key, block);
      }
      done += length;
    }
  }
}

function blockKey(segment: number, block: number): number {
  return segment * 2 ** 16 + block;
}

// A write that fails half way, as on a full disk, is taken back: what follows must not come after a torn record.
function writeAll(segment: Segment, bytes: Buffer, offset: number): void {
  if (segment.fd === null) return;
  try {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(segment.fd, bytes, done, bytes.length - done, offset + done);
    }
  } catch (error) {
    ftruncateSync(segment.fd, offset);
    throw error;
  }
}

// So that a new or deleted file survives a power failure. Windows cannot open folders and does not need it.
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(path, 'r');
  fsyncSync(fd);
  closeSync(fd);
}
