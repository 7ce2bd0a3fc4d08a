import type { FastifyRequest } from 'fastify';
import { appRouter } from '../app-router.ts';

/**
 * What a request asks for, as the program names it: never its URL, in which ids, tokens or passwords may stand. Batches of
 * procedures count as one, and so do names that are no procedure, as made-up ones must not make a name each.
 */
export function routeOf(request: FastifyRequest): string {
  const route = request.routeOptions.url ?? 'none';
  if (route !== '/trpc/:path') return route;
  const { path = '' } = request.params as { path?: string };
  return Object.hasOwn(appRouter._def.procedures, path) ? `/trpc/${path}` : '/trpc/other';
}
