import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '@commonwatt/database/client';
import { createSetupLink } from '@commonwatt/database/setup-links';
import { hasStaffUser } from '@commonwatt/database/users';
import { print } from './terminal.ts';

const validMs = 24 * 3_600_000;

/** There is no default account: while nobody can open the staff app, each start prints a link that makes one. */
export async function offerSetup(database: Database, url: string): Promise<void> {
  if (await hasStaffUser(database)) return;
  const token = randomBytes(32).toString('base64url');
  const tokenHash = createHash('sha256').update(token).digest('hex');
  await createSetupLink(database, { tokenHash, expiresAt: new Date(Date.now() + validMs) });
  print('');
  print('  There is no staff user yet. Open this link within 24 hours to make one; it works once:');
  print(`  ${url}/admin/setup?token=${token}`);
  print('');
}
