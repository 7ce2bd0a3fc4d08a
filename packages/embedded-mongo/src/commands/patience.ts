import { setImmediate } from 'node:timers/promises';
import { MongoError } from '../errors.ts';
import type { Command } from './command.ts';

const TURN_MS = 10;

/** Keeps one long command from holding up all others, and ends it when its time is over. */
export class Patience {
  readonly #deadline: number;
  #turnBegan = performance.now();

  constructor(maxTimeMs: number) {
    this.#deadline = maxTimeMs > 0 ? performance.now() + maxTimeMs : Infinity;
  }

  static of(command: Command): Patience {
    return new Patience(command.count('maxTimeMS', 0));
  }

  /** To be awaited between two pieces of work: gives the others their turn when this command has had its own. */
  async breathe(): Promise<void> {
    const now = performance.now();
    if (now > this.#deadline) throw new MongoError('MaxTimeMSExpired', 'operation exceeded time limit');
    if (now - this.#turnBegan < TURN_MS) return;
    await setImmediate();
    this.#turnBegan = performance.now();
  }
}

/** Everything that a generator gives, with pauses where it gives `null`. */
export async function collect<T>(source: Iterable<T | null>, patience: Patience): Promise<T[]> {
  const items: T[] = [];
  for (const item of source) {
    if (item === null) await patience.breathe();
    else items.push(item);
  }
  return items;
}
