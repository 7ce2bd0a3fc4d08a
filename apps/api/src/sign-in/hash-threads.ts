import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SlowHashes } from './passwords.ts';

export type HashThreads = SlowHashes & {
  /** Lets what has begun end. */
  close(): Promise<void>;
};

type Answer<Value> = { value: Value } | { error: string };

/**
 * Computes slow hashes in threads of their own, which give way to the one that answers requests: thousands of homes that are
 * unknown after a start keep nobody waiting who is known. There are as many threads as hashes were asked for at once, which
 * is for the caller to bound.
 */
export function createHashThreads(): HashThreads {
  const idle: Worker[] = [];
  const running = new Set<Promise<unknown>>();

  function start(): Worker {
    const worker = new Worker(new URL('./hash-thread.js', import.meta.url));
    worker.unref();
    return worker;
  }

  async function compute<Value>(name: 'verify' | 'derive', input: object): Promise<Value> {
    const worker = idle.pop() ?? start();
    worker.postMessage({ name, input });
    // Throws what ends the thread, which then is not used any more.
    const [answer] = (await once(worker, 'message')) as [Answer<Value>];
    idle.push(worker);
    if ('error' in answer) throw new Error(answer.error);
    return answer.value;
  }

  function noted<Value>(work: Promise<Value>): Promise<Value> {
    running.add(work);
    return work.finally(() => running.delete(work));
  }

  return {
    verify: (hash, password) => noted(compute<boolean>('verify', { hash, password })),
    derive: (password, salt, iterations) => noted(compute<Uint8Array>('derive', { password, salt, iterations })),
    async close() {
      await Promise.allSettled(running);
      await Promise.all(idle.map((worker) => worker.terminate()));
    },
  };
}
