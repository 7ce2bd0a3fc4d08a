import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import type { SlowHashes } from './passwords.ts';

export type HashThreads = SlowHashes & { close(): Promise<void> };

type Answer<Value> = { value: Value } | { error: string };

/**
 * Computes slow hashes in up to `count` threads of their own, which give way to the one that answers requests: thousands of
 * homes that are unknown after a start keep nobody waiting who is known. Threads are started when they are first needed.
 */
export function createHashThreads(count: number): HashThreads {
  const limit = pLimit(count);
  const idle: Worker[] = [];
  const all = new Set<Worker>();

  function start(): Worker {
    const worker = new Worker(new URL('./hash-thread.js', import.meta.url));
    worker.unref();
    all.add(worker);
    worker.once('exit', () => all.delete(worker));
    return worker;
  }

  function compute<Value>(name: 'verify' | 'derive', input: object): Promise<Value> {
    return limit(async () => {
      const worker = idle.pop() ?? start();
      worker.postMessage({ name, input });
      // Throws what ends the thread, which then is not used any more.
      const [answer] = (await once(worker, 'message')) as [Answer<Value>];
      idle.push(worker);
      if ('error' in answer) throw new Error(answer.error);
      return answer.value;
    });
  }

  return {
    verify: (hash, password) => compute<boolean>('verify', { hash, password }),
    derive: (password, salt, iterations) => compute<Uint8Array>('derive', { password, salt, iterations }),
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}
