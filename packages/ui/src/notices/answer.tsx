import { type ReactNode, useDeferredValue } from 'react';
import { requestId } from '../api-error.ts';
import { ErrorNotice, Loading } from './notices.tsx';

type Asked<Data> = { data: Data | undefined; error: unknown; refetch(): unknown };

type AnswerProps<Data> = {
  /** What was asked, as `useQuery` has it. */
  of: Asked<Data>;
  /** What it is called. */
  what: string;
  /** About how high (px) it will be. */
  height: number;
  children: (data: Data) => ReactNode;
};

/** What a query brought; until then a grey shape, and when it failed a way to ask again. */
export function Answer<Data>({ of: { data, error, refetch }, what, height, children }: AnswerProps<Data>) {
  // Drawn in slices: an answer may be long, and somebody may be typing.
  const shown = useDeferredValue(data);
  // Also when there is an answer of before: it may be old.
  if (error !== null) return <ErrorNotice what={what} requestId={requestId(error)} onRetry={() => void refetch()} />;
  return shown === undefined ? <Loading label={what} height={height} /> : children(shown);
}
