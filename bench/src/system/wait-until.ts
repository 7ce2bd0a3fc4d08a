import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer is neither null nor false, and returns it; a question that throws counts as not yet.
 * @throws after `timeoutMs`, with what was waited for and the last problem.
 */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | null | false>,
  { timeoutMs, everyMs = 50 }: { timeoutMs: number; everyMs?: number },
): Promise<T> {
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    let problem = 'not yet';
    try {
      const answer = await ask();
      if (answer !== null && answer !== false) return answer;
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    if (performance.now() > deadlineMs) throw new Error(`waited ${timeoutMs / 1000} s in vain for ${what}: ${problem}`);
    await sleep(everyMs);
  }
}
