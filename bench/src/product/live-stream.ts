import { type IncomingMessage, request } from 'node:http';
import { decodeLiveMessage, type LiveMessage } from '@commonwatt/domain/live';
import type { ClusterRef } from '@commonwatt/domain/refs';

export type LiveStreamOptions = {
  url: string;
  cookie: string;
  cluster: ClusterRef;
  onMessage: (message: LiveMessage) => void;
};

export type LiveStream = {
  /** Bytes of the answer's body so far. */
  receivedBytes(): number;
  /** Rejects when the stream cannot be opened or breaks off; resolves once it is closed. */
  ended: Promise<void>;
  close(): void;
};

/** Follows a cluster over the stream that the staff app uses, reading and parsing everything that comes. */
export function openLiveStream({ url, cookie, cluster, onMessage }: LiveStreamOptions): LiveStream {
  const input = encodeURIComponent(JSON.stringify({ json: { cluster } }));
  const closing = new AbortController();
  let receivedBytes = 0;
  const ended = new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => (closing.signal.aborted ? resolve() : reject(error));
    const asked = request(
      `${url}/trpc/live.cluster?input=${input}`,
      { headers: { cookie, accept: 'text/event-stream' }, agent: false, signal: closing.signal },
      (response) => {
        if (response.statusCode !== 200) return fail(new Error(`the stream was answered ${response.statusCode}`));
        response.on('data', (chunk: string) => {
          receivedBytes += Buffer.byteLength(chunk);
        });
        readEvents(response, onMessage);
        response.once('error', fail);
        response.once('end', () => fail(new Error('the stream has ended')));
      },
    );
    asked.once('error', fail);
    asked.end();
  });
  return { receivedBytes: () => receivedBytes, ended, close: () => closing.abort() };
}

/** Server-sent events: lines `event:`, `id:` and `data:`, closed by an empty one. Only messages have no `event:`. */
function readEvents(response: IncomingMessage, onMessage: (message: LiveMessage) => void): void {
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const events = (rest + chunk).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const lines = event.split('\n');
      const data = lines.find((line) => line.startsWith('data: '));
      if (!data || lines.some((line) => line.startsWith('event: '))) continue;
      onMessage(decodeLiveMessage(JSON.parse(data.slice('data: '.length)).json));
    }
  });
}
