import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { exportCopy, importCopy } from '@commonwatt/database/portable-copy';
import { DomainError } from '@commonwatt/domain/domain-error';
import {
  type BackupProgress,
  backUpCollections,
  type DocumentCounts,
  restoreCollections,
} from '@commonwatt/telemetry/backup';
import { type Installation, openInstallation } from '../installation.ts';
import { readJsonFile } from '../read-file.ts';
import { print, readConfig, showProgress } from '../terminal.ts';

const relationalFile = 'relational.json';

/** Writes both stores into a new folder, while the installation runs. */
export async function backUp(folder: string): Promise<void> {
  const path = resolve(folder);
  await mkdir(path, { recursive: true, mode: 0o700 });
  if ((await readdir(path)).length > 0) throw new DomainError('PRECONDITION_FAILED', `${path} is not empty`);
  await withStores(async ({ database, telemetry }, onProgress) => {
    const counts = await backUpCollections(telemetry, path, onProgress);
    // Last, so that a folder without it is known to be no whole backup.
    await writeFile(join(path, relationalFile), JSON.stringify(await exportCopy(database)), { mode: 0o600 });
    return counts;
  });
}

/** Brings a backup into empty stores. */
export async function restore(folder: string): Promise<void> {
  const path = resolve(folder);
  const content = await readJsonFile(join(path, relationalFile));
  await withStores(async ({ database, telemetry }, onProgress) => {
    await importCopy(database, content);
    return restoreCollections(telemetry, path, onProgress);
  });
}

async function withStores(
  act: (stores: Installation, onProgress: BackupProgress) => Promise<DocumentCounts>,
): Promise<void> {
  const installation = await openInstallation(readConfig(), { log: () => {}, whenRunning: 'share' });
  const progress = showProgress();
  try {
    const counts = await act(installation, (collection, done) => progress.show(`${collection}: ${done}`));
    progress.end();
    for (const [collection, count] of Object.entries(counts)) print(`${collection}: ${count}`);
  } finally {
    await installation.close();
  }
}
