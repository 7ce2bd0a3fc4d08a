import { DomainError } from '@commonwatt/domain/domain-error';
import type { DatabaseOrTransaction } from './client.ts';
import type { User } from './generated/client.ts';

export type { User };

/** All that is stored of a password. What is left out is dropped with the password before. */
export type StoredPassword = {
  passwordHash: string;
  /** What its MD5 is checked against, where the installation accepts that. */
  md5Verifier?: string | null;
};

export type NewUser = StoredPassword & {
  username: string;
  isStaff?: boolean;
  isSuperuser?: boolean;
  /** Only an import or the demo prescribes ids. */
  id?: number;
};

/** The user of that exact name, active or not. */
export async function findUserByUsername(db: DatabaseOrTransaction, username: string): Promise<User | null> {
  return db.user.findUnique({ where: { username } });
}

export async function findUser(db: DatabaseOrTransaction, userId: number): Promise<User | null> {
  return db.user.findUnique({ where: { id: userId } });
}

/** @throws DomainError CONFLICT when the name is taken. */
export async function createUser(db: DatabaseOrTransaction, user: NewUser): Promise<User> {
  const taken = await db.user.findUnique({ where: { username: user.username }, select: { id: true } });
  if (taken) throw new DomainError('CONFLICT', `There is already a user "${user.username}"`);
  return db.user.create({ data: user });
}

/** True as soon as anybody can open the admin app. */
export async function hasStaffUser(db: DatabaseOrTransaction): Promise<boolean> {
  return (await db.user.findFirst({ where: { isStaff: true, isActive: true }, select: { id: true } })) !== null;
}

/** Replaces the password; sessions that were opened with the old one end. */
export async function changePassword(
  db: DatabaseOrTransaction,
  change: { userId: number; password: StoredPassword; keepSessionId?: number },
): Promise<void> {
  await db.user.update({ where: { id: change.userId }, data: { md5Verifier: null, ...change.password } });
  await db.session.deleteMany({ where: { userId: change.userId, id: { not: change.keepSessionId ?? 0 } } });
}

/** Same password, stored anew: sessions stay. Does nothing when the password was changed in between. */
export async function rehashPassword(
  db: DatabaseOrTransaction,
  change: { userId: number; oldHash: string; password: StoredPassword },
): Promise<void> {
  await db.user.updateMany({
    where: { id: change.userId, passwordHash: change.oldHash },
    data: { md5Verifier: null, ...change.password },
  });
}

/** Forgets what MD5s of passwords are checked against; returns for how many users. */
export async function dropMd5Verifiers(db: DatabaseOrTransaction): Promise<number> {
  return (await db.user.updateMany({ where: { md5Verifier: { not: null } }, data: { md5Verifier: null } })).count;
}

export async function noteSignIn(db: DatabaseOrTransaction, userId: number, at: Date): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { lastLoginAt: at } });
}

/** A user who is no longer active is signed out everywhere. */
export async function setUserActive(db: DatabaseOrTransaction, userId: number, isActive: boolean): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { isActive } });
  if (!isActive) await db.session.deleteMany({ where: { userId } });
}
