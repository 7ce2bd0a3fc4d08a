import process from 'node:process';
import type { Logger } from 'pino';

/** What hangs is not waited for any longer. */
const longestStopMs = 30_000;

/**
 * An error that nothing has caught, also a rejection, leaves the program in a state that nobody knows: it is logged, its
 * administrators are told by `tell`, what runs is stopped in order, and the process ends with 1.
 */
export function stopOnCrash(
  log: Logger,
  { tell, stop }: { tell: () => Promise<void>; stop: () => Promise<void> },
): void {
  let isEnding = false;
  const attempt = async (act: () => Promise<void>) => {
    await act().catch((reason: unknown) => log.error({ err: reason }, 'the program could not end in order'));
  };
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'an error that nothing caught');
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), longestStopMs).unref();
    void attempt(tell)
      .then(() => attempt(stop))
      .finally(() => process.exit(1));
  });
}
