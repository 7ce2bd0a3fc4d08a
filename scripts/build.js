import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

// Builds both apps and the command, unless nothing they are made of has changed since. `--force` builds in any case.

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'apps/cli/dist/.built-from');
const built = ['admin', 'resident', 'cli'];
const sources = ['apps', 'packages', 'prisma', 'pnpm-lock.yaml'];
const skipped = new Set(['node_modules', 'dist', '.data']);

async function listFiles(path) {
  const found = await stat(join(root, path));
  if (found.isFile()) return [`${path} ${found.size} ${found.mtimeMs}`];
  const entries = await readdir(join(root, path), { withFileTypes: true });
  const nested = entries.filter((entry) => !skipped.has(entry.name)).map((entry) => listFiles(join(path, entry.name)));
  return (await Promise.all(nested)).flat();
}

async function fingerprint() {
  const files = (await Promise.all(sources.map(listFiles))).flat().sort();
  return createHash('sha256').update(files.join('\n')).digest('hex');
}

function build(app) {
  return new Promise((resolve, reject) => {
    const vite = join(root, 'apps', app, 'node_modules/vite/bin/vite.js');
    const args = [vite, 'build', '--configLoader', 'runner', '--logLevel', 'warn'];
    const child = spawn(process.execPath, args, { cwd: join(root, 'apps', app), stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`building ${app} failed`))));
  });
}

/** Compressed copies beside scripts, styles and pictures, once, for the server to send as they are. */
async function compressAssets(app) {
  const folder = join(root, 'apps', app, 'dist/assets');
  const names = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name));
      await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(content));
      await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(content, { level: 9 }));
    }),
  );
}

const wanted = await fingerprint();
const isForced = process.argv.includes('--force');
const isUpToDate = (await readFile(stampFile, 'utf8').catch(() => '')) === wanted;
if (isForced || !isUpToDate) {
  process.stderr.write('Building …\n');
  await Promise.all(built.map(build));
  await Promise.all(['admin', 'resident'].map(compressAssets));
  await writeFile(stampFile, wanted);
}
