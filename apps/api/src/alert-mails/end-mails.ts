import { endAlertMails } from '@commonwatt/database/alert-mails';
import { recordAudit } from '@commonwatt/database/audit';
import type { Deps } from '../deps.ts';

/** Ends the alert mails of whoever has this token. False when nobody has. */
export async function endMails(
  { database, now }: Pick<Deps, 'database' | 'now'>,
  { token, address }: { token: string; address: string },
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const ended = await endAlertMails(tx, token);
    if (!ended) return false;
    await recordAudit(tx, {
      at: now(),
      actor: { id: ended.userId, username: ended.username },
      address,
      action: 'user.endAlertMails',
      target: `user ${ended.username}`,
      before: { kinds: ended.kinds },
      after: { kinds: [] },
    });
    return true;
  });
}
