import type { MeanwhileChanges } from '@commonwatt/domain/domain-error';
import { TRPCClientError } from '@trpc/client';
import type { SignInOutcome } from './sign-in/sign-in-form.tsx';

type ErrorData = { code?: string; requestId?: string; issues?: Issue[]; changes?: MeanwhileChanges | null };
type Issue = { path: string; message: string };

function dataOf(error: unknown): ErrorData | null {
  // The shape is that of the api's error formatter; a lost network leaves it empty.
  return error instanceof TRPCClientError ? ((error.data as ErrorData | null | undefined) ?? null) : null;
}

/** The api's code for an error; null for anything else, such as a lost network. */
export function errorCode(error: unknown): string | null {
  return dataOf(error)?.code ?? null;
}

/** The number under which the server knows a failed request, to tell support. */
export function requestId(error: unknown): string | null {
  return dataOf(error)?.requestId ?? null;
}

/** What the api says is wrong with each field of a form that was sent as `under` of the input: the first thing of each. */
export function fieldProblems(error: unknown, under: string): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const { path, message } of dataOf(error)?.issues ?? []) {
    const field = path.startsWith(`${under}.`) ? path.slice(under.length + 1).split('.')[0] : path;
    if (field) problems[field] ??= message;
  }
  return problems;
}

/** What somebody else has changed since a form was opened; null where that is not why it was refused. */
export function meanwhileChanges(error: unknown): MeanwhileChanges | null {
  return dataOf(error)?.changes ?? null;
}

/** What to say after a sign-in that the api refused. */
export function signInProblem(error: unknown): SignInOutcome {
  switch (errorCode(error)) {
    case 'UNAUTHORIZED':
      return 'wrong';
    case 'FORBIDDEN':
      return 'otherApp';
    case 'TOO_MANY_REQUESTS':
      return 'tooMany';
    case null:
      return 'offline';
    default:
      return 'failed';
  }
}
