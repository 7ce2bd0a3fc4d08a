import { trpcClient } from '../trpc.ts';

const ask = () => trpcClient.signIn.current.query();

let asked: ReturnType<typeof ask> | null = null;

/** Asks who is signed in a moment before it has to be known: the next `findCurrentUser`, which must follow, has that answer. */
export function askForCurrentUser(): void {
  asked = ask();
  // Whoever needs the answer is told of the failure.
  asked.catch(() => {});
}

/** Who is signed in now; null: nobody. */
export function findCurrentUser(): ReturnType<typeof ask> {
  const answer = asked ?? ask();
  asked = null;
  return answer;
}
