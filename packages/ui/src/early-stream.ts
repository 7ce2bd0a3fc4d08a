import type { Ask } from './early-answers.ts';
import { monotonicMs } from './live/monotonic.ts';
import { apiAddress } from './places.ts';

/** Every kind of event that the client of a subscription listens to. */
const kinds = ['connected', 'message', 'ping', 'serialized-error', 'return', 'error'];

/** A stream that nobody took for so long is closed. */
const keptMs = 10_000;

type EarlyStream = { source: EventSource; openedAtMs: number; missed: Event[]; letGo(): void };

let early: EarlyStream | null = null;

/** Opens the stream of a subscription before its client has come: for `eventSource`. */
export function openEarly([path, input]: Ask): void {
  const address = apiAddress(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`);
  const openedAtMs = monotonicMs();
  const source = new EventSource(address, { withCredentials: true });
  const missed: Event[] = [];
  const note = (event: Event) => void missed.push(event);
  for (const kind of kinds) source.addEventListener(kind, note);
  const unwanted = setTimeout(dropEarlyStream, keptMs);
  const letGo = () => {
    clearTimeout(unwanted);
    for (const kind of kinds) source.removeEventListener(kind, note);
  };
  early = { source, openedAtMs, missed, letGo };
}

/** When the stream was opened that is still to be taken, by the monotonic clock; null: there is none. */
export function earlyOpenedAtMs(): number | null {
  return early?.openedAtMs ?? null;
}

/** Closes the stream that nobody took: nobody wants it, or somebody else has signed in. */
export function dropEarlyStream(): void {
  early?.letGo();
  early?.source.close();
  early = null;
}

/** `EventSource` for the client: at the address of the early stream it is that one, which then tells what came meanwhile. */
export function eventSource(): typeof EventSource {
  return new Proxy(EventSource, {
    construct: (Source, [address, options]: [string, EventSourceInit?]) =>
      take(address) ?? new Source(address, options),
  });
}

function take(address: string): EventSource | null {
  if (early?.source.url !== new URL(address, window.location.href).href) return null;
  const { source, missed, letGo } = early;
  letGo();
  early = null;
  // One that was refused is asked for again, and what is wrong is told then.
  if (source.readyState === source.CLOSED) return null;
  // By then the client listens.
  queueMicrotask(() => {
    // An event cannot be told twice, so each is copied.
    for (const event of missed) source.dispatchEvent(new MessageEvent(event.type, event));
  });
  return source;
}
