import { z } from 'zod';

/**
 * Building blocks for reading MongoDB documents that other programs write. A value of a wrong type is read as null,
 * a part of a wrong type as an empty one: one odd field never costs the rest of the document.
 */
export const quantity = z.number().nullable().catch(null).default(null);
export const text = z.string().nullable().catch(null).default(null);
export const instant = z.date().nullable().catch(null).default(null);

/** A nested object, all of whose fields have defaults. */
export function part<Shape extends z.ZodRawShape>(shape: Shape) {
  const schema = z.object(shape);
  return schema.catch(() => schema.parse({})).optional();
}

/** Why a document could not be read at all: the path of its first fault and what is wrong there. */
export type UnreadableDocument = { ok: false; problem: string };

/** The first fault that zod found, as one line for a log. */
export function unreadable(error: z.ZodError): UnreadableDocument {
  const issue = error.issues[0];
  return { ok: false, problem: `${issue?.path.join('.') || 'document'}: ${issue?.message ?? 'unreadable'}` };
}
