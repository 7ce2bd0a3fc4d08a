import type { OpenSession } from '@commonwatt/database/sessions';
import { touchSession } from '@commonwatt/database/sessions';
import type { Context } from '../context.ts';

const checkEveryMs = 5_000;
const touchEveryMs = 60_000;

/**
 * For streams that outlive their request: tells every few seconds anew whether the caller still has the right that the
 * stream was opened with. A screen that is being watched counts as used, so it does not idle out.
 */
export function watchSession(ctx: Context, hasRight: (open: OpenSession) => boolean): () => Promise<boolean> {
  const { database, now, sessionChecks } = ctx.deps;
  // At the same instants for everybody, so that one read serves them all.
  const periodOf = (at: Date) => Math.floor(at.getTime() / checkEveryMs);
  let checkedPeriod = periodOf(now());
  return async () => {
    const at = now();
    if (periodOf(at) === checkedPeriod) return true;
    checkedPeriod = periodOf(at);
    const tokenHash = ctx.session?.session.tokenHash;
    const open = tokenHash ? await sessionChecks.find(tokenHash) : null;
    if (!open || !hasRight(open)) return false;
    if (at.getTime() - open.session.lastSeenAt.getTime() > touchEveryMs)
      await touchSession(database, open.session.id, at);
    return true;
  };
}
