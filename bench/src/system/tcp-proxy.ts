import { connect, createServer, type Socket } from 'node:net';
import type { Cleanup } from './cleanup.ts';
import { portOf } from './ports.ts';

export type ProxyOptions = {
  targetPort: number;
  /** Called for each connection; the function it returns gets all that the client sends, in order. */
  watchClient?: () => (chunk: Buffer) => void;
  /** All that the target answers is held back this long (ms). */
  answerDelayMs?: number;
};

/** Passes connections to a free port of the loopback address on to another. Returns that free port. */
export async function startProxy(cleanup: Cleanup, options: ProxyOptions): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => join(client, options, sockets));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanup.atEnd(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return portOf(server);
}

function join(client: Socket, { targetPort, watchClient, answerDelayMs = 0 }: ProxyOptions, sockets: Set<Socket>) {
  const target = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
  client.setNoDelay(true);
  for (const [one, other] of [
    [client, target],
    [target, client],
  ] as const) {
    sockets.add(one);
    one.on('error', () => other.destroy());
    one.on('close', () => {
      sockets.delete(one);
      other.destroy();
    });
  }
  const watch = watchClient?.();
  if (watch) client.on('data', watch);
  client.pipe(target);
  if (answerDelayMs === 0) target.pipe(client);
  else target.on('data', (chunk) => setTimeout(() => client.write(chunk), answerDelayMs));
}
