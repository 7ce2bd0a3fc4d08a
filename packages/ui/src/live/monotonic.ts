const startedAtMs = Date.now();

/**
 * Milliseconds that never go back and do not stop while the machine sleeps: `performance.now()` alone may stand still
 * then, and what is on screen would seem as fresh as before.
 */
export function monotonicMs(): number {
  latestMs = Math.max(latestMs, performance.now(), Date.now() - startedAtMs);
  return latestMs;
}

let latestMs = 0;
