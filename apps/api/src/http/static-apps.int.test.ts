import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerStaticApps } from './static-apps.ts';

let folder: string;
let app: FastifyInstance;

async function writeApp(name: string): Promise<string> {
  await mkdir(join(folder, name, 'assets'), { recursive: true });
  await writeFile(join(folder, name, 'index.html'), `<!doctype html><title>${name}</title>`);
  await writeFile(join(folder, name, 'assets', 'main-1a2b.js'), `/* ${name} */`);
  await writeFile(join(folder, name, 'assets', 'main-1a2b.js.gz'), `gzip of ${name}`);
  return join(folder, name);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonwatt-apps-'));
  app = fastify();
  const folders = { admin: await writeApp('admin'), resident: await writeApp('resident') };
  await writeFile(join(folders.resident, 'sw.js'), '// worker');
  await writeFile(join(folders.resident, 'manifest.webmanifest'), '{}');
  await registerStaticApps(app, folders);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

test.for([
  ['/', 'resident'],
  ['/more', 'resident'],
  ['/admin/', 'admin'],
  ['/admin/community/cluster/live?layout=table', 'admin'],
] as const)('%s is the page of the %s app, asked for anew each time', async ([url, title]) => {
  const response = await app.inject(url);
  expect(response.statusCode).toBe(200);
  expect(response.body).toContain(`<title>${title}</title>`);
  expect(response.headers['cache-control']).toBe('no-cache');
});

test('files are kept by browsers for good, and sent compressed where a browser can read that', async () => {
  const plain = await app.inject('/assets/main-1a2b.js');
  expect(plain.body).toBe('/* resident */');
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const compressed = await app.inject({ url: '/admin/assets/main-1a2b.js', headers: { 'accept-encoding': 'gzip' } });
  expect(compressed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  expect(compressed.body).toBe('gzip of admin');
});

test.for([
  ['/sw.js', 'text/javascript; charset=utf-8', '// worker'],
  ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8', '{}'],
] as const)('%s stands beside the start page and is asked for anew each time', async ([url, type, content]) => {
  const response = await app.inject(url);
  expect([response.statusCode, response.headers['content-type'], response.body]).toEqual([200, type, content]);
  expect(response.headers['cache-control']).toBe('no-cache');
});

test.for(['/trpc/no.such', '/api/none', '/static/none', '/assets/gone-3c4d.js', '/admin/assets/gone-3c4d.js'])(
  '%s is no page',
  async (url) => {
    expect((await app.inject(url)).statusCode).toBe(404);
  },
);

test('/admin leads to /admin/, and nothing outside the folders is served', async () => {
  expect((await app.inject('/admin')).headers.location).toBe('/admin/');
  expect((await app.inject('/assets/../index.html')).body).toContain('<title>resident</title>');
  expect((await app.inject('/assets/..%2f..%2fadmin%2findex.html')).statusCode).toBe(404);
  expect((await app.inject({ method: 'POST', url: '/' })).statusCode).toBe(404);
});
