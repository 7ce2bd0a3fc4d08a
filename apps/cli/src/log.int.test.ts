import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@commonwatt/config/config';
import { expect, test, vi } from 'vitest';
import { createLog } from './log.ts';

test('lines go to the file too, as JSON and without secrets', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'commonwatt-log-'));
  const file = join(folder, 'commonwatt.log');
  const log = createLog(loadConfig({ LOG_FILE: file, LOG_LEVEL: 'warn' }));
  log.info('too fine');
  log.warn({ requestId: 'r1', token: 'secret-token', req: { headers: { cookie: 'session=secret' } } }, 'something');
  await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toContain('something'));
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 40,
    requestId: 'r1',
    token: '[Redacted]',
    msg: 'something',
  });
  expect(lines[0]).not.toContain('secret');
  await rm(folder, { recursive: true });
});
