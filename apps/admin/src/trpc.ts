import type { AppRouter } from '@commonwatt/api/app-router';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import superjson from 'superjson';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

const url = '/trpc';

export const trpcClient = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url, transformer: superjson }),
      false: httpBatchLink({ url, transformer: superjson }),
    }),
  ],
});

/** tRPC's code of an error of the api; null for anything else, such as a lost network. */
export function errorCode(error: unknown): string | null {
  return error instanceof TRPCClientError ? ((error.data as { code?: string } | null)?.code ?? null) : null;
}

/** The number under which the server logged a failed request, to tell support. */
export function requestId(error: unknown): string | null {
  return error instanceof TRPCClientError ? ((error.data as { requestId?: string } | null)?.requestId ?? null) : null;
}
