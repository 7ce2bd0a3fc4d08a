import { DomainError } from '@commonwatt/domain/domain-error';
import type { z } from 'zod';

/** Reads what was typed by a rule of the domain; `what` names it to the person who typed it. */
export function parseArgument<Output>(schema: z.ZodType<Output>, value: unknown, what: string): Output {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DomainError('BAD_REQUEST', `${what} ${parsed.error.issues[0]?.message ?? 'is wrong'}`);
}
