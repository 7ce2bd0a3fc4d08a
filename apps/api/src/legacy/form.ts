import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export type Form = (name: string) => string | null;

/** The old server's limit for form data. */
const longestForm = 2_621_440;

/**
 * Lets the routes of `app` read form bodies as the old server did: `application/x-www-form-urlencoded` and
 * `multipart/form-data`. A body of any other type is an empty form, not an error.
 */
export async function acceptForms(app: FastifyInstance): Promise<void> {
  await app.register(formbody, { bodyLimit: longestForm });
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { fieldSize: longestForm, fields: 1_000, files: 0 },
  });
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: longestForm }, (_request, _body, done) =>
    done(null, {}),
  );
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: longestForm }, (_request, _body, done) =>
    done(null, {}),
  );
}

/** A form that cannot be used; the message says which field and why. */
export class FormError extends Error {
  readonly statusCode = 400;
}

/**
 * Reads fields of the request's form: of a repeated one the last value counts, an empty one counts as missing.
 * @throws FormError for a NUL character, which no text in PostgreSQL can hold.
 */
export function readForm(request: FastifyRequest): Form {
  const fields = (request.body ?? {}) as Record<string, unknown>;
  return (name) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : null;
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last !== 'string' || last === '') return null;
    if (last.includes('\0')) throw new FormError(`bad param values : ${name} contains a NUL character`);
    return last;
  };
}
