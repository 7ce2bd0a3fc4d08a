import type { Database, DatabaseOrTransaction } from './client.ts';
import { createUser, hasStaffUser, type StoredPassword, type User } from './users.ts';

/** Replaces any earlier link: only the one printed last works. */
export async function createSetupLink(db: Database, link: { tokenHash: string; expiresAt: Date }): Promise<void> {
  await db.$transaction([db.setupLink.deleteMany(), db.setupLink.create({ data: link })]);
}

export async function isSetupLinkValid(db: DatabaseOrTransaction, tokenHash: string, now: Date): Promise<boolean> {
  const link = await db.setupLink.findUnique({ where: { tokenHash } });
  return link !== null && link.expiresAt > now && !(await hasStaffUser(db));
}

/** Makes the first staff user and uses the link up, both or neither; null when the link is not valid (any more). */
export async function redeemSetupLink(
  db: Database,
  request: { tokenHash: string; now: Date; username: string; password: StoredPassword },
): Promise<User | null> {
  const { tokenHash, now, username, password } = request;
  return db.$transaction(async (tx) => {
    const used = await tx.setupLink.deleteMany({ where: { tokenHash, expiresAt: { gt: now } } });
    if (used.count === 0 || (await hasStaffUser(tx))) return null;
    return createUser(tx, { username, ...password, isStaff: true, isSuperuser: true });
  });
}
