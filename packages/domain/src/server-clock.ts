/**
 * A viewer's estimate of the server's clock, never behind the truth by more than its own clock's drift: so a value
 * turns late on screen in time, even when every message was slow to arrive. Monotonic times are the viewer's own.
 */
export type ServerClock = { readonly offsetMs: number | null };

export const unknownServerClock: ServerClock = { offsetMs: null };

/**
 * The first message of a connection was stamped after the viewer asked for it at `requestedAtMs`, so the server's
 * clock stood at most at `serverNowMs` then. The smallest such bound is the tightest.
 */
export function syncAtConnect(clock: ServerClock, serverNowMs: number, requestedAtMs: number): ServerClock {
  const boundMs = serverNowMs - requestedAtMs;
  return { offsetMs: clock.offsetMs === null ? boundMs : Math.min(clock.offsetMs, boundMs) };
}

/** A later message cannot come from the future: if it seems to, the viewer's clock stood still (sleep) and is moved on. */
export function syncAtMessage(clock: ServerClock, serverNowMs: number, arrivedAtMs: number): ServerClock {
  const boundMs = serverNowMs - arrivedAtMs;
  return clock.offsetMs !== null && clock.offsetMs >= boundMs ? clock : { offsetMs: boundMs };
}

/** The server's clock (epoch ms) at `monotonicMs`; null before the first message. */
export function estimateServerNowMs(clock: ServerClock, monotonicMs: number): number | null {
  return clock.offsetMs === null ? null : clock.offsetMs + monotonicMs;
}
