import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/**
 * A web server that knows nothing of Commonwatt: files below paths, and `index.html` for whatever is no file, as
 * docs/operations.md asks of one. It lets the pages ask `apiUrl` only.
 */
export async function serveFiles(
  port: number,
  folders: Record<string, string>,
  apiUrl: string,
): Promise<() => Promise<void>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${apiUrl}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const answer = await findAnswer(pathname, folders);
    if (!answer) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': answer.type, 'content-security-policy': policy }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** The file at a path, or the page of the app where it names none. */
async function findAnswer(path: string, folders: Record<string, string>) {
  const base = Object.keys(folders).find((one) => path.startsWith(one));
  const folder = base === undefined ? undefined : folders[base];
  if (base === undefined || folder === undefined) return null;
  const name = normalize(path.slice(base.length));
  const ending = extname(name);
  const file = ending === '' ? 'index.html' : name;
  const body = await readFile(join(folder, file)).catch(() => null);
  return body && { body, type: types[ending || '.html'] ?? 'application/octet-stream' };
}
