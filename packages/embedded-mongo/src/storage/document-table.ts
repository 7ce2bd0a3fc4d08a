const CHUNK = 1024;

type Chunk = { positions: Float64Array; lengths: Uint32Array; live: number };

/**
 * Where each document of a collection lies in the journal: 12 bytes per document, by document id. Ids count up and are
 * never used twice, so their order is the order of insertion.
 */
export class DocumentTable {
  // A chunk without documents is dropped; its place stays empty.
  readonly #chunks: (Chunk | undefined)[] = [];
  nextId = 1;
  count = 0;
  /** The sum of the lengths of all documents. */
  bytes = 0;

  /** Adds a document, or says where its newest version lies. */
  set(id: number, position: number, length: number): void {
    const at = Math.floor(id / CHUNK);
    let chunk = this.#chunks[at];
    if (!chunk) {
      while (this.#chunks.length < at) this.#chunks.push(undefined);
      chunk = { positions: new Float64Array(CHUNK), lengths: new Uint32Array(CHUNK), live: 0 };
      this.#chunks[at] = chunk;
    }
    const slot = id % CHUNK;
    if (!chunk.positions[slot]) {
      chunk.live++;
      this.count++;
    }
    this.bytes += length - (chunk.lengths[slot] ?? 0);
    chunk.positions[slot] = position;
    chunk.lengths[slot] = length;
    if (id >= this.nextId) this.nextId = id + 1;
  }

  delete(id: number): void {
    const at = Math.floor(id / CHUNK);
    const chunk = this.#chunks[at];
    const slot = id % CHUNK;
    if (!chunk?.positions[slot]) return;
    this.bytes -= chunk.lengths[slot] ?? 0;
    this.count--;
    chunk.positions[slot] = 0;
    chunk.lengths[slot] = 0;
    chunk.live--;
    if (chunk.live === 0) this.#chunks[at] = undefined;
  }

  /** The position in the journal, or 0 when there is no such document. */
  position(id: number): number {
    return this.#chunks[Math.floor(id / CHUNK)]?.positions[id % CHUNK] ?? 0;
  }

  length(id: number): number {
    return this.#chunks[Math.floor(id / CHUNK)]?.lengths[id % CHUNK] ?? 0;
  }

  /** Up to `limit` ids from `from` on, ascending. */
  ids(from: number, limit: number): number[] {
    const ids: number[] = [];
    for (let at = Math.floor(from / CHUNK); at < this.#chunks.length; at++) {
      const chunk = this.#chunks[at];
      if (!chunk) continue;
      for (let slot = Math.max(0, from - at * CHUNK); slot < CHUNK; slot++) {
        if (!chunk.positions[slot]) continue;
        if (ids.length === limit) return ids;
        ids.push(at * CHUNK + slot);
      }
    }
    return ids;
  }
}
