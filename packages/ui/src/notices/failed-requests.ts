import type { Query } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { requestId } from '../api-error.ts';

/** A question to the api that failed. */
export type FailedRequest = {
  /** What was asked, as in `deals.list`; several at once have commas between them. */
  path: string;
  at: Date;
  /** Null without an answer. */
  answer: { status: number; code: string } | null;
  message: string;
};

type Asked = { queryKey: readonly unknown[]; state: Pick<Query['state'], 'error' | 'errorUpdatedAt'> };

/**
 * Of all questions those that failed under this number: they were sent together. For null, those that the server knows
 * nothing of: which of them were sent together cannot be told. With what they were asked is left out: it may be secret.
 */
export function findFailedRequest(asked: readonly Asked[], id: string | null): FailedRequest | null {
  const failed = asked
    .filter(({ state }) => state.error !== null && requestId(state.error) === id)
    .sort((a, b) => b.state.errorUpdatedAt - a.state.errorUpdatedAt);
  const [newest] = failed;
  if (!newest?.state.error) return null;
  const { error, errorUpdatedAt } = newest.state;
  return {
    path: [...new Set(failed.map(pathOf))].join(', '),
    at: new Date(errorUpdatedAt),
    answer: answerOf(error),
    message: error.message,
  };
}

/** The first part of a key says what is asked, the others with what. */
function pathOf({ queryKey: [path] }: Asked): string {
  return Array.isArray(path) ? path.join('.') : String(path);
}

function answerOf(error: Error): FailedRequest['answer'] {
  if (!(error instanceof TRPCClientError)) return null;
  const { httpStatus, code } = (error.data ?? {}) as { httpStatus?: number; code?: string };
  return httpStatus === undefined || code === undefined ? null : { status: httpStatus, code };
}
