import { createHmac } from 'node:crypto';
import { type LookupAddress, lookup } from 'node:dns';
import http, { type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { AddressGuard } from './address-guard.ts';

export type WebhookCall = { url: string; secret: string; key: string; body: string; now: Date };

export type WebhookSender = {
  /** Resolves to what the server answered when it took the call. @throws Error when it did not, or may not be asked. */
  send(call: WebhookCall): Promise<string>;
};

const timeoutMs = 15_000;
const keptOfAnswer = 200;

/**
 * Signs and posts. Addresses that the guard refuses are refused when the connection is made, so that a name cannot lead
 * elsewhere than when it was checked; redirects are not followed. `resolve` stands for the name service.
 */
export function createWebhookSender(guard: AddressGuard, resolve: typeof lookup = lookup): WebhookSender {
  return {
    async send({ url, secret, key, body, now }) {
      const target = new URL(url);
      const host = target.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !guard(host)) throw new Error(refusal);
      const timestamp = String(Math.floor(now.getTime() / 1000));
      const headers = {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        'User-Agent': 'Commonwatt',
        'Idempotency-Key': key,
        'X-Commonwatt-Timestamp': timestamp,
        'X-Commonwatt-Signature': `v1=${signWebhook(secret, timestamp, body)}`,
      };
      // A connection that was kept would not be looked up again.
      return post(target, body, { method: 'POST', headers, agent: false, lookup: guardedLookup(guard, resolve) });
    },
  };
}

const refusal = 'the address lies in a network that messages may not be sent to (WEBHOOK_ALLOWED_NETWORKS)';

/** The HMAC-SHA256 of `<timestamp>.<body>` in hex: who receives a call should compute it as well, and check the time. */
export function signWebhook(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

function guardedLookup(guard: AddressGuard, resolve: typeof lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const first = addresses[0];
      if (!first || !addresses.every(({ address }) => guard(address))) return callback(new Error(refusal), '', 0);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function post(target: URL, body: string, options: RequestOptions): Promise<string> {
  const { request } = target.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const call = request(target, { ...options, signal: AbortSignal.timeout(timeoutMs) }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text = (text + chunk).slice(0, keptOfAnswer);
      });
      answer.on('error', reject);
      answer.on('end', () => {
        const summary = `${answer.statusCode} ${text}`.trim();
        if (answer.statusCode !== undefined && answer.statusCode >= 200 && answer.statusCode < 300) resolve(summary);
        else reject(new Error(`the server answered ${summary}`));
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}
