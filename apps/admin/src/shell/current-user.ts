import { readCurrentUser } from '@commonwatt/ui/current-user.ts';
import { trpcClient } from '../trpc.ts';

const ask = () => trpcClient.signIn.current.query();

/** Who is signed in now; null: nobody. */
export function findCurrentUser(): Promise<Awaited<ReturnType<typeof ask>>> {
  return readCurrentUser(ask);
}
