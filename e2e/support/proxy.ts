import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to the server that a test can cut, or leave standing without a word. */
export type Line = {
  url: string;
  /** Ends all connections and refuses new ones. */
  cut(): void;
  /** Keeps connections open, old and new, and carries nothing any more. */
  stall(): void;
  /** Carries everything again; what was stalled is ended, as no server would remember it. */
  restore(): void;
  close(): Promise<void>;
};

/** Opens a line to `serverUrl` under an address of its own. */
export async function openLine(serverUrl: string): Promise<Line> {
  const target = Number(new URL(serverUrl).port);
  const sockets = new Set<Socket>();
  let state: 'up' | 'cut' | 'stalled' = 'up';
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const proxy = createServer((browser) => {
    keep(browser);
    if (state === 'cut') browser.destroy();
    if (state !== 'up') return;
    const server = connect(target, '127.0.0.1');
    keep(server);
    browser.pipe(server).pipe(browser);
    browser.on('close', () => server.destroy());
    server.on('close', () => browser.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(proxy.address() as AddressInfo).port}`,
    cut() {
      state = 'cut';
      endAll();
    },
    stall() {
      state = 'stalled';
      for (const socket of sockets) socket.unpipe();
    },
    restore() {
      state = 'up';
      endAll();
    },
    async close() {
      endAll();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
