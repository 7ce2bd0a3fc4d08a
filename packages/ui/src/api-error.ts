import { TRPCClientError } from '@trpc/client';
import type { SignInOutcome } from './sign-in/sign-in-form.tsx';

type ErrorData = { code?: string; requestId?: string };

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
