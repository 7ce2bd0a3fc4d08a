import { apiAddress, apiFetch } from './places.ts';

let asked: { answer: Promise<Response>; atMs: number } | null = null;

/** An answer that nobody took for so long is not taken any more: somebody may have signed out since. */
const freshMs = 10_000;

/** Asks who is signed in before the client of the api has come: for `readCurrentUser`. */
export function askForCurrentUser(): void {
  asked = { answer: apiFetch(apiAddress('/trpc/signIn.current')), atMs: performance.now() };
  // Whoever needs the answer asks again.
  asked.answer.catch(() => {});
}

/** Whether there is an answer to come that nobody took yet. */
export function isUserAsked(): boolean {
  return asked !== null;
}

/** The answer, once; null: nobody asked just now. */
export function takeEarlyUser(): Promise<Response> | null {
  const early = asked;
  asked = null;
  return early && performance.now() - early.atMs < freshMs ? early.answer : null;
}
