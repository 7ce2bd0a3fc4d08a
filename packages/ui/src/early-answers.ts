import { apiAddress, apiFetch } from './places.ts';

/** A question to the api: the path of a procedure, and what it is asked with. */
export type Ask = readonly [path: string, input?: unknown];

/** What tRPC answers one of several questions with. */
type Answer = { result?: { data?: unknown } };

/** An answer that nobody took for so long is not taken any more: what it says may have changed since. */
const freshMs = 10_000;

const answers = new Map<string, { answer: Promise<Answer | undefined>; askedAtMs: number }>();

/** Asks the api, in one request, before its client has come: for `takeEarlyAnswer`. */
export function askEarly(asks: readonly Ask[]): void {
  const paths = asks.map(([path]) => path).join(',');
  const inputs = asks.flatMap(([, input], index) => (input === undefined ? [] : [[index, { json: input }] as const]));
  const input = encodeURIComponent(JSON.stringify(Object.fromEntries(inputs)));
  const all = apiFetch(apiAddress(`/trpc/${paths}?batch=1&input=${input}`)).then(
    (response): Promise<Answer[]> => response.json(),
  );
  const askedAtMs = performance.now();
  for (const [index, [path, input]] of asks.entries()) {
    if (answers.has(keyOf(path, input))) continue;
    // Whoever needs what could not be had asks again.
    const answer = all.then(
      (list) => list[index],
      () => undefined,
    );
    answers.set(keyOf(path, input), { answer, askedAtMs });
  }
}

/** The answer to a question, once, undefined where there was none to be had; null: it was not asked just now. */
export function takeEarlyAnswer(path: string, input: unknown): Promise<Answer | undefined> | null {
  const key = keyOf(path, input);
  const early = answers.get(key);
  answers.delete(key);
  return early && performance.now() - early.askedAtMs < freshMs ? early.answer : null;
}

/** Forgets the answers that nobody took: something has been changed since, or somebody else has signed in. */
export function dropEarlyAnswers(): void {
  answers.clear();
}

function keyOf(path: string, input: unknown): string {
  return `${path} ${JSON.stringify(input)}`;
}
