import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** A file while it is being made. `rowCount` is what a progress is measured against: rows that come meanwhile add to it. */
export type ExportFile = { format: 'csv' | 'json'; rowCount: number; pieces: AsyncGenerator<string> };

const types = { csv: 'text/csv; charset=utf-8; header=present', json: 'application/json; charset=utf-8' };

/**
 * Sends a file no faster than it is taken, in bounded memory; whoever goes away ends the reading behind it. What fails on
 * the way breaks the connection off, so nobody takes half a file for a whole one.
 */
export function sendExport(reply: FastifyReply, name: string, { format, rowCount, pieces }: ExportFile): FastifyReply {
  const fileName = `${name.replace(/[^A-Za-z0-9._-]+/g, '_')}.${format}`;
  return reply
    .header('content-type', types[format])
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('x-total-count', String(rowCount))
    .header('cache-control', 'no-store')
    .send(Readable.from(pieces, { objectMode: false }));
}
