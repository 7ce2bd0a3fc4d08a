import process from 'node:process';
import { defineConfig } from 'prisma/config';

// `prisma generate` insists on having its schema engine, which it would download, but never uses it.
// Any executable satisfies it; migrations are applied by src/migrate.ts without that binary.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: '../../prisma/schema.prisma' });
