import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { exportCopy, importCopy } from '@commonwatt/database/portable-copy';
import { openInstallation } from '../installation.ts';
import { readJsonFile } from '../read-file.ts';
import { print, readConfig } from '../terminal.ts';

/** Writes everything relational as JSON, to a file that only its owner can read, or to standard output. */
export async function exportDatabase(file: string | undefined): Promise<void> {
  const installation = await openInstallation(readConfig(), { log: () => {}, whenRunning: 'share' });
  try {
    const text = `${JSON.stringify(await exportCopy(installation.database), null, 1)}\n`;
    if (file === undefined) process.stdout.write(text);
    else await writeFile(file, text, { mode: 0o600 });
  } finally {
    await installation.close();
  }
}

/** Brings what `export` wrote into an empty database. */
export async function importDatabase(file: string): Promise<void> {
  const content = await readJsonFile(file);
  const installation = await openInstallation(readConfig(), { log: () => {}, whenRunning: 'share' });
  try {
    print(`rows: ${await importCopy(installation.database, content)}`);
  } finally {
    await installation.close();
  }
}
