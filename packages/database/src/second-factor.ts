import type { Database, DatabaseOrTransaction } from './client.ts';

/** Keeps a secret until its owner proves with a first code that the phone has it. */
export async function proposeTotpSecret(db: DatabaseOrTransaction, userId: number, secret: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { totpPendingSecret: secret } });
}

/** Turns the second factor on with the proposed secret and fresh recovery codes (hashed). */
export async function confirmTotp(
  db: Database,
  change: { userId: number; secret: string; step: number; recoveryCodeHashes: string[] },
): Promise<void> {
  const { userId, secret, step, recoveryCodeHashes } = change;
  await db.$transaction([
    db.user.update({
      where: { id: userId },
      data: { totpSecret: secret, totpPendingSecret: null, totpLastStep: step },
    }),
    db.recoveryCode.deleteMany({ where: { userId } }),
    db.recoveryCode.createMany({ data: recoveryCodeHashes.map((codeHash) => ({ userId, codeHash })) }),
  ]);
}

export async function disableTotp(db: Database, userId: number): Promise<void> {
  await db.$transaction([
    db.user.update({
      where: { id: userId },
      data: { totpSecret: null, totpPendingSecret: null, totpLastStep: null },
    }),
    db.recoveryCode.deleteMany({ where: { userId } }),
  ]);
}

/** Marks a 30 s step as used; false when it, or a later one, was used before: a code works once. */
export async function claimTotpStep(db: DatabaseOrTransaction, userId: number, step: number): Promise<boolean> {
  const claimed = await db.user.updateMany({
    where: { id: userId, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
    data: { totpLastStep: step },
  });
  return claimed.count === 1;
}

/** Uses up a recovery code; false when it is not one of the user's unused ones. */
export async function useRecoveryCode(db: DatabaseOrTransaction, userId: number, codeHash: string): Promise<boolean> {
  return (await db.recoveryCode.deleteMany({ where: { userId, codeHash } })).count === 1;
}
