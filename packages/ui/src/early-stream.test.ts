import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dropEarlyStream, earlyOpenedAtMs, eventSource, openEarly } from './early-stream.ts';

const opened: FakeSource[] = [];

/** An event source that tells what a test lets it tell. */
class FakeSource extends EventTarget {
  readonly CLOSED = 2;
  readonly url: string;
  readyState = 1;
  constructor(address: string) {
    super();
    this.url = new URL(address, 'https://homes.example/').href;
    opened.push(this);
  }
  tell(kind: string, data: string) {
    this.dispatchEvent(new MessageEvent(kind, { data }));
  }
  close() {
    this.readyState = this.CLOSED;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('window', { location: new URL('https://homes.example/admin/') });
});
afterEach(() => {
  dropEarlyStream();
  opened.length = 0;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const address = `/trpc/live.of?input=${encodeURIComponent('{"json":{"id":1}}')}`;

/** As the client does: it listens as soon as it has a source. */
function listen(at: string) {
  const Source = eventSource();
  const source = new Source(at);
  const heard: string[] = [];
  for (const kind of ['connected', 'message'])
    source.addEventListener(kind, (event) => heard.push(`${kind} ${(event as MessageEvent).data}`));
  return { source, heard };
}

test('who takes the stream hears what came before and what comes then, each once and in order', async () => {
  openEarly(['live.of', { id: 1 }]);
  opened[0]?.tell('connected', '{}');
  opened[0]?.tell('message', 'first');
  const { source, heard } = listen(address);
  await Promise.resolve();
  opened[0]?.tell('message', 'second');
  expect(heard).toEqual(['connected {}', 'message first', 'message second']);
  expect(source).toBe(opened[0]);
  expect(opened).toHaveLength(1);
  expect(earlyOpenedAtMs()).toBeNull();
  vi.advanceTimersByTime(60_000);
  expect(source.readyState).toBe(1);
});

test('it is taken once, and only at its address', () => {
  openEarly(['live.of', { id: 1 }]);
  expect(listen(address.replace('1', '2')).source).toBe(opened[1]);
  expect(listen(address).source).toBe(opened[0]);
  expect(listen(address).source).toBe(opened[2]);
});

test('one that was refused is opened anew', () => {
  openEarly(['live.of', { id: 1 }]);
  opened[0]?.close();
  expect(listen(address).source).toBe(opened[1]);
});

test('one that nobody takes is closed', () => {
  openEarly(['live.of', { id: 1 }]);
  expect(earlyOpenedAtMs()).not.toBeNull();
  vi.advanceTimersByTime(10_000);
  expect(opened[0]?.readyState).toBe(2);
  expect(earlyOpenedAtMs()).toBeNull();
});
