import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTRPC } from '../trpc.ts';

/** Ends the session and forgets what was loaded in it. */
export function useSignOut(): () => void {
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const signOut = useMutation(
    trpc.signIn.signOut.mutationOptions({
      onSuccess: async () => {
        // First away from the page: what it shows would be asked for again.
        await navigate({ to: '/login' });
        queryClient.clear();
      },
    }),
  );
  return () => signOut.mutate();
}
