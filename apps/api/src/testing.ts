import { loadConfig } from '@commonwatt/config/config';
import type { Database } from '@commonwatt/database/client';
import { addHomes } from '@commonwatt/database/registration';
import { setStaffLimit } from '@commonwatt/database/registry/staff-limits';
import { openTestDatabase, uniqueName } from '@commonwatt/database/testing';
import { createUser, type NewUser } from '@commonwatt/database/users';
import type { UnitRef } from '@commonwatt/domain/refs';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { openTestTelemetry } from '@commonwatt/telemetry/testing';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { pino } from 'pino';
import superjson from 'superjson';
import { createServer } from './server.ts';
import { hashPassword } from './sign-in/passwords.ts';

/** A server on a free port, with a clock that a test may set. */
export type TestServer = {
  app: FastifyInstance;
  url: string;
  database: Database;
  telemetry: Telemetry;
  /** Moves the server's clock; null gives it back to the real one. */
  setNow(now: Date | null): void;
  close(): Promise<void>;
};

/** A server over the stores that all integration tests share. */
export async function startTestServer(environment: Record<string, string> = {}): Promise<TestServer> {
  return serveForTest({ database: openTestDatabase(), telemetry: await openTestTelemetry() }, environment);
}

export const silentLog = pino({ level: 'silent' });

/** Stands for a mail server that takes everything; the worker's tests talk to a real one. */
export const acceptTestMessage = async ({ address }: { address: string }) => ({
  isAccepted: true,
  answer: `250 for ${address}`,
});

/** Codes by the address that they were last sent to, of any server of this process. */
export const sentCodes = new Map<string, string>();
export const keepCode = async ({ address, code }: { address: string; code: string }) => {
  sentCodes.set(address, code);
  return !address.startsWith('refused');
};

/** Closing the server closes its stores as well. */
export async function serveForTest(
  { database, telemetry }: { database: Database; telemetry: Telemetry },
  environment: Record<string, string>,
  log: FastifyBaseLogger = silentLog,
): Promise<TestServer> {
  let fixed: Date | null = null;
  const now = () => fixed ?? new Date();
  const config = loadConfig({ REQUESTS_PER_MINUTE: '1000000', ...environment });
  const app = await createServer({
    config,
    database,
    telemetry,
    log,
    now,
    sendTestMessage: acceptTestMessage,
    sendAddressCode: keepCode,
    appFolders: null,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    url,
    database,
    telemetry,
    setNow(value) {
      fixed = value;
    },
    async close() {
      await app.close();
      await telemetry.close();
      await database.$disconnect();
    },
  };
}

export const testPassword = 'correct horse battery';
let testPasswordHash: Promise<string> | undefined;

/** A user of its own who can sign in with `testPassword`. */
export async function makeSignInUser(
  database: Database,
  user: Partial<NewUser> = {},
  homes: readonly UnitRef[] = [],
): Promise<{ id: number; username: string }> {
  testPasswordHash ??= hashPassword(testPassword);
  const made = await createUser(database, {
    username: uniqueName('user'),
    passwordHash: await testPasswordHash,
    ...user,
  });
  await addHomes(database, made.id, homes);
  return { id: made.id, username: made.username };
}

/** A staff user of its own who may see these communities and no others. */
export async function makeLimitedStaff(
  database: Database,
  communityIds: readonly string[],
): Promise<{ id: number; username: string }> {
  const made = await makeSignInUser(database, { isStaff: true });
  const author = { actor: null, at: new Date(), address: '', scope: 'all' } as const;
  await setStaffLimit(database, { id: made.id, expected: null, limit: [...communityIds] }, author);
  return made;
}

export type Answer = {
  status: number;
  headers: Headers;
  data: unknown;
  error: {
    message: string;
    code: string;
    issues: { path: string; message: string }[];
    changes: object | null;
    refusal: object | null;
  } | null;
};

/** A browser as far as the api can tell: keeps cookies and names its origin. */
export type TestBrowser = {
  query(path: string, input?: unknown): Promise<Answer>;
  mutate(path: string, input?: unknown, headers?: Record<string, string>): Promise<Answer>;
  signIn(username: string, app?: 'admin' | 'resident', password?: string): Promise<Answer>;
  cookies: Map<string, string>;
};

/** `encode` writes inputs; the default one knows only what JSON does. */
export function createBrowser(
  server: TestServer,
  encode: (input: unknown) => object = (input) => ({ json: input }),
): TestBrowser {
  const cookies = new Map<string, string>();

  async function send(path: string, init: RequestInit): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, origin: server.url, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${server.url}${path}`, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return readAnswer(response);
  }

  const browser: TestBrowser = {
    cookies,
    query: (path, input) => {
      const encoded = encodeURIComponent(JSON.stringify(encode(input)));
      return send(`/trpc/${path}${input === undefined ? '' : `?input=${encoded}`}`, {});
    },
    mutate: (path, input, headers = {}) =>
      send(`/trpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(encode(input)),
      }),
    signIn: (username, app = 'admin', password = testPassword) =>
      browser.mutate('signIn.signIn', { app, username, password, keepSignedIn: false }),
  };
  return browser;
}

async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  const isJson = headers.get('content-type')?.includes('application/json') ?? false;
  if (!isJson) return { status, headers, data: text, error: null };
  const body = JSON.parse(text);
  if (!body.error) return { status, headers, data: superjson.deserialize(body.result.data), error: null };
  const error = body.error.json ?? body.error;
  const { code, issues = [], changes = null, refusal = null } = error.data ?? {};
  return { status, headers, data: null, error: { message: error.message, code, issues, changes, refusal } };
}

/** Messages of a subscription as they arrive over SSE; `close` ends it as a closed page does. */
export function subscribe(server: TestServer, browser: TestBrowser, path: string, input: unknown) {
  const abort = new AbortController();
  const messages: unknown[] = [];
  let status = 0;
  const encoded = encodeURIComponent(JSON.stringify({ json: input }));
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const done = (async () => {
    const response = await fetch(`${server.url}/trpc/${path}?input=${encoded}`, {
      headers: { cookie, accept: 'text/event-stream' },
      signal: abort.signal,
    });
    status = response.status;
    let rest = '';
    for await (const chunk of response.body ?? []) {
      rest += new TextDecoder().decode(chunk as Uint8Array);
      const events = rest.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) messages.push(...readEvent(event));
    }
  })().catch(() => {});
  return {
    messages,
    status: () => status,
    /** Resolves when the server, or we, have ended it. */
    ended: done,
    /** Resolves with the first message that satisfies `is`; fails after `timeoutMs`. */
    async waitFor<T>(is: (message: T) => boolean, timeoutMs = 8_000): Promise<T> {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const found = (messages as T[]).find(is);
        if (found) return found;
        if (Date.now() > deadline) throw new Error(`no such message among ${JSON.stringify(messages).slice(0, 2_000)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async close() {
      abort.abort();
      await done;
    },
  };
}

function readEvent(event: string): unknown[] {
  const lines = event.split('\n');
  const kind = lines
    .find((line) => line.startsWith('event:'))
    ?.slice(6)
    .trim();
  const data = lines
    .find((line) => line.startsWith('data:'))
    ?.slice(5)
    .trim();
  if (!data || (kind && kind !== 'message')) return [];
  return [superjson.deserialize(JSON.parse(data))];
}
