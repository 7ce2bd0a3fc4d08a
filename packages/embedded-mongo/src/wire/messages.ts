import { BsonType, findField, textOf, validateDocument, valueBytes } from '../bson/raw.ts';
import { FrameError, HEADER_BYTES, OpCode } from './frame-decoder.ts';

const FLAG = { checksumPresent: 1, moreToCome: 2 } as const;
/** Flags a server must understand; the upper 16 may be ignored. */
const REQUIRED_FLAGS = 0xffff;

/** A command as it arrived. */
export type Request = {
  requestId: number;
  /** The command itself; its first field is its name. */
  body: Buffer;
  database: string;
  /** Arguments sent beside the body, such as the documents of an insert. */
  sequences: Map<string, Buffer[]>;
  /** The client does not want an answer. */
  isSilent: boolean;
  /** The old form that drivers use for their first `hello`. */
  isLegacy: boolean;
};

/** Reads a message; all its BSON is checked. Throws when it is malformed. */
export function parseMessage(frame: Buffer): Request {
  return frame.readInt32LE(12) === OpCode.query ? parseQuery(frame) : parseOpMsg(frame);
}

function parseOpMsg(frame: Buffer): Request {
  if (frame.length < HEADER_BYTES + 4 + 6) throw new FrameError('message without a body');
  const flags = frame.readUInt32LE(HEADER_BYTES);
  if (flags & REQUIRED_FLAGS & ~(FLAG.checksumPresent | FLAG.moreToCome))
    throw new FrameError(`unknown flags ${flags}`);
  // A checksum is an offer to find damage on the way, which TCP does already.
  const end = flags & FLAG.checksumPresent ? frame.length - 4 : frame.length;
  const sequences = new Map<string, Buffer[]>();
  let body: Buffer | null = null;
  for (let at = HEADER_BYTES + 4; at < end; ) {
    const kind = frame[at];
    if (kind === 0 && !body) {
      const bodyEnd = validateDocument(frame, at + 1, end);
      body = frame.subarray(at + 1, bodyEnd);
      at = bodyEnd;
    } else if (kind === 1 && at + 5 <= end) {
      const sectionEnd = at + 1 + frame.readInt32LE(at + 1);
      if (sectionEnd <= at + 5 || sectionEnd > end) throw new FrameError('impossible section length');
      const nameEnd = frame.indexOf(0, at + 5);
      if (nameEnd < 0 || nameEnd >= sectionEnd) throw new FrameError('section without a name');
      sequences.set(frame.toString('utf8', at + 5, nameEnd), readSequence(frame, nameEnd + 1, sectionEnd));
      at = sectionEnd;
    } else {
      throw new FrameError(`unexpected section ${kind}`);
    }
  }
  if (!body) throw new FrameError('message without a body');
  const database = findField(body, '$db');
  return {
    requestId: frame.readInt32LE(4),
    body,
    database: database?.type === BsonType.string ? textOf(database) : '',
    sequences,
    isSilent: (flags & FLAG.moreToCome) !== 0,
    isLegacy: false,
  };
}

function readSequence(frame: Buffer, start: number, end: number): Buffer[] {
  const documents: Buffer[] = [];
  for (let at = start; at < end; ) {
    const next = validateDocument(frame, at, end);
    documents.push(frame.subarray(at, next));
    at = next;
  }
  return documents;
}

// OP_QUERY: flags, collection, skip, number to return, query. Drivers use it for the handshake, on `admin.$cmd`.
function parseQuery(frame: Buffer): Request {
  const nameEnd = frame.indexOf(0, HEADER_BYTES + 4);
  if (nameEnd < 0 || nameEnd + 9 > frame.length) throw new FrameError('malformed query');
  const namespace = frame.toString('utf8', HEADER_BYTES + 4, nameEnd);
  if (!namespace.endsWith('.$cmd')) throw new FrameError('only commands may be sent as OP_QUERY');
  let body = frame.subarray(nameEnd + 9, validateDocument(frame, nameEnd + 9));
  // With a read preference the command is wrapped.
  const wrapped = findField(body, '$query');
  if (wrapped?.type === BsonType.object) body = valueBytes(wrapped);
  const database = namespace.slice(0, -'.$cmd'.length);
  return { requestId: frame.readInt32LE(4), body, database, sequences: new Map(), isSilent: false, isLegacy: true };
}

/** The message that answers `request` with the document `reply`. */
export function encodeReply(request: Request, reply: Buffer): Buffer {
  // OP_MSG: flags 0, one section of kind 0. OP_REPLY: flags, cursor id, starting from, number returned.
  const preamble = Buffer.alloc(request.isLegacy ? 20 : 5);
  if (request.isLegacy) preamble.writeInt32LE(1, 16);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + preamble.length + reply.length, 0);
  header.writeInt32LE(request.requestId, 8);
  header.writeInt32LE(request.isLegacy ? OpCode.reply : OpCode.message, 12);
  return Buffer.concat([header, preamble, reply]);
}
