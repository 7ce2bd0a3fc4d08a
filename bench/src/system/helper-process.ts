import { fork } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import type { Cleanup } from './cleanup.ts';

type Request = { id: number; name: string; argument: unknown };
type Reply = { id: number; result?: unknown; problem?: string };

/** Functions of a module that runs as a process of its own; arguments and results are copied. */
// biome-ignore lint/suspicious/noExplicitAny: any function may be offered
export type Offers = Record<string, (argument: any) => unknown>;

export type Helper<O extends Offers> = {
  ask<Name extends keyof O & string>(
    name: Name,
    argument: Parameters<O[Name]>[0],
  ): Promise<Awaited<ReturnType<O[Name]>>>;
  stop(): Promise<void>;
};

/** Starts a module that calls `offer`, in a process of its own: its work never delays what is measured here. */
export function startHelper<O extends Offers>(cleanup: Cleanup, module: URL): Helper<O> {
  const child = fork(module, { serialization: 'advanced', detached: true });
  const pending = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  child.on('message', (message) => {
    const { id, result, problem } = message as Reply;
    const waiting = pending.get(id);
    pending.delete(id);
    if (problem === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(problem));
  });
  child.once('exit', (code) => {
    for (const { reject } of pending.values()) reject(new Error(`a helper process ended with ${code}`));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL'); // It holds nothing but connections and memory.
    await once(child, 'exit');
  };
  cleanup.atEnd(stop);
  return {
    ask: (name, argument) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        pending.set(lastId, { resolve: resolve as (result: unknown) => void, reject });
        child.send({ id: lastId, name, argument } satisfies Request);
      }),
    stop,
  };
}

/** For the module of a helper process: answers what the parent asks, and ends with it. */
export function offer(offers: Offers): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', async (message) => {
    const { id, name, argument } = message as Request;
    const reply = await Promise.resolve(argument)
      .then((given) => offers[name]?.(given))
      .then(
        (result): Reply => ({ id, result }),
        (error: unknown): Reply => ({
          id,
          problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
      );
    process.send?.(reply);
  });
}
