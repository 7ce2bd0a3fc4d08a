import {
  estimateServerNowMs,
  type ServerClock,
  syncAtConnect,
  syncAtMessage,
  unknownServerClock,
} from '@commonwatt/domain/server-clock';
import { monotonicMs } from './monotonic.ts';

export type ConnectionState =
  | { status: 'connecting' }
  | { status: 'live' }
  /** Broken since `sinceMs` of the monotonic clock; the stream keeps trying by itself. */
  | { status: 'lost'; sinceMs: number };

/** What a component that shows live data renders from; replaced as a whole at each paint. */
export type LivePaint<View> = { view: View | null; serverNowMs: number | null; connection: ConnectionState };

/**
 * Holds the live view of one stream between its messages and the screen. However many messages arrive, subscribers are
 * told at most twice a second, and at least once a second, so that ages move on without news.
 */
export type LiveStore<View, Message> = {
  subscribe(listener: () => void): () => void;
  paint(): LivePaint<View>;
  onConnecting(): void;
  onMessage(message: Message): void;
  /** The screen goes away: no more paints. */
  close(): void;
};

const paintAfterMs = 250;
const repaintEveryMs = 1_000;

export function createLiveStore<View, Message extends { serverNowMs: number }>(
  apply: (view: View | null, message: Message) => View | null,
  /** When its stream was opened, by the monotonic clock, if that was before there was a store. */
  openedAtMs: number | null = null,
): LiveStore<View, Message> {
  const listeners = new Set<() => void>();
  let clock: ServerClock = unknownServerClock;
  let view: View | null = null;
  let connection: ConnectionState = { status: 'connecting' };
  let earlyMs = openedAtMs;
  let requestedAtMs: number | null = earlyMs ?? monotonicMs();
  let painted: LivePaint<View> = { view, serverNowMs: null, connection };
  let pending: ReturnType<typeof setTimeout> | null = null;

  function paintNow() {
    pending = null;
    painted = { view, serverNowMs: estimateServerNowMs(clock, monotonicMs()), connection };
    for (const listener of listeners) listener();
  }
  function paintSoon() {
    pending ??= setTimeout(paintNow, paintAfterMs);
  }
  const ticking = setInterval(() => {
    if (pending === null) paintNow();
  }, repaintEveryMs);

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    paint: () => painted,
    onConnecting() {
      requestedAtMs = earlyMs ?? monotonicMs();
      earlyMs = null;
      if (connection.status === 'live') connection = { status: 'lost', sinceMs: monotonicMs() };
      paintSoon();
    },
    onMessage(message) {
      const isFirst = view === null;
      const nowMs = monotonicMs();
      if (requestedAtMs !== null) clock = syncAtConnect(clock, message.serverNowMs, requestedAtMs);
      requestedAtMs = null;
      clock = syncAtMessage(clock, message.serverNowMs, nowMs);
      connection = { status: 'live' };
      view = apply(view, message);
      if (isFirst) paintNow();
      else paintSoon();
    },
    close() {
      clearInterval(ticking);
      if (pending !== null) clearTimeout(pending);
      listeners.clear();
    },
  };
}
