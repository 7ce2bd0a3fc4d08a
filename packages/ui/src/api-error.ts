import type { MeanwhileChanges } from '@commonwatt/domain/domain-error';
import type { Refusal } from '@commonwatt/domain/refusals';
import { TRPCClientError } from '@trpc/client';
import type { SignInOutcome } from './sign-in/sign-in-form.tsx';

/** Why something was refused: a code with values for the app to say, where there is one, and a sentence in English. */
export type Refused = { message: string; refusal: Refusal | null };

type ErrorData = {
  code?: string;
  requestId?: string;
  issues?: Issue[];
  changes?: MeanwhileChanges | null;
  refusal?: Refusal | null;
};
type Issue = Refused & { path: string };

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
export function fieldProblems(error: unknown, under: string): Record<string, Refused> {
  const problems: Record<string, Refused> = {};
  for (const { path, message, refusal } of dataOf(error)?.issues ?? []) {
    const field = path.startsWith(`${under}.`) ? path.slice(under.length + 1).split('.')[0] : path;
    if (field) problems[field] ??= { message, refusal };
  }
  return problems;
}

/** Why the api refused: each part of the input that is wrong, or else the one reason. */
export function refusalsOf(error: { message: string }): Refused[] {
  const data = dataOf(error);
  if (data?.issues?.length) return data.issues;
  return [{ message: error.message, refusal: data?.refusal ?? null }];
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
