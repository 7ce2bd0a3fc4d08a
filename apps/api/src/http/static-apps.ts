import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Serves the built apps: staff below `/admin/`, residents at `/`. Files with a hash in their name never change and are
 * kept by browsers; any other path of an app is its start page, which finds its way by the URL.
 */
export async function registerStaticApps(
  app: FastifyInstance,
  folders: { admin: string; resident: string },
): Promise<void> {
  const pages = {
    admin: await readFile(join(folders.admin, 'index.html'), 'utf8'),
    resident: await readFile(join(folders.resident, 'index.html'), 'utf8'),
  };
  const options = { index: false, wildcard: false, preCompressed: true, immutable: true, maxAge: '365d' } as const;
  await app.register(fastifyStatic, { ...options, root: join(folders.admin, 'assets'), prefix: '/admin/assets/' });
  await app.register(fastifyStatic, {
    ...options,
    root: join(folders.resident, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
  });

  await registerRootFiles(app, folders.resident);
  app.get('/admin', (_request, reply) => reply.redirect('/admin/', 301));
  app.setNotFoundHandler((request, reply) => {
    if (!isPageRequest(request)) return reply.code(404).type('text/plain').send('Not found');
    return sendPage(reply, request.url.startsWith('/admin/') ? pages.admin : pages.resident);
  });
}

const rootTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

/** What browsers look for beside the start page under a name that stays: the worker, the manifest and its icons. */
async function registerRootFiles(app: FastifyInstance, folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const type = rootTypes[extname(name)];
    if (!type) continue;
    const content = await readFile(join(folder, name));
    app.get(`/${name}`, (_request, reply) => reply.type(type).header('cache-control', 'no-cache').send(content));
  }
}

/** Addresses of the api and of files are never pages, so that a typo there is a plain 404. */
function isPageRequest({ method, url }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const path = url.split('?')[0] ?? '';
  return !/^\/(api|trpc|static)(\/|$)/.test(path) && !/\/assets\//.test(path);
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html);
}
