import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** Reads one parameter: of a repeated one the last value counts, and an empty one is null as is one that is missing. */
export type Parameters = (name: string) => string | null;

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

/**
 * The fields of the request's form.
 * @throws Refusal for a NUL character, which no text in PostgreSQL can hold.
 */
export function readForm(request: FastifyRequest): Parameters {
  return readFields(request.body);
}

/** The parameters of the request's query; throws as `readForm` does. */
export function readQuery(request: FastifyRequest): Parameters {
  return readFields(request.query);
}

function readFields(given: unknown): Parameters {
  const fields = (given ?? {}) as Record<string, unknown>;
  return (name) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : null;
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last !== 'string' || last === '') return null;
    if (last.includes('\0')) throw new Refusal(400, `bad param values : ${name} contains a NUL character`);
    return last;
  };
}
