import type { Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Cleanup } from '../system/cleanup.ts';
import { portOf } from '../system/ports.ts';

/**
 * What a mail server does with a mail: takes it; refuses it for now; never answers, until the connection is cut; cuts the
 * connection at the end of the mail, without having kept it; keeps it and cuts the connection before it says so; is not
 * there at all.
 */
export const moods = ['takes', 'refuses', 'hangs', 'drops', 'forgetsToSay', 'isAway'] as const;
export type Mood = (typeof moods)[number];

export type KeptMail = {
  /** The same in every mail of one message. */
  key: string;
  /** Whether its sender was told that it was kept. */
  isAnswered: boolean;
};

export type MailServer = {
  url: string;
  setMood(mood: Mood): void;
  /** Each mail that was kept, in their order. */
  mails: readonly KeptMail[];
};

/** A mail server with moods. One that hangs is cut off after `hangMs`, as a client gives up after a while. */
export async function startMailServer(cleanup: Cleanup, { hangMs }: { hangMs: number }): Promise<MailServer> {
  const mails: KeptMail[] = [];
  const sockets = new Map<number, Socket>();
  let mood: Mood = 'takes';
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      const cut = () => sockets.get(session.remotePort)?.destroy();
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const key = keyOf(Buffer.concat(chunks).toString());
        if (mood === 'refuses') return done(Object.assign(new Error('not now'), { responseCode: 451 }));
        if (mood === 'hangs') return void setTimeout(cut, hangMs);
        if (mood === 'drops') return cut();
        const isAnswered = mood !== 'forgetsToSay';
        mails.push({ key, isAnswered });
        if (!isAnswered) return cut();
        done(null, 'kept');
      });
    },
  });
  server.on('error', () => {}); // Connections that are cut, by whoever.
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    if (mood === 'isAway' || remotePort === undefined) {
      socket.destroy();
      return;
    }
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  cleanup.atEnd(async () => {
    for (const socket of sockets.values()) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return {
    url: `smtp://127.0.0.1:${portOf(server.server)}`,
    setMood(next) {
      mood = next;
    },
    mails,
  };
}

function keyOf(source: string): string {
  const key = /^X-Commonwatt-Message: (\S+)/m.exec(source)?.[1];
  if (key === undefined) throw new Error('a mail without a key');
  return key;
}
