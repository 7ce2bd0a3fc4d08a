import type { UnitRef } from '@commonwatt/domain/refs';
import { refused } from '@commonwatt/domain/refusals';
import { isInScope, type StaffScope } from '@commonwatt/domain/staff-scope';
import { auditSubject, recordAudit } from '../audit.ts';
import type { Database, DatabaseOrTransaction } from '../client.ts';
import { listHomes } from '../communities.ts';
import { addHomes } from '../registration.ts';
import { serializable } from '../serializable.ts';
import { changePassword, type StoredPassword } from '../users.ts';
import { type Author, createRow, findVisibleRow } from './registry.ts';
import type { Row } from './registry-table.ts';
import { registryTables } from './registry-tables.ts';

/**
 * The homes of a user, ordered by community, cluster and unit code.
 * @throws DomainError NOT_FOUND when there is no such user, or none in scope.
 */
export async function listUserHomes(db: DatabaseOrTransaction, userId: number, scope: StaffScope): Promise<UnitRef[]> {
  await requireUser(db, userId, scope);
  return homesOf(db, userId);
}

async function homesOf(db: DatabaseOrTransaction, userId: number): Promise<UnitRef[]> {
  return (await listHomes(db, userId)).map(({ ref }) => ref);
}

export type UserToMake = { fields: Record<string, unknown>; password: StoredPassword; homes: readonly UnitRef[] };

/**
 * Makes a user with homes.
 * @throws DomainError NOT_FOUND when a home does not exist, PRECONDITION_FAILED when the author may not make such a user,
 * CONFLICT when the name is taken.
 */
export async function createUserRow(
  db: Database,
  { fields, password, homes }: UserToMake,
  author: Author,
): Promise<Row> {
  if (author.scope !== 'all' && homes.length === 0) throw refused('PRECONDITION_FAILED', 'homeNeeded');
  return createRow(db, registryTables.users, { ...fields, ...password }, author, (tx, { id }) =>
    linkHomes(tx, id, homes, author.scope),
  );
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
  await serializable(db, 'user', async (tx) => {
    const user = await requireUser(tx, id, author.scope);
    const before = (await homesOf(tx, id)).map(pathOf).sort();
    if (before.join() !== [...expected].map(pathOf).sort().join()) {
      throw refused('CONFLICT', 'homesChanged', { homes: before.join(', ') || 'none' });
    }
    if (author.scope !== 'all' && homes.length === 0) throw refused('PRECONDITION_FAILED', 'homeNeeded');
    await tx.unitResident.deleteMany({ where: { userId: id } });
    await linkHomes(tx, id, homes, author.scope);
    const wanted = [...new Set(homes.map(pathOf))];
    const target = `user ${user.username}`;
    const subject = auditSubject('user', id);
    await recordAudit(tx, {
      ...author,
      action: 'user.setHomes',
      target,
      subject,
      before: { homes: before },
      after: { homes: wanted },
    });
  });
}

/** @throws DomainError NOT_FOUND when there is no such user. */
export async function setUserPassword(
  db: Database,
  { id, password }: { id: number; password: StoredPassword },
  author: Author,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const user = await requireUser(tx, id, author.scope);
    await changePassword(tx, { userId: id, password });
    const subject = auditSubject('user', id);
    await recordAudit(tx, { ...author, action: 'user.setPassword', target: `user ${user.username}`, subject });
  });
}

/** Whoever is not in scope is as one who does not exist. */
async function requireUser(db: DatabaseOrTransaction, id: number, scope: StaffScope) {
  const user = await findVisibleRow(db, registryTables.users, id, scope);
  if (!user) throw refused('NOT_FOUND', 'noUser');
  return user;
}

async function linkHomes(
  tx: DatabaseOrTransaction,
  userId: number,
  homes: readonly UnitRef[],
  scope: StaffScope,
): Promise<void> {
  const wanted = new Set(homes.map(pathOf));
  const isAllowed = homes.every(({ communityId }) => isInScope(scope, communityId));
  const found = homes.length === 0 || !isAllowed ? 0 : await addHomes(tx, userId, homes);
  if (found !== wanted.size) throw refused('NOT_FOUND', 'noHome');
}

function pathOf({ communityId, clusterId, unitId }: UnitRef): string {
  return [communityId, clusterId, unitId].join('/');
}
