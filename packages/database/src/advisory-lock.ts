import pg from 'pg';

/** Fixed numbers, one for each thing that only one process may do at a time. */
export const advisoryLocks = { migrations: 7_270_001, jobQueues: 7_270_002 } as const;

/** Runs `act` while no other process runs what is under the same lock; waits for its turn. */
export async function withAdvisoryLock<T>(
  databaseUrl: string,
  lock: keyof typeof advisoryLocks,
  act: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLocks[lock]]);
    return await act(client);
  } finally {
    // Ending the connection gives the lock back.
    await client.end();
  }
}
