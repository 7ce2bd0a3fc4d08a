import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTRPC } from '../trpc.ts';

/** Ends the session and forgets what was loaded in it. */
export function useSignOut(): () => void {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const signOut = useMutation(
    trpc.signIn.signOut.mutationOptions({
      // The page is left as soon as the session has ended: what it renews by itself would be refused.
      onMutate: () => router.preloadRoute({ to: '/login' }),
      onSuccess: async () => {
        // First away from the page: what it shows would be asked for again.
        await router.navigate({ to: '/login' });
        queryClient.clear();
      },
    }),
  );
  return () => signOut.mutate();
}
