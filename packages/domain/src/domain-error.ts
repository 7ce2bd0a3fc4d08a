import type { Refusal } from './refusals.ts';

/** tRPC's code for each way in which a rule can be broken; the api maps them one to one. */
export type DomainErrorCode =
  | 'BAD_REQUEST'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'PRECONDITION_FAILED'
  | 'TOO_MANY_REQUESTS';

/** What somebody else has changed meanwhile, by field: what it was and what it is. */
export type MeanwhileChanges = Readonly<Record<string, { from: unknown; to: unknown }>>;

type Details = { changes?: MeanwhileChanges; refusal?: Refusal };

/** A broken rule. The message says what was wrong and what would be right, and may be shown to the caller. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  /** Of a CONFLICT with an edit by somebody else. */
  readonly changes: MeanwhileChanges | null;
  /** The same as the message, for apps to say in another language. */
  readonly refusal: Refusal | null;

  constructor(code: DomainErrorCode, message: string, { changes, refusal }: Details = {}) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.changes = changes ?? null;
    this.refusal = refusal ?? null;
  }
}
