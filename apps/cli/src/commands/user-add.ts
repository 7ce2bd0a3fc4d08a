import { protectPassword } from '@commonwatt/api/sign-in/passwords';
import { recordAudit } from '@commonwatt/database/audit';
import { addHomes } from '@commonwatt/database/registration';
import { createUser } from '@commonwatt/database/users';
import { newPasswordSchema, usernameSchema } from '@commonwatt/domain/credentials';
import { DomainError } from '@commonwatt/domain/domain-error';
import { type UnitRef, unitRefSchema } from '@commonwatt/domain/refs';
import { readDemoConfig } from '../demo/demo-config.ts';
import { openInstallation } from '../installation.ts';
import { parseArgument } from '../parse-argument.ts';
import { print, readConfig, readStandardInput } from '../terminal.ts';

type AddOptions = { staff?: boolean; home?: string[]; demo?: boolean };

/** Adds a user whose password comes from standard input, so that it stands in no process list and no shell history. */
export async function addUser(name: string, options: AddOptions): Promise<void> {
  const username = parseArgument(usernameSchema, name, 'The user name');
  const homes = (options.home ?? []).map(parseHome);
  const password = parseArgument(newPasswordSchema, await readStandardInput(), 'The password (on standard input)');
  const config = options.demo ? readDemoConfig() : readConfig();
  const installation = await openInstallation(config, {
    log: () => {},
    whenRunning: 'share',
  });
  try {
    const stored = await protectPassword(config, password);
    await installation.database.$transaction(async (tx) => {
      const user = await createUser(tx, { username, ...stored, isStaff: options.staff ?? false });
      const linked = await addHomes(tx, user.id, homes);
      if (linked !== homes.length) throw new DomainError('NOT_FOUND', 'At least one of the homes is not registered');
      const after = { username, isStaff: user.isStaff, homes };
      await recordAudit(tx, { at: new Date(), actor: null, action: 'user.create', target: `user ${username}`, after });
    });
    print(`Added ${username}${options.staff ? ' as staff' : ''}, resident of ${homes.length} homes.`);
  } finally {
    await installation.close();
  }
}

function parseHome(text: string): UnitRef {
  const [communityId, clusterId, unitId, ...rest] = text.split('/');
  const parsed = unitRefSchema.safeParse({ communityId, clusterId, unitId });
  if (parsed.success && rest.length === 0) return parsed.data;
  throw new DomainError('BAD_REQUEST', `--home ${text} should be community/cluster/unit`);
}
