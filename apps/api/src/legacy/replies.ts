import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { legacyJson } from './format/json.ts';

/** What the old server put on every answer of the api but those of sign-in. */
export function neverCache(reply: FastifyReply, now: Date): FastifyReply {
  return reply
    .header('expires', now.toUTCString())
    .header('cache-control', 'max-age=0, no-cache, no-store, must-revalidate, private');
}

/** A short text, as the old server sent every message and every empty body. */
export function sendText(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).header('content-type', 'text/html; charset=utf-8').send(text);
}

/** Sent as bytes, so that nothing is added to the type. */
export function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  return sendJsonText(reply, legacyJson(value));
}

export function sendJsonText(reply: FastifyReply, text: string): FastifyReply {
  return reply.code(200).header('content-type', 'application/json').send(Buffer.from(text, 'utf8'));
}

/** An answer up to this length (characters) is sent as a whole; beyond it, piece by piece while it is being read. */
const wholeLength = 1_048_576;

/**
 * A list of any length as a JSON array, in bounded memory. A long one goes out while it is still being read: what fails
 * from then on breaks the connection off, so nobody takes half a list for a whole one.
 */
export async function sendJsonList(reply: FastifyReply, items: AsyncIterable<unknown>): Promise<FastifyReply> {
  const pieces = jsonPieces(items);
  let text = '';
  for (;;) {
    const { value, done } = await pieces.next();
    if (done) return sendJsonText(reply, text);
    text += value;
    if (text.length > wholeLength) break;
  }
  const rest = (async function* () {
    yield text;
    yield* pieces;
  })();
  return reply
    .code(200)
    .header('content-type', 'application/json')
    .send(Readable.from(rest, { objectMode: false }));
}

async function* jsonPieces(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  let piece = '[';
  let separator = '';
  for await (const item of items) {
    piece += separator + legacyJson(item);
    separator = ', ';
    if (piece.length < 16_384) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}]`;
}

/** The page that the old server sent to a form without a valid token. */
export function sendForgeryPage(reply: FastifyReply): FastifyReply {
  return sendText(
    reply,
    403,
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>403 Forbidden</title></head>' +
      '<body><h1>Forbidden (403)</h1><p>CSRF verification failed. Request aborted.</p></body></html>',
  );
}
