import type { Author } from '@commonwatt/database/registry/registry';
import type { Context } from './context.ts';

export type AuthorContext = Context & { session: NonNullable<Context['session']> };

/** Who is asking, and what they may change. */
export function authorOf({ session, deps, address }: AuthorContext): Author & { actor: object } {
  const { id: userId, username, scope } = session.user;
  return { actor: { id: userId, username }, at: deps.now(), address, scope };
}
