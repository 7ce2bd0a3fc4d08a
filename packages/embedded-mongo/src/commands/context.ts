import type { Document } from 'bson';
import type { Store } from '../engine/store.ts';
import type { Command } from './command.ts';
import type { Cursors } from './cursors.ts';

/** What commands work with. */
export type Context = {
  store: Store;
  cursors: Cursors;
  hasChangeStreams: boolean;
  now: () => Date;
  /** The connection the command came on. */
  connection: { id: number };
};

/** An answer: fields, or a whole document that is encoded already. */
export type Reply = Document | Buffer;

export type Handler = (command: Command, context: Context) => Promise<Reply> | Reply;
