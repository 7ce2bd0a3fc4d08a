import process from 'node:process';

/** Undoes what a benchmark set up, the last first. Safe to call again: nothing is undone twice. */
export type Cleanup = {
  atEnd(undo: () => Promise<void>): void;
  undoAll(): Promise<void>;
};

/** A clean-up that also happens at Ctrl-C and SIGTERM; a second signal ends at once. */
export function createCleanup(): Cleanup {
  const undoings: (() => Promise<void>)[] = [];
  let isEnding = false;

  async function undoAll(): Promise<void> {
    for (let undo = undoings.pop(); undo; undo = undoings.pop()) {
      await undo().catch((error: unknown) => process.stderr.write(`while cleaning up: ${String(error)}\n`));
    }
  }
  const onSignal = () => {
    if (isEnding) process.exit(130);
    isEnding = true;
    void undoAll().finally(() => process.exit(130));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return { atEnd: (undo) => undoings.push(undo), undoAll };
}
