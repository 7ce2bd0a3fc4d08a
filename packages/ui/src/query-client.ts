import { QueryClient } from '@tanstack/react-query';
import { errorCode } from './api-error.ts';

const answeredForGood = new Set(['UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_REQUEST']);

/** Server data of an app. Only failures that may pass are tried again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Without a network a page says so, instead of waiting for one.
        networkMode: 'always',
        retry: (count, error) => count < 2 && !answeredForGood.has(errorCode(error) ?? ''),
      },
    },
  });
}
