import { setTimeout as sleep } from 'node:timers/promises';

/** A running part with an end of its own. */
export type Part = { ended: Promise<unknown>; stop(): Promise<void> };

export type Supervised<P extends Part> = {
  /** The part as it was started last. */
  current(): P;
  stop(): Promise<void>;
};

const firstPauseMs = 250;
const longestPauseMs = 10_000;
/** A part that lived this long has earned a quick restart. */
const healthyAfterMs = 30_000;

/** Starts a part, and starts it again whenever it ends by itself; the pauses grow while it keeps ending. */
export async function supervise<P extends Part>(
  name: string,
  start: () => Promise<P>,
  log: (message: string) => void,
): Promise<Supervised<P>> {
  let part = await start();
  let isStopping = false;

  const watching = (async () => {
    let pauseMs = firstPauseMs;
    while (!isStopping) {
      const startedAtMs = performance.now();
      await part.ended;
      if (isStopping) return;
      if (performance.now() - startedAtMs > healthyAfterMs) pauseMs = firstPauseMs;
      log(`${name} ended by itself; it is started again`);
      await restart();
    }

    async function restart(): Promise<void> {
      while (!isStopping) {
        await sleep(pauseMs);
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
        try {
          part = await start();
          return;
        } catch (error) {
          log(`${name} could not be started again: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
  })();

  return {
    current: () => part,
    async stop() {
      isStopping = true;
      await part.stop();
      await watching;
    },
  };
}
