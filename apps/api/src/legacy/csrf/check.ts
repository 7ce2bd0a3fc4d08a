import type {} from '@fastify/cookie'; // adds cookies to requests and replies
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../deps.ts';
import { type Parameters, readForm, readQuery } from '../form.ts';
import { isOwnUrl, isSameOriginRequest, type OwnOrigin } from './same-origin.ts';
import { createCsrfSecret, isCsrfSecret, maskCsrfSecret, matchesCsrfSecret } from './token.ts';

const cookie = 'csrftoken';
const maxAgeS = 364 * 24 * 3600;

/** Gives the browser the secret that its tokens are checked against, a new one or for longer the one that it has. */
export function sendCsrfCookie(
  { config, now }: Deps,
  { request, reply, isRenewed }: { request: FastifyRequest; reply: FastifyReply; isRenewed: boolean },
): string {
  const known = request.cookies[cookie];
  const secret = !isRenewed && isCsrfSecret(known) ? known : createCsrfSecret();
  reply.setCookie(cookie, secret, {
    path: '/',
    sameSite: 'lax',
    secure: config.PUBLIC_URL?.startsWith('https:') ?? false,
    maxAge: maxAgeS,
    expires: new Date(now().getTime() + maxAgeS * 1_000),
  });
  return maskCsrfSecret(secret);
}

/**
 * The check of every POST, PUT, PATCH and DELETE but those of homes: the token in the form or the header belongs to the
 * cookie, and no other site is named as where the request comes from; over https a page of ours has to be.
 */
export function isForgeryProof(deps: Deps, request: FastifyRequest): boolean {
  const own = ownOrigin(deps, request);
  const { origin, referer } = request.headers;
  const from = origin ?? (isHttps(deps, request) ? (referer ?? '') : null);
  if (from !== null && !isOwnUrl(from, own)) return false;
  return hasCsrfToken(request, request.method === 'POST' ? readForm(request) : () => null);
}

/** For changes by GET: a browser says that a page of ours asks for it, or the token is in the query or the header. */
export function isIntended(deps: Deps, request: FastifyRequest): boolean {
  return isSameOriginRequest(request.headers, ownOrigin(deps, request)) || hasCsrfToken(request, readQuery(request));
}

function hasCsrfToken(request: FastifyRequest, read: Parameters): boolean {
  const header = request.headers['x-csrftoken'];
  const token = read('csrfmiddlewaretoken') ?? (typeof header === 'string' ? header : '');
  return matchesCsrfSecret(token, request.cookies[cookie] ?? '');
}

function ownOrigin({ config }: Deps, request: FastifyRequest): OwnOrigin {
  return { publicUrl: config.PUBLIC_URL, host: request.host };
}

function isHttps({ config }: Deps, request: FastifyRequest): boolean {
  return (config.PUBLIC_URL ?? `${request.protocol}:`).startsWith('https:');
}
