const PAGE_BYTES = 4096;

/** Bytes at the end of each key that name the document: they are never part of a page's prefix. */
export const DOCUMENT_ID_BYTES = 6;

/**
 * One page of an index: sorted keys in a single 4 KiB buffer, so that a million keys are a few thousand objects to the
 * garbage collector. What all keys of the page begin with is kept once, as `prefix`. The rests lie one after another
 * from the front, and the offsets where they end (16 bits each) grow from the back.
 */
export class IndexPage {
  #prefix: Buffer = Buffer.alloc(0);
  #used = 0;
  readonly #rests: Buffer;
  readonly #ends: Uint16Array;
  count = 0;
  /** Where the last key was put: keys that come in order fill pages wholly, see `splitPosition`. */
  #lastInsert = -2;

  constructor() {
    const memory = new ArrayBuffer(PAGE_BYTES);
    this.#rests = Buffer.from(memory);
    this.#ends = new Uint16Array(memory);
  }

  /** The position of the first key that is not below `key`. */
  lowerBound(key: Buffer): number {
    const prefix = this.#prefix;
    const order = compareBytes(prefix, 0, prefix.length, key, 0, Math.min(prefix.length, key.length));
    if (order !== 0) return order > 0 ? 0 : this.count;
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const below =
        compareBytes(this.#rests, this.#start(middle), this.#end(middle), key, prefix.length, key.length) < 0;
      if (below) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  isAt(position: number, key: Buffer): boolean {
    if (position >= this.count) return false;
    const { length } = this.#prefix;
    return (
      compareBytes(this.#prefix, 0, length, key, 0, Math.min(length, key.length)) === 0 &&
      compareBytes(this.#rests, this.#start(position), this.#end(position), key, length, key.length) === 0
    );
  }

  /** Puts `key` at `position`; `false` when there is no room. */
  insert(position: number, key: Buffer): boolean {
    if (this.count === 0) {
      this.#prefix = Buffer.from(key.subarray(0, key.length - DOCUMENT_ID_BYTES));
      this.#used = 0;
    }
    const shared = sharedLength(this.#prefix, key);
    const shift = this.#prefix.length - shared;
    const rest = key.length - shared;
    if (this.#used + shift * this.count + rest + 2 * (this.count + 1) > PAGE_BYTES) return false;
    if (shift > 0) this.#shortenPrefix(shared);
    const at = this.#start(position);
    this.#rests.copyWithin(at + rest, at, this.#used);
    for (let i = 0; i < rest; i++) this.#rests[at + i] = key[shared + i] ?? 0;
    this.#used += rest;
    for (let i = this.count; i > position; i--) this.#setEnd(i, this.#end(i - 1) + rest);
    this.#setEnd(position, at + rest);
    this.count++;
    this.#lastInsert = position;
    return true;
  }

  remove(position: number): void {
    const start = this.#start(position);
    const length = this.#end(position) - start;
    this.#rests.copyWithin(start, start + length, this.#used);
    for (let i = position; i < this.count - 1; i++) this.#setEnd(i, this.#end(i + 1) - length);
    this.#used -= length;
    this.count--;
  }

  /**
   * Where the full page is best split to make room for `key` at `position`: right there when keys come in order or the
   * key does not begin as all others do, else half way.
   */
  splitPosition(position: number, key: Buffer): number {
    const isInOrder = position > 0 && position === this.#lastInsert + 1;
    const isStranger = sharedLength(this.#prefix, key) < this.#prefix.length;
    return isInOrder || isStranger ? position : Math.max(1, this.count >>> 1);
  }

  /** A new page of the keys `from` to `to` (not included), with the longest prefix they allow. */
  slice(from: number, to: number): IndexPage {
    const page = new IndexPage();
    const first = this.keyAt(from);
    const shared = Math.min(sharedLength(first, this.keyAt(to - 1)), first.length - DOCUMENT_ID_BYTES);
    page.#prefix = Buffer.from(first.subarray(0, shared));
    const drop = shared - this.#prefix.length;
    for (let i = from; i < to; i++) {
      page.#used += this.#rests.copy(page.#rests, page.#used, this.#start(i) + drop, this.#end(i));
      page.#setEnd(page.count++, page.#used);
    }
    return page;
  }

  keyAt(position: number): Buffer {
    return Buffer.concat([this.#prefix, this.#rests.subarray(this.#start(position), this.#end(position))]);
  }

  documentIdAt(position: number): number {
    const end = this.#end(position);
    return this.#rests.readUInt16BE(end - 6) * 2 ** 32 + this.#rests.readUInt32BE(end - 4);
  }

  #shortenPrefix(length: number): void {
    const moved = this.#prefix.subarray(length);
    for (let i = this.count - 1; i >= 0; i--) {
      const start = this.#start(i);
      const end = this.#end(i);
      this.#rests.copyWithin(start + (i + 1) * moved.length, start, end);
      moved.copy(this.#rests, start + i * moved.length);
      this.#setEnd(i, end + (i + 1) * moved.length);
    }
    this.#used += moved.length * this.count;
    this.#prefix = Buffer.from(this.#prefix.subarray(0, length));
  }

  #start(position: number): number {
    return position === 0 ? 0 : this.#end(position - 1);
  }

  #end(position: number): number {
    return this.#ends[PAGE_BYTES / 2 - 1 - position] ?? 0;
  }

  #setEnd(position: number, end: number): void {
    this.#ends[PAGE_BYTES / 2 - 1 - position] = end;
  }
}

/** Orders two runs of bytes; a run that continues the other is the greater one. */
export function compareBytes(a: Buffer, aStart: number, aEnd: number, b: Buffer, bStart: number, bEnd: number): number {
  const length = Math.min(aEnd - aStart, bEnd - bStart);
  for (let i = 0; i < length; i++) {
    const difference = (a[aStart + i] ?? 0) - (b[bStart + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return aEnd - aStart - (bEnd - bStart);
}

/** How many bytes `a` and `b` have in common at their beginning, where `known` are known to be. */
export function sharedLength(a: Buffer, b: Buffer, known = 0): number {
  const limit = Math.min(a.length, b.length);
  let shared = known;
  while (shared < limit && a[shared] === b[shared]) shared++;
  return shared;
}
