import type { Child } from '../system/child.ts';
import { waitUntil } from '../system/wait-until.ts';

/** Waits until a server answers and says that both its stores do. Fails at once when its process has ended. */
export async function waitUntilReady(url: string, server: Child, timeoutMs = 60_000): Promise<void> {
  const isReady = async () => server.hasEnded() || (await fetch(`${url}/readyz`)).ok;
  await waitUntil(`an answer of ${url}`, isReady, { timeoutMs });
  if (server.hasEnded()) throw new Error(`the server has ended:\n${server.output()}`);
}
