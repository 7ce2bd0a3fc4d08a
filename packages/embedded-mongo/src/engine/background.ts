import { setImmediate } from 'node:timers/promises';
import { compact, needsCompaction } from '../storage/compaction.ts';
import type { Store } from './store.ts';
import { removeExpired } from './ttl.ts';

const COMPACTION_CHECK_MS = 1000;

/** What a running store does by itself: removing expired documents and compacting the journal. */
export class Background {
  readonly #timers: NodeJS.Timeout[];
  #current: Promise<void> | null = null;
  #isStopped = false;

  constructor(store: Store, ttlIntervalMs: number) {
    const expire = async (): Promise<void> => void (await removeExpired(store, store.options.now()));
    const shrink = async (): Promise<void> => {
      if (needsCompaction(store)) await this.#compact(store);
    };
    const every = (ms: number, task: () => Promise<void>): NodeJS.Timeout => {
      const timer = setInterval(() => this.#run(task, store), ms);
      return timer.unref();
    };
    this.#timers = [every(ttlIntervalMs, expire), every(COMPACTION_CHECK_MS, shrink)];
  }

  /** Ends after the step at hand. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#current;
  }

  // One task at a time; what comes due meanwhile is left to the next interval.
  #run(task: () => Promise<void>, store: Store): void {
    this.#current ??= task()
      .catch((error: unknown) => store.options.log(`background work failed: ${String(error)}`))
      .finally(() => {
        this.#current = null;
      });
  }

  async #compact(store: Store): Promise<void> {
    const before = store.usage().total;
    for await (const _ of compact(store)) {
      if (this.#isStopped) return;
      await setImmediate();
    }
    store.options.log(`compacted the journal from ${before} to ${store.usage().total} bytes`);
  }
}
