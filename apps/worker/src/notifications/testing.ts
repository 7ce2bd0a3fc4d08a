import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail server that keeps what it takes; `refuse` makes it answer with an error instead. */
export async function startMailServer(options: SMTPServerOptions = {}, port = 0) {
  const mails: { to: string[]; source: string; isSecure: boolean; user: unknown }[] = [];
  const state = { refuse: null as string | null };
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: options.key === undefined,
    disableReverseLookup: true,
    logger: false,
    ...options,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (state.refuse !== null) return done(Object.assign(new Error(state.refuse), { responseCode: 451 }));
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, source: Buffer.concat(chunks).toString(), isSecure: session.secure, user: session.user });
        done(null, 'kept');
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address() as AddressInfo;
  return {
    mails,
    state,
    port: address.port,
    url: `smtp://127.0.0.1:${address.port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export type ReceivedCall = { path: string; headers: IncomingMessage['headers']; body: string };

/** A web server that keeps what is posted to it and answers with `state.status`. */
export async function startWebhookServer() {
  const calls: ReceivedCall[] = [];
  const state = { status: 204, location: '' };
  const server = createServer((request, answer) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      calls.push({ path: request.url ?? '', headers: request.headers, body });
      answer.writeHead(state.status, state.location ? { location: state.location } : {});
      answer.end(state.status === 204 ? undefined : `status ${state.status}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    state,
    port,
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
