import { type BatchChange, registerBatchFile } from '@commonwatt/database/registry/batch';
import { DomainError } from '@commonwatt/domain/domain-error';
import { readDemoConfig } from '../demo/demo-config.ts';
import { openInstallation } from '../installation.ts';
import { readTextFile } from '../read-file.ts';
import { print, readConfig } from '../terminal.ts';

/** Registers the homes of a CSV or JSON file with all that leads to them and their residents, all or nothing. */
export async function registerFile(file: string, options: { dryRun?: boolean; demo?: boolean }): Promise<void> {
  const { dryRun: isPreview = false } = options;
  const text = await readTextFile(file);
  const installation = await openInstallation(options.demo ? readDemoConfig() : readConfig(), {
    log: () => {},
    whenRunning: 'share',
  });
  try {
    const author = { actor: null, at: new Date(), address: '', scope: 'all' } as const;
    const { changes, problems } = await registerBatchFile(installation.database, { text, isPreview }, author);
    for (const change of changes) print(lineOf(change));
    for (const { position, reason } of problems)
      print(`problem  ${position === 0 ? 'the file' : `no. ${position}`}: ${reason}`);
    if (problems.length > 0)
      throw new DomainError('BAD_REQUEST', `${problems.length} problems; nothing was registered`);
    const count = (action: BatchChange['action']) => changes.filter((change) => change.action === action).length;
    print(`${isPreview ? 'Dry run, nothing was written. ' : ''}added: ${count('add')}, changed: ${count('change')}`);
  } finally {
    await installation.close();
  }
}

function lineOf({ kind, path, action, changes }: BatchChange): string {
  const fields = Object.entries(changes).map(
    ([field, { from, to }]) => `${field}: ${JSON.stringify(from ?? null)} → ${JSON.stringify(to ?? null)}`,
  );
  return [`${action.padEnd(8)} ${kind} ${path}`, ...fields].join('; ');
}
