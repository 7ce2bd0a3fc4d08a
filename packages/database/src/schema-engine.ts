import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

/** The part of the global that is used here; Node's own types leave it to those of browsers. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ exports: Record<string, unknown> }>;
  Module: { imports(module: object): { module: string }[] };
};

type EngineModule = {
  __wbg_set_wasm(wasm: Record<string, unknown>): void;
  SchemaEngine: typeof SchemaEngine;
};

let loaded: Promise<EngineModule> | undefined;

/**
 * Prisma's own schema engine as WebAssembly: what `prisma migrate` would download as a binary.
 * The package's entry needs a bundler, so its parts are put together here as that entry would, once per process.
 */
function loadEngine(): Promise<EngineModule> {
  loaded ??= (async () => {
    const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
    const scriptUrl = pathToFileURL(join(folder, 'schema_engine_bg.js')).href;
    const engine = (await import(/* @vite-ignore */ scriptUrl)) as EngineModule;
    const wasm = await WebAssembly.compile(await readFile(join(folder, 'schema_engine_bg.wasm')));
    const imports = Object.fromEntries(WebAssembly.Module.imports(wasm).map((one) => [one.module, { ...engine }]));
    const instance = await WebAssembly.instantiate(wasm, imports);
    engine.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    return engine;
  })();
  return loaded;
}

/** Runs `use` with an engine that is connected to the database, and closes its connections afterwards. */
export async function withSchemaEngine<T>(databaseUrl: string, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const { SchemaEngine } = await loadEngine();
  const factory = new PrismaPg({ connectionString: databaseUrl });
  const opened: { dispose(): Promise<void> }[] = [];
  const connect = async () => {
    const adapter = await factory.connect();
    opened.push(adapter);
    return adapter;
  };
  const tracked: SqlMigrationAwareDriverAdapterFactory = {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    connectToShadowDb: () => factory.connectToShadowDb(),
  };
  const bound = bindMigrationAwareSqlAdapterFactory(tracked);
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, bound);
  try {
    return await use(engine);
  } finally {
    await Promise.all(opened.map((adapter) => adapter.dispose()));
  }
}

/**
 * SQL that leads from one text of schema.prisma to another; null when there is nothing to do. `from` null stands for an
 * empty database. The engine insists on a server, but nothing is read from it.
 */
export async function diffSchemas(databaseUrl: string, from: string | null, to: string): Promise<string | null> {
  const files = (content: string) => [{ path: 'schema.prisma', content }];
  const diff = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: files(from) },
      to: { tag: 'schemaDatamodel', files: files(to) },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return diff.exitCode === 0 ? null : diff.stdout;
}
