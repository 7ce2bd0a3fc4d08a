/** Runs tasks one after another, in the order in which they were added. */
export type Queue = {
  /** Resolves when the task is done; rejects as the task does, without harm to the ones behind it. */
  add: (task: () => Promise<void>) => Promise<void>;
  /** Tasks that have not ended yet. */
  size: () => number;
};

export function createQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve();
  let count = 0;
  return {
    add: (task) => {
      count += 1;
      const done = tail.then(task).finally(() => {
        count -= 1;
      });
      tail = done.catch(() => undefined);
      return done;
    },
    size: () => count,
  };
}
