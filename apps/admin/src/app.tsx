import { adminBase } from '@commonwatt/ui/places.ts';
import { SignInAgainHost } from '@commonwatt/ui/sign-in/sign-in-again-host.tsx';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { router } from './router.tsx';
import { queryClient } from './shell/current-user.ts';
import { TRPCProvider, trpcClient } from './trpc.ts';

/** The staff app. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        <RouterProvider router={router} />
        <SignInAgainHost app="admin" send={trpcClient.signIn.signIn.mutate} loginPath={`${adminBase}login`} />
      </TRPCProvider>
    </QueryClientProvider>
  );
}
