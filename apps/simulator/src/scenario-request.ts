import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { readScenario, type Scenario } from '@commonwatt/domain/scenario';
import type { SimulatedHome } from './cluster.ts';

/** What came of asking for a home's scenario. `none`: nothing is chosen, the home's local scenario applies. */
export type ScenarioAnswer =
  | { type: 'scenario'; scenario: Scenario }
  | { type: 'none' }
  | { type: 'failed'; cause: string };

const timeoutMs = 5_000;

/**
 * Asks the Service Center for the scenario of a home, as apis-ccc does for it: one form, nothing but the necessary
 * headers, no redirects. Never throws.
 */
export async function requestScenario(
  url: string,
  home: Pick<SimulatedHome, 'account' | 'password' | 'unitId'>,
  ref: ClusterRef,
  connection: { agent: Agent; signal: AbortSignal },
): Promise<ScenarioAnswer> {
  const form = new URLSearchParams([
    ['account', home.account],
    ['password', home.password],
    ['communityId', ref.communityId],
    ['clusterId', ref.clusterId],
    ['unitId', home.unitId],
    ['isMD5Password', 'true'],
  ]);
  try {
    const { status, reason, body } = await post(url, form.toString(), connection);
    if (status !== 200) {
      const cause = `io.vertx.core.impl.NoStackTraceThrowable: http post failed : ${status} : ${reason} : ${body}`;
      return { type: 'failed', cause };
    }
    return readAnswer(body);
  } catch (error) {
    return { type: 'failed', cause: `java.net.ConnectException: ${error instanceof Error ? error.message : error}` };
  }
}

/** An empty body means that there is no scenario; blanks only, or anything but an object, is a failure. */
function readAnswer(body: string): ScenarioAnswer {
  if (body === '') return { type: 'none' };
  const read = readScenario(body);
  if (read.ok) return { type: 'scenario', scenario: read.scenario };
  return { type: 'failed', cause: `io.vertx.core.json.DecodeException: ${read.problem}` };
}

type Connection = { agent: Agent; signal: AbortSignal };
type Reply = { status: number; reason: string; body: string };

function post(url: string, body: string, { agent, signal }: Connection): Promise<Reply> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent, signal, timeout: timeoutMs }, (response) => {
      readReply(response).then(resolve, reject);
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

async function readReply(response: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const { statusCode = 0, statusMessage = '' } = response;
  return { status: statusCode, reason: statusMessage, body: Buffer.concat(chunks).toString('utf8') };
}
