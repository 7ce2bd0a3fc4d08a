import { recordAudit } from '@commonwatt/database/audit';
import { importDjango, type PlannedChange } from '@commonwatt/database/django-import/import-django';
import { type DumpNote, readDjangoDump } from '@commonwatt/domain/django-dump';
import { DomainError } from '@commonwatt/domain/domain-error';
import { openInstallation } from '../installation.ts';
import { readJsonFile } from '../read-file.ts';
import { print, readConfig, showProgress } from '../terminal.ts';

/**
 * Brings what `manage.py dumpdata` printed into the database. With a broken record nothing is brought in, so that a home is
 * never left without what belongs to it.
 */
export async function importDjangoDump(file: string, { dryRun = false }: { dryRun?: boolean }): Promise<void> {
  const { records, broken, skipped } = readDjangoDump(await readJsonFile(file));
  for (const note of skipped) print(`skipped  ${describe(note)}`);
  for (const note of broken) print(`broken   ${describe(note)}`);
  if (broken.length > 0) {
    throw new DomainError('BAD_REQUEST', `${broken.length} records are broken; nothing was imported`);
  }
  const installation = await openInstallation(readConfig(), { log: () => {}, whenRunning: 'share' });
  try {
    const { database } = installation;
    const progress = showProgress();
    const onProgress = (done: number, total: number) => progress.show(`${done} of ${total} records`);
    const planned = await importDjango(database, records, { isDryRun: dryRun, onProgress });
    progress.end();
    for (const change of planned) if (change.action !== 'same') print(lineOf(change));
    const count = (action: PlannedChange['action']) => planned.filter((change) => change.action === action).length;
    const counts = { added: count('add'), changed: count('change'), same: count('same'), skipped: skipped.length };
    const totals = Object.entries(counts).map(([name, number]) => `${name}: ${number}`);
    print(`${dryRun ? 'Dry run, nothing was written. ' : ''}${totals.join(', ')}`);
    if (dryRun) return;
    await recordAudit(database, {
      at: new Date(),
      actor: null,
      action: 'import.django',
      target: 'database',
      after: counts,
    });
  } finally {
    await installation.close();
  }
}

function describe({ position, record, reason }: DumpNote): string {
  return `no. ${position}, ${record}: ${reason}`;
}

/** Passwords stay out of sight, hashed as they are. */
function lineOf({ record, name, action, changes, newId }: PlannedChange): string {
  const fields = Object.entries(changes).map(([field, { from, to }]) =>
    field === 'passwordHash' ? 'password' : `${field}: ${JSON.stringify(from ?? null)} → ${JSON.stringify(to ?? null)}`,
  );
  const id = newId === null ? [] : [`gets id ${newId}, because another has its own`];
  return [`${action.padEnd(8)} ${record} (${name})`, ...fields, ...id].join('; ');
}
