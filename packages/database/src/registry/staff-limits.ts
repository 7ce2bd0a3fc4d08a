import { refused } from '@commonwatt/domain/refusals';
import { auditSubject, recordAudit } from '../audit.ts';
import type { Database, DatabaseOrTransaction } from '../client.ts';
import { serializable } from '../serializable.ts';
import type { Author } from './registry.ts';

/** Codes of the communities that a staff user is limited to, in binary order; null: not limited. */
export type StaffLimit = string[] | null;

/** @throws DomainError NOT_FOUND when there is no such user. */
export async function readStaffLimit(db: DatabaseOrTransaction, userId: number): Promise<StaffLimit> {
  return limitOf(await requireUser(db, userId));
}

/**
 * Limits a staff user to communities, or to none (an empty list), or ends the limit (null).
 * @throws DomainError NOT_FOUND when the user or a community does not exist, PRECONDITION_FAILED when the user is no staff
 * or the author himself, CONFLICT when the limit is not `expected` any more.
 */
export async function setStaffLimit(
  db: Database,
  { id, expected, limit }: { id: number; expected: StaffLimit; limit: StaffLimit },
  author: Author,
): Promise<void> {
  if (id === author.actor?.id) {
    throw refused('PRECONDITION_FAILED', 'ownLimit');
  }
  await serializable(db, 'user', async (tx) => {
    const user = await requireUser(tx, id);
    if (!user.isStaff) throw refused('PRECONDITION_FAILED', 'limitOfNoStaff');
    const before = limitOf(user);
    if (textOf(before) !== textOf(expected)) {
      throw refused('CONFLICT', 'limitChanged', { limit: before?.join(', ') || 'another' });
    }
    await tx.staffCommunity.deleteMany({ where: { userId: id } });
    await tx.user.update({ where: { id }, data: { isLimited: limit !== null } });
    const codes = [...new Set(limit)];
    const communities = await tx.community.findMany({ where: { code: { in: codes } }, select: { id: true } });
    if (communities.length !== codes.length) throw refused('NOT_FOUND', 'noCommunity');
    const data = communities.map((community) => ({ userId: id, communityId: community.id }));
    await tx.staffCommunity.createMany({ data });
    await recordAudit(tx, {
      ...author,
      action: 'user.setLimit',
      target: `user ${user.username}`,
      subject: auditSubject('user', id),
      before: { communities: before },
      after: { communities: limit },
    });
  });
}

async function requireUser(db: DatabaseOrTransaction, id: number) {
  const staffCommunities = { include: { community: true } };
  const user = await db.user.findUnique({ where: { id }, include: { staffCommunities } });
  if (!user) throw refused('NOT_FOUND', 'noUser');
  return user;
}

function limitOf(user: { isLimited: boolean; staffCommunities: { community: { code: string } }[] }): StaffLimit {
  return user.isLimited ? user.staffCommunities.map(({ community }) => community.code).sort() : null;
}

function textOf(limit: StaffLimit): string {
  return JSON.stringify(limit && [...limit].sort());
}
