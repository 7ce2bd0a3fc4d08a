import { expect } from 'vitest';
import type { TestServer } from '../../testing.ts';

export type LegacyAnswer = { status: number; headers: Headers; text: string };
export type Query = Record<string, string> | [string, string][];

/** A program that speaks the old API: keeps cookies, and can send the token. */
export type LegacyClient = {
  cookies: Map<string, string>;
  get(path: string, query?: Query, headers?: Record<string, string>): Promise<LegacyAnswer>;
  send(method: string, path: string, form?: Query, headers?: Record<string, string>): Promise<LegacyAnswer>;
  /** A new token, and the cookie that belongs to it. */
  fetchToken(): Promise<string>;
  logIn(username: string, password?: string): Promise<LegacyAnswer>;
};

/** A browser names the page that asks; other programs do not, which is what `fromOwnPage` is about. */
export const fromOwnPage = { 'sec-fetch-site': 'same-origin' };

export function createLegacyClient(server: TestServer): LegacyClient {
  const cookies = new Map<string, string>();

  async function send(path: string, init: RequestInit): Promise<LegacyAnswer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) };
    const response = await fetch(`${server.url}${path}`, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  const client: LegacyClient = {
    cookies,
    get(path, query = {}, headers = {}) {
      const parameters = new URLSearchParams(query).toString();
      return send(`${path}${parameters && '?'}${parameters}`, { headers });
    },
    send: (method, path, form, headers = {}) =>
      send(path, { method, headers, ...(form ? { body: new URLSearchParams(form) } : {}) }),
    async fetchToken() {
      return JSON.parse((await client.get('/api/core/csrftoken')).text).csrfmiddlewaretoken;
    },
    async logIn(username, password = username) {
      const csrfmiddlewaretoken = await client.fetchToken();
      return client.send('POST', '/api/core/login', { username, password, csrfmiddlewaretoken });
    },
  };
  return client;
}

/** A client that has logged in. */
export async function loggedIn(server: TestServer, username: string, password = username): Promise<LegacyClient> {
  const client = createLegacyClient(server);
  expect((await client.logIn(username, password)).status).toBe(200);
  return client;
}
