import type { AppRouter } from '@commonwatt/api/app-router';
import { earlyLink } from '@commonwatt/ui/early-link.ts';
import { eventSource } from '@commonwatt/ui/early-stream.ts';
import { apiAddress, apiFetch } from '@commonwatt/ui/places.ts';
import { pageSession } from '@commonwatt/ui/sign-in/page-session.ts';
import { sessionLink } from '@commonwatt/ui/sign-in/session-link.ts';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import superjson from 'superjson';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

const url = apiAddress('/trpc');

export const trpcClient = createTRPCClient<AppRouter>({
  links: [
    sessionLink(pageSession),
    earlyLink(),
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({
        url,
        transformer: superjson,
        EventSource: eventSource(),
        eventSourceOptions: { withCredentials: true },
      }),
      false: httpBatchLink({ url, transformer: superjson, fetch: apiFetch }),
    }),
  ],
});
