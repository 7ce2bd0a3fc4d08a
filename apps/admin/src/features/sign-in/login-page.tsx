import { adminBase, residentBase } from '@commonwatt/ui/places.ts';
import { LanguageChoice } from '@commonwatt/ui/preferences.tsx';
import { SignInForm, type SignInOutcome, type SignInRequest } from '@commonwatt/ui/sign-in/sign-in-form.tsx';
import { SignInPage } from '@commonwatt/ui/sign-in/sign-in-page.tsx';
import { trySignIn } from '@commonwatt/ui/sign-in/try-sign-in.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { forgetSearches } from '../../shell/remembered-searches.ts';
import { useTRPCClient } from '../../trpc.ts';

const route = getRouteApi('/login');

export function LoginPage() {
  const client = useTRPCClient();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { t } = useTexts('signIn');
  const shell = useTexts('shell');
  const { next } = route.useSearch();

  async function signIn(request: SignInRequest): Promise<SignInOutcome> {
    const outcome = await trySignIn(client.signIn.signIn.mutate, 'admin', request);
    if (outcome !== 'ok') return outcome;
    // Forgets what whoever was signed in before has seen.
    queryClient.clear();
    forgetSearches();
    router.history.push(ownPath(next));
    return 'ok';
  }

  return (
    <SignInPage
      title={t('title')}
      footer={
        <>
          <LanguageChoice label={shell.t('language')} />
          <a href={residentBase}>{t('residentApp')}</a>
        </>
      }
    >
      <SignInForm onSubmit={signIn} />
    </SignInPage>
  );
}

/** Only a path of this app: an address from elsewhere in the link must not lead away after signing in. */
function ownPath(next: string | undefined): string {
  return next?.startsWith(adminBase) ? next : adminBase;
}
