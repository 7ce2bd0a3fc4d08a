import type { DatabaseOrTransaction } from './client.ts';

/**
 * Takes or extends the lease on a piece of work until `expiresAt`; false while another holder has it. By the clock of the
 * database, which all workers share. It only spares work: whoever is late must find out by what it writes.
 */
export async function takeLease(
  db: DatabaseOrTransaction,
  { name, holder, durationMs }: { name: string; holder: string; durationMs: number },
): Promise<boolean> {
  const taken = await db.$executeRaw`
    INSERT INTO worker_leases (name, holder, expires_at)
    VALUES (${name}, ${holder}, now() + ${durationMs} * interval '1 millisecond')
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
    WHERE worker_leases.holder = excluded.holder OR worker_leases.expires_at <= now()`;
  return taken > 0;
}

/** Gives a lease back, so that another need not wait for its end. */
export async function releaseLease(db: DatabaseOrTransaction, name: string, holder: string): Promise<void> {
  await db.workerLease.deleteMany({ where: { name, holder } });
}
