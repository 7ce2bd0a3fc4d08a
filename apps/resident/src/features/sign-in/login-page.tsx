import { adminBase } from '@commonwatt/ui/places.ts';
import { LanguageChoice } from '@commonwatt/ui/preferences.tsx';
import { SignInForm, type SignInOutcome, type SignInRequest } from '@commonwatt/ui/sign-in/sign-in-form.tsx';
import { SignInPage } from '@commonwatt/ui/sign-in/sign-in-page.tsx';
import { trySignIn } from '@commonwatt/ui/sign-in/try-sign-in.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useSearchParams } from 'wouter';
import { useTRPCClient } from '../../trpc.ts';

export function LoginPage() {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { t } = useTexts('signIn');
  const [, navigate] = useLocation();
  const [search] = useSearchParams();

  async function signIn(request: SignInRequest): Promise<SignInOutcome> {
    const outcome = await trySignIn(client.signIn.signIn.mutate, 'resident', request);
    if (outcome !== 'ok') return outcome;
    // Forgets whoever was signed in before, and that nobody was.
    queryClient.clear();
    navigate(ownPath(search.get('next')), { replace: true });
    return 'ok';
  }

  return (
    <SignInPage
      title={t('title')}
      footer={
        <>
          <LanguageChoice label={t('language')} />
          <a href={adminBase}>{t('staffApp')}</a>
        </>
      }
    >
      <SignInForm onSubmit={signIn} />
    </SignInPage>
  );
}

/** Only a path of this app: an address from elsewhere in the link must not lead away after signing in. */
function ownPath(next: string | null): string {
  if (!next?.startsWith('/') || next.startsWith(adminBase)) return '/';
  const { origin } = window.location;
  return URL.canParse(next, origin) && new URL(next, origin).origin === origin ? next : '/';
}
