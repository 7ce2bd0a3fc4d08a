import type { AppRouter } from '@commonwatt/api/app-router';
import { createQueryClient } from '@commonwatt/ui/query-client.ts';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { trpcClient } from '../trpc.ts';

/** The server's data of this app. */
export const queryClient = createQueryClient();

const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient });

/** Who is signed in now; null: nobody. */
export function findCurrentUser() {
  return queryClient.fetchQuery({ ...trpc.signIn.current.queryOptions(), staleTime: 0, retry: false });
}

/** Has the communities before the first page is drawn, so that it need not be drawn without them first. */
export async function knowOutline(): Promise<void> {
  // Where they cannot be had, the page says so.
  await queryClient.ensureQueryData({ ...trpc.communities.outline.queryOptions(), retry: false }).catch(() => {});
}
