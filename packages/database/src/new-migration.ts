import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { diffSchemas } from './schema-engine.ts';
import { startScratchPostgres } from './scratch-postgres.ts';

// pnpm --filter @commonwatt/database migration NAME: writes the step from the committed schema.prisma to the edited one.
// A test proves that the migrations lead to the committed one, so this is all that is missing.
const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  process.stderr.write('usage: pnpm --filter @commonwatt/database migration NAME (lower case, digits and _)\n');
  process.exit(2);
}
const root = new URL('../../../', import.meta.url);
const edited = await readFile(new URL('prisma/schema.prisma', root), 'utf8');
const committed = execFileSync('git', ['show', 'HEAD:prisma/schema.prisma'], { cwd: root, encoding: 'utf8' });
const postgres = await startScratchPostgres();
const sql = await diffSchemas(postgres.url, committed, edited).finally(() => postgres.stop());
if (sql === null) {
  process.stdout.write('schema.prisma is as committed: nothing to migrate.\n');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = new URL(`prisma/migrations/${stamp}_${name}/`, root);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('migration.sql', folder), sql);
  process.stdout.write(`Wrote ${folder.pathname}migration.sql: read it before you commit it.\n`);
}
