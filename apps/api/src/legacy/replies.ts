import type { FastifyReply } from 'fastify';

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
