import { LanguageChoice } from '@commonwatt/ui/preferences.tsx';
import { SignInForm, type SignInOutcome, type SignInRequest } from '@commonwatt/ui/sign-in/sign-in-form.tsx';
import { SignInPage } from '@commonwatt/ui/sign-in/sign-in-page.tsx';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { errorCode, useTRPCClient } from '../../trpc.ts';

const route = getRouteApi('/login');

export function LoginPage() {
  const client = useTRPCClient();
  const router = useRouter();
  const { t } = useTranslation('signIn');
  const shell = useTranslation('shell');
  const { next } = route.useSearch();

  async function signIn(request: SignInRequest): Promise<SignInOutcome> {
    try {
      const outcome = await client.signIn.signIn.mutate({ app: 'admin', ...request });
      if (outcome.status === 'codeRequired') return 'codeRequired';
    } catch (error) {
      return problemOf(error);
    }
    router.history.push(ownPath(next));
    return 'ok';
  }

  return (
    <SignInPage
      title={t('title')}
      footer={
        <>
          <LanguageChoice label={shell.t('language')} />
          <a href="/">{t('residentApp')}</a>
        </>
      }
    >
      <SignInForm onSubmit={signIn} />
    </SignInPage>
  );
}

/** Only a path of this app: an address from elsewhere in the link must not lead away after signing in. */
function ownPath(next: string | undefined): string {
  return next?.startsWith('/admin/') ? next : '/admin/';
}

function problemOf(error: unknown): SignInOutcome {
  switch (errorCode(error)) {
    case 'UNAUTHORIZED':
      return 'wrong';
    case 'FORBIDDEN':
      return 'otherApp';
    case 'TOO_MANY_REQUESTS':
      return 'tooMany';
    case null:
      return 'offline';
    default:
      return 'failed';
  }
}
