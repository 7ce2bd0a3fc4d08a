import superjson from 'superjson';
import { takeEarlyUser } from './early-user.ts';
import { pageSession } from './sign-in/page-session.ts';

/** Who is signed in, null for nobody: as it was answered before the client of the api had come, else as that `ask`s. */
export async function readCurrentUser<User extends { username: string } | null>(
  ask: () => Promise<User>,
): Promise<User> {
  const early = await readEarly<User>(takeEarlyUser());
  if (early === undefined) return ask();
  if (early) pageSession.begin(early.username);
  return early;
}

/** Undefined: there is no answer that can be read. */
async function readEarly<User>(answer: Promise<Response> | null): Promise<User | undefined> {
  try {
    const response = await answer;
    if (!response?.ok) return undefined;
    // As tRPC answers a call that is not one of several.
    const { result } = await response.json();
    return superjson.deserialize<User>(result.data);
  } catch {
    return undefined;
  }
}
