import { DomainError } from '@commonwatt/domain/domain-error';
import type { UnitRef } from '@commonwatt/domain/refs';
import { recordAudit } from '../audit.ts';
import type { Database, DatabaseOrTransaction } from '../client.ts';
import { listHomes } from '../communities.ts';
import { addHomes } from '../registration.ts';
import { changePassword, findUser } from '../users.ts';
import type { Author } from './registry.ts';

/** The homes of a user, ordered by community, cluster and unit code. */
export async function listUserHomes(db: DatabaseOrTransaction, userId: number): Promise<UnitRef[]> {
  return (await listHomes(db, userId)).map(({ ref }) => ref);
}

/**
 * Makes the homes of a user exactly `homes`.
 * @throws DomainError NOT_FOUND when the user or a home does not exist, CONFLICT when they are not `expected` any more.
 */
export async function replaceUserHomes(
  db: Database,
  { id, expected, homes }: { id: number; expected: readonly UnitRef[]; homes: readonly UnitRef[] },
  author: Author,
): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const user = await requireUser(tx, id);
      const before = (await listUserHomes(tx, id)).map(pathOf).sort();
      if (before.join() !== [...expected].map(pathOf).sort().join()) {
        throw new DomainError('CONFLICT', `The homes were changed meanwhile: they are ${before.join(', ') || 'none'}`);
      }
      await tx.unitResident.deleteMany({ where: { userId: id } });
      const wanted = [...new Set(homes.map(pathOf))];
      const found = homes.length === 0 ? 0 : await addHomes(tx, id, homes);
      if (found !== wanted.length) throw new DomainError('NOT_FOUND', 'One of the homes does not exist');
      const target = `user ${user.username}`;
      await recordAudit(tx, {
        ...author,
        action: 'user.setHomes',
        target,
        before: { homes: before },
        after: { homes: wanted },
      });
    },
    { isolationLevel: 'Serializable' },
  );
}

/** @throws DomainError NOT_FOUND when there is no such user. */
export async function setUserPassword(
  db: Database,
  { id, passwordHash }: { id: number; passwordHash: string },
  author: Author,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const user = await requireUser(tx, id);
    await changePassword(tx, { userId: id, passwordHash });
    await recordAudit(tx, { ...author, action: 'user.setPassword', target: `user ${user.username}` });
  });
}

async function requireUser(db: DatabaseOrTransaction, id: number) {
  const user = await findUser(db, id);
  if (!user) throw new DomainError('NOT_FOUND', 'There is no such user');
  return user;
}

function pathOf({ communityId, clusterId, unitId }: UnitRef): string {
  return [communityId, clusterId, unitId].join('/');
}
