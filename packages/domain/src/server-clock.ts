/**
 * A viewer's estimate of the server's clock. A message can only be late, never early, so the greatest difference
 * between the server's stamp and the viewer's own monotonic clock is the best one, and a message that waited in a
 * buffer never turns the estimate back.
 */
export type ServerClock = { readonly offsetMs: number | null };

export const unknownServerClock: ServerClock = { offsetMs: null };

/** Takes in a message stamped `serverNowMs` that arrived at `monotonicMs` of the viewer's monotonic clock. */
export function syncServerClock(clock: ServerClock, serverNowMs: number, monotonicMs: number): ServerClock {
  const offsetMs = serverNowMs - monotonicMs;
  return clock.offsetMs !== null && clock.offsetMs >= offsetMs ? clock : { offsetMs };
}

/** The server's clock (epoch ms) at `monotonicMs`, at least; null before the first message. */
export function serverNowMs(clock: ServerClock, monotonicMs: number): number | null {
  return clock.offsetMs === null ? null : clock.offsetMs + monotonicMs;
}
