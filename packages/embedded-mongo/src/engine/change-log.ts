import { randomBytes } from 'node:crypto';

export type ChangeKind = 'insert' | 'update' | 'replace' | 'delete' | 'drop';

/** One change of a collection. */
export type Change = {
  sequence: number;
  kind: ChangeKind;
  at: Date;
  /** The document's id in its collection, and its `_id` as a document of its own; none for a drop. */
  document: number;
  documentKey: Buffer | null;
  /** The document before (for updates only) and after. */
  before: Buffer | null;
  after: Buffer | null;
};

const MAX_CHANGES = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;

/** The last changes of one namespace, for change streams: a bounded queue that only exists once somebody watched. */
export class ChangeLog {
  /** Differs at each start of the server: tokens from before are recognised by it. */
  readonly epoch: string = randomBytes(8).toString('hex');
  readonly #listeners = new Set<() => void>();
  // What was dropped leaves empty places at the front, removed many at a time.
  #changes: (Change | undefined)[] = [];
  #dropped = 0;
  #bytes = 0;
  /** The sequence number of the next change. */
  next = 1;

  add(change: Omit<Change, 'sequence'>): void {
    this.#changes.push({ ...change, sequence: this.next++ });
    this.#bytes += bytesOf(change);
    for (let kept = this.#changes.length - this.#dropped; kept > 1; kept--) {
      if (kept <= MAX_CHANGES && this.#bytes <= MAX_BYTES) break;
      const oldest = this.#changes[this.#dropped];
      if (oldest) this.#bytes -= bytesOf(oldest);
      this.#changes[this.#dropped++] = undefined;
    }
    if (this.#dropped >= MAX_CHANGES) {
      this.#changes = this.#changes.slice(this.#dropped);
      this.#dropped = 0;
    }
    this.wake();
  }

  /** Whether the changes from `sequence` on are all still there. */
  reaches(sequence: number): boolean {
    return sequence >= this.next - (this.#changes.length - this.#dropped) && sequence <= this.next;
  }

  /** The change with this number, or `undefined` when it is not there (yet). */
  get(sequence: number): Change | undefined {
    return this.#changes[this.#changes.length - (this.next - sequence)];
  }

  /** Makes everyone who waits look again. */
  wake(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Calls `listener` at each change until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function bytesOf(change: Omit<Change, 'sequence'>): number {
  return 200 + (change.before?.length ?? 0) + (change.after?.length ?? 0);
}
