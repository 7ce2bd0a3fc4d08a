/** What drivers are told they may send, and not a byte more is taken. */
export const MAX_MESSAGE_BYTES = 48_000_000;
export const HEADER_BYTES = 16;
export const OpCode = { reply: 1, query: 2004, message: 2013 } as const;

/** Bytes of unfinished messages that all connections together may hold. */
const MAX_PENDING_BYTES = 256 * 1024 * 1024;
/** So many pieces of a message are joined, in case they come byte by byte. */
const MAX_CHUNKS = 4096;
let pendingBytes = 0;

/** What arrived is no message of the protocol, or too large; the connection must be closed. */
export class FrameError extends Error {}

/** Cuts the bytes of one connection into messages. It never holds more than one message and what has just come in. */
export class FrameDecoder {
  #chunks: Buffer[] = [];
  #length = 0;

  /** Takes the next bytes and gives the messages they complete, headers included. Throws `FrameError`. */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#add(chunk.length);
    if (this.#chunks.length > MAX_CHUNKS) this.#start(this.#length);
    const frames: Buffer[] = [];
    for (;;) {
      if (this.#length < HEADER_BYTES) return frames;
      const header = this.#start(HEADER_BYTES);
      const length = header.readInt32LE(0);
      const opCode = header.readInt32LE(12);
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
        throw new FrameError(`impossible message length ${length}`);
      if (opCode !== OpCode.message && opCode !== OpCode.query) throw new FrameError(`unknown op code ${opCode}`);
      if (this.#length < length) {
        if (pendingBytes > MAX_PENDING_BYTES) throw new FrameError('too many unfinished messages');
        return frames;
      }
      const all = this.#start(this.#length);
      frames.push(all.subarray(0, length));
      this.#chunks = all.length > length ? [all.subarray(length)] : [];
      this.#add(-length);
    }
  }

  /** Forgets what is unfinished. */
  close(): void {
    this.#chunks = [];
    this.#add(-this.#length);
  }

  #add(bytes: number): void {
    this.#length += bytes;
    pendingBytes += bytes;
  }

  // The first `length` bytes in one piece. Only joins when it must: a large message comes in many chunks.
  #start(length: number): Buffer {
    const [first] = this.#chunks;
    if (first && first.length >= length) return first;
    if (length > HEADER_BYTES) this.#chunks = [Buffer.concat(this.#chunks, this.#length)];
    else this.#chunks = [Buffer.concat(this.#chunks.slice(0, 16)), ...this.#chunks.slice(16)];
    return this.#chunks[0] ?? Buffer.alloc(0);
  }
}
