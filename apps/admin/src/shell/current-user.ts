import type { AppRouter } from '@commonwatt/api/app-router';
import { createQueryClient } from '@commonwatt/ui/query-client.ts';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { trpcClient } from '../trpc.ts';

/** The server's data of this app. */
export const queryClient = createQueryClient();

const options = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient }).signIn.current.queryOptions();

/** Who is signed in now; null: nobody. */
export function findCurrentUser() {
  return queryClient.fetchQuery({ ...options, staleTime: 0, retry: false });
}
