import { signInProblem } from '../api-error.ts';
import type { SignInOutcome, SignInRequest } from './sign-in-form.tsx';

/** The `signIn` procedure of either app's client. */
export type SendSignIn = (
  input: SignInRequest & { app: 'admin' | 'resident' },
) => Promise<{ status: 'signedIn' | 'codeRequired' }>;

/** Signs in to an app, and says what came of it in the form's words. */
export async function trySignIn(
  send: SendSignIn,
  app: 'admin' | 'resident',
  request: SignInRequest,
): Promise<SignInOutcome> {
  try {
    const { status } = await send({ app, ...request });
    return status === 'codeRequired' ? 'codeRequired' : 'ok';
  } catch (error) {
    return signInProblem(error);
  }
}
