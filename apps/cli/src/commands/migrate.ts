import process from 'node:process';
import { applyMigrations } from '@commonwatt/database/migrations';
import { DomainError } from '@commonwatt/domain/domain-error';
import { print, readConfig } from '../terminal.ts';

/** Applies what is missing. `start` does the same by itself; this is for those who want it done before. */
export async function migrate(): Promise<void> {
  const { DATABASE_URL: url } = readConfig();
  if (!url) throw new DomainError('PRECONDITION_FAILED', 'Set DATABASE_URL to the database to migrate');
  const applied = await applyMigrations(url);
  print(applied.length > 0 ? `PostgreSQL: applied ${applied.join(', ')}` : 'PostgreSQL: up to date');
  // The engine leaves timers of ten seconds behind, for which nobody should have to wait.
  process.exit(0);
}
