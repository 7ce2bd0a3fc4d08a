import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { openStore } from './test-store.ts';

const python = ['/usr/bin/python3', 'python3'].find(
  (command) => spawnSync(command, ['-c', 'import pymongo']).status === 0,
);

describe.runIf(python !== undefined)('PyMongo', () => {
  test('finds a MongoDB', async () => {
    const { uri } = await openStore();
    const script = fileURLToPath(new URL('./pymongo-check.py', import.meta.url));
    const { stdout } = await promisify(execFile)(python ?? '', [script, uri]);
    expect(stdout).toMatch(/PyMongo .* agrees/);
  });
});
