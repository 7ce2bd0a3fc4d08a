import { encodeDocument } from '../bson/build.ts';
import { errorReply, MongoError } from '../errors.ts';
import type { Request } from '../wire/messages.ts';
import {
  create,
  createIndexes,
  drop,
  dropDatabase,
  dropIndexes,
  listCollections,
  listDatabases,
  listIndexes,
} from './admin.ts';
import { aggregate } from './aggregate.ts';
import { Command } from './command.ts';
import type { Context, Handler, Reply } from './context.ts';
import { explain } from './explain.ts';
import { count, distinct, find, getMore, killCursors } from './find.ts';
import { findAndModify } from './find-and-modify.ts';
import { buildInfo, hello, ping } from './handshake.ts';
import { deleteDocuments, insert, update } from './write.ts';

const handlers = new Map<string, Handler>(
  Object.entries({
    aggregate,
    buildInfo,
    buildinfo: buildInfo,
    count,
    create,
    createIndexes,
    delete: deleteDocuments,
    distinct,
    drop,
    dropDatabase,
    dropIndexes,
    endSessions: ping,
    explain,
    find,
    findAndModify,
    findandmodify: findAndModify,
    getMore,
    hello,
    insert,
    isMaster: hello,
    ismaster: hello,
    killCursors,
    listCollections,
    listDatabases,
    listIndexes,
    ping,
    update,
  }),
);

/** The handshake, which is all that may come in the old form. */
const LEGACY = new Set(['hello', 'isMaster', 'ismaster']);

/** Runs a command and gives the answer, encoded; errors are answers, too. */
export async function dispatch(request: Request, context: Context): Promise<Buffer> {
  let reply: Reply;
  try {
    const command = new Command(request.body, request.database, request.sequences);
    const handler = handlers.get(command.name);
    if (!handler || (request.isLegacy && !LEGACY.has(command.name))) {
      throw new MongoError('CommandNotFound', `no such command: '${command.name}'`);
    }
    command.checkGeneric();
    reply = await handler(command, context);
  } catch (error) {
    reply = errorReply(error);
  }
  return Buffer.isBuffer(reply) ? reply : encodeDocument(reply);
}
