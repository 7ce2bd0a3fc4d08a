import { compareBytes, IndexPage, sharedLength } from './index-page.ts';

/** Keys from `low` (included) to `high` (not included); `null` is the end of the index. */
export type Interval = { low: Buffer; high: Buffer | null };

/** Longer keys are refused, so that a page always holds several. */
export const MAX_KEY_BYTES = 1024;

/**
 * The sorted keys of one index: pages in order, found by binary search over the keys that separate them. Each key ends
 * with the id of its document, so that all keys differ.
 */
export class IndexTree {
  // All keys of pages[i] are >= separators[i] and < separators[i + 1].
  readonly #pages: IndexPage[] = [new IndexPage()];
  readonly #separators: Buffer[] = [Buffer.alloc(0)];
  #recent = 0;
  size = 0;

  /** Adds a key that is not there yet. */
  insert(key: Buffer): void {
    for (;;) {
      const at = this.#pageOf(key);
      const page = this.#page(at);
      const position = page.lowerBound(key);
      if (page.insert(position, key)) break;
      this.#split(at, page, page.splitPosition(position, key), position, key);
    }
    this.size++;
  }

  /** Removes a key; `false` when it was not there. */
  remove(key: Buffer): boolean {
    const at = this.#pageOf(key);
    const page = this.#page(at);
    const position = page.lowerBound(key);
    if (!page.isAt(position, key)) return false;
    page.remove(position);
    this.size--;
    if (page.count === 0 && at > 0) {
      this.#pages.splice(at, 1);
      this.#separators.splice(at, 1);
    }
    return true;
  }

  /**
   * Up to `limit` document ids of an interval, from its low end or in `reverse` from its high end. `rest` is the
   * interval still to be read, or `null` after the last key: the tree may change before it is read.
   */
  read(interval: Interval, reverse: boolean, limit: number): { ids: number[]; rest: Interval | null } {
    const ids: number[] = [];
    const first = this.#seek(interval.low);
    const end = interval.high === null ? this.#end() : this.#seek(interval.high);
    if (first.at > end.at || (first.at === end.at && first.position >= end.position)) return { ids, rest: null };
    let { at, position } = reverse ? end : first;
    const stop = reverse ? first : end;
    while (ids.length < limit) {
      if (at === stop.at && position === stop.position) return { ids, rest: null };
      const page = this.#page(at);
      if (reverse ? position === 0 : position === page.count) {
        if (at === stop.at) return { ids, rest: null };
        at += reverse ? -1 : 1;
        position = reverse ? this.#page(at).count : 0;
        continue;
      }
      if (reverse) position--;
      ids.push(page.documentIdAt(position));
      if (!reverse) position++;
    }
    const lastKey = this.#page(at).keyAt(reverse ? position : position - 1);
    const afterLast = Buffer.concat([lastKey, Buffer.of(0)]);
    return { ids, rest: reverse ? { low: interval.low, high: lastKey } : { low: afterLast, high: interval.high } };
  }

  /** How many keys an interval has. */
  count(interval: Interval): number {
    const first = this.#seek(interval.low);
    const end = interval.high === null ? this.#end() : this.#seek(interval.high);
    if (first.at > end.at) return 0;
    let count = end.position - first.position;
    for (let at = first.at; at < end.at; at++) count += this.#page(at).count;
    return Math.max(0, count);
  }

  /** About as many keys as `count` gives, without looking at every page between. */
  estimate(interval: Interval): number {
    const first = this.#pageOf(interval.low);
    const last = interval.high === null ? this.#pages.length - 1 : this.#pageOf(interval.high);
    if (last - first < 8) return this.count(interval);
    return Math.round(((last - first) * this.size) / this.#pages.length);
  }

  /** The document of the first key of an interval, or `null`. */
  first(interval: Interval): number | null {
    return this.read(interval, false, 1).ids[0] ?? null;
  }

  #page(at: number): IndexPage {
    const page = this.#pages[at];
    if (!page) throw new Error(`index page ${at} does not exist`);
    return page;
  }

  #end(): { at: number; position: number } {
    const at = this.#pages.length - 1;
    return { at, position: this.#page(at).count };
  }

  #seek(key: Buffer): { at: number; position: number } {
    const at = this.#pageOf(key);
    return { at, position: this.#page(at).lowerBound(key) };
  }

  #pageOf(key: Buffer): number {
    // Keys often come in order, so the page used last is tried first.
    if (this.#startsAtOrBefore(this.#recent, key) && !this.#startsAtOrBefore(this.#recent + 1, key))
      return this.#recent;
    let low = 0;
    let high = this.#separators.length - 1;
    // What the key shares with the separators on both sides it shares with all between: no need to compare it again.
    let sharedLow = 0;
    let sharedHigh = 0;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      const separator = this.#separators[middle] ?? key;
      const shared = sharedLength(separator, key, Math.min(sharedLow, sharedHigh));
      const isAtOrBefore = shared === separator.length || (separator[shared] ?? 0) < (key[shared] ?? -1);
      if (isAtOrBefore) {
        low = middle;
        sharedLow = shared;
      } else {
        high = middle - 1;
        sharedHigh = shared;
      }
    }
    this.#recent = low;
    return low;
  }

  #startsAtOrBefore(at: number, key: Buffer): boolean {
    const separator = this.#separators[at];
    return separator !== undefined && compareBytes(separator, 0, separator.length, key, 0, key.length) <= 0;
  }

  // The new key goes between `split - 1` and `split` when it is what the page was split for: then it may open the right page.
  #split(at: number, page: IndexPage, split: number, position: number, key: Buffer): void {
    const left = split === 0 ? new IndexPage() : page.slice(0, split);
    const right = split === page.count ? new IndexPage() : page.slice(split, page.count);
    const lastLeft = split === 0 ? key : page.keyAt(split - 1);
    const firstRight = split === position && split > 0 ? key : page.keyAt(split);
    this.#pages.splice(at, 1, left, right);
    this.#separators.splice(at + 1, 0, shortestBetween(lastLeft, firstRight));
  }
}

/** The shortest run of bytes above `low` and not above `high`. */
function shortestBetween(low: Buffer, high: Buffer): Buffer {
  return Buffer.from(high.subarray(0, Math.min(high.length, sharedLength(low, high) + 1)));
}
