import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The account a proof is for, and the hash that is stored for its password now. */
export type ProvenAccount = { userId: number; storedHash: string };

/**
 * Remembers for a short while that a password was right, so that homes which ask every 30 s do not cost a slow hash each
 * time. What is kept is a keyed digest of the stored hash and the password: the key lives in this process only, no
 * password is kept, and once something else is stored no digest matches any more.
 */
export type PasswordProofs = {
  /** Whether the password was right for that account and hash before, and not too long ago. */
  isProven(account: ProvenAccount, password: string, now: Date): boolean;
  /** The password is right: now it may be used for a while. */
  note(account: ProvenAccount, password: string, now: Date): void;
};

const mostProofs = 50_000;

/** A proof that was not noted again for `idleMs` is forgotten, and the oldest ones when there are too many. */
export function createPasswordProofs(idleMs = 300_000, most = mostProofs): PasswordProofs {
  const key = randomBytes(32);
  // By account and stored hash, as an account may have several; in the order in which they were noted, the oldest first.
  const proofs = new Map<string, { digest: Buffer; notedAtMs: number }>();

  const keyOf = ({ userId, storedHash }: ProvenAccount) => `${userId} ${storedHash}`;
  const digestOf = (account: ProvenAccount, password: string) =>
    createHmac('sha256', key).update(account.storedHash).update('\0').update(password).digest();

  return {
    isProven(account, password, now) {
      const proof = proofs.get(keyOf(account));
      if (!proof || now.getTime() - proof.notedAtMs >= idleMs) return false;
      return timingSafeEqual(proof.digest, digestOf(account, password));
    },
    note(account, password, now) {
      const name = keyOf(account);
      proofs.delete(name);
      proofs.set(name, { digest: digestOf(account, password), notedAtMs: now.getTime() });
      for (const [oldest, { notedAtMs }] of proofs) {
        if (proofs.size <= most && now.getTime() - notedAtMs < idleMs) break;
        proofs.delete(oldest);
      }
    },
  };
}
