import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dealsOf, logsOf } from './store.ts';
import { givingAndTaking, taker } from './testing.ts';
import { startLive, startTestStore } from './testing-live.ts';

type Received = { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: string };

let store: Awaited<ReturnType<typeof startTestStore>>;
let center: Server;
let url: string;
let received: Received[] = [];
/** What the Service Center answers to each request. */
let answer: { status: number; body: string } | 'nothing' = { status: 200, body: '' };

beforeAll(async () => {
  store = await startTestStore();
  center = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ method: request.method, url: request.url, headers: request.headers, body });
    if (answer === 'nothing') response.destroy();
    else response.writeHead(answer.status, { location: '/elsewhere' }).end(answer.body);
  });
  await new Promise<void>((resolve) => center.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(center.address() as AddressInfo).port}/api/misc/scenario/currentData`;
});
beforeEach(() => {
  received = [];
});
afterAll(async () => {
  center.close();
  center.closeAllConnections();
  await store.close();
});

/** A home that by its local scenario asks for charge, and one that gives. */
function asking(communityId: string) {
  const cluster = { ...givingAndTaking(), ref: { communityId, clusterId: 'k 1' } };
  const [, home] = cluster.homes;
  if (!home) throw new Error('no home');
  const test = startLive(store.db, cluster, { scenarioUrl: url });
  const ask = (next: typeof answer) => {
    answer = next;
    return test.live.askScenario(home);
  };
  const countDeals = () => dealsOf(store.db).countDocuments({ communityId });
  const lines = (loglevel: string) => logsOf(store.db).find({ communityId, loglevel }).toArray();
  return { ...test, ask, countDeals, lines };
}

const noDeal = (refreshingPeriodMsec?: number) =>
  JSON.stringify({ refreshingPeriodMsec, '00:00:00-24:00:00': { batteryStatus: { '-': 'any' } } });

test('asks with the form that apis-ccc sends, and no other headers than necessary', async () => {
  await asking('form').ask({ status: 200, body: '' });
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({
    method: 'POST',
    url: '/api/misc/scenario/currentData',
    body: 'account=e002&password=e002&communityId=form&clusterId=k+1&unitId=E002&isMD5Password=true',
  });
  expect(Object.keys(received[0]?.headers ?? {}).toSorted()).toEqual([
    'connection',
    'content-length',
    'content-type',
    'host',
  ]);
  expect(received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
});

test('trades by the scenario it was given, and asks again at its pace', async () => {
  const { ask, pass, countDeals } = asking('given');
  expect(await ask({ status: 200, body: noDeal(45_000) })).toBe(45_000);
  await pass(300);
  expect(await countDeals()).toBe(0);
  expect(await ask({ status: 200, body: taker() })).toBe(30_000);
  await pass(300);
  expect(await countDeals()).toBeGreaterThan(0);
});

test('an empty answer sends it back to its local scenario and to the usual pace', async () => {
  const { ask, pass, countDeals } = asking('empty');
  await ask({ status: 200, body: noDeal(45_000) });
  expect(await ask({ status: 200, body: '' })).toBe(60_000);
  await pass(300);
  expect(await countDeals()).toBeGreaterThan(0);
});

test.for([
  ['a refusal', { status: 403, body: 'login failed' }, 'http post failed : 403 : Forbidden : login failed'],
  ['a redirect', { status: 302, body: '' }, 'http post failed : 302 : Found : '],
  ['another success', { status: 204, body: '' }, 'http post failed : 204 : No Content : '],
  ['blanks', { status: 200, body: ' ' }, 'io.vertx.core.json.DecodeException: '],
  ['a list', { status: 200, body: '[]' }, 'io.vertx.core.json.DecodeException: '],
  ['a broken connection', 'nothing', 'java.net.ConnectException: '],
] as const)(
  '%s keeps the last scenario and its pace, and is logged by both programs',
  async ([name, failure, cause]) => {
    const { ask, pass, countDeals, lines } = asking(`failed ${name}`);
    await ask({ status: 200, body: noDeal(45_000) });
    received = [];
    expect(await ask(failure)).toBe(45_000);
    expect(received).toHaveLength(1);
    await pass(300);
    expect(await countDeals()).toBe(0);
    const [severe] = await lines('SEVERE');
    expect(severe).toMatchObject({
      programId: 'apis-ccc',
      loggername: 'jp.co.sony.csl.dcoes.apis.tools.ccc.ScenarioAcquisition',
      message: expect.stringContaining('Communication failed with ServiceCenter ; '),
    });
    expect(severe?.message).toContain(cause);
    const [warning] = await lines('WARNING');
    expect(warning).toMatchObject({ programId: 'apis-main', unitId: 'E002' });
    expect(warning?.message).toContain(
      '(USER:LOCAL:WARN:E002) Communication failed on EventBus ; (RECIPIENT_FAILURE,-1)',
    );
  },
);

test('the empty object is a scenario by which nothing is done, and the gap is complained about', async () => {
  const { ask, pass, countDeals, lines } = asking('gap');
  await ask({ status: 200, body: '{}' });
  await pass(60);
  expect(await countDeals()).toBe(0);
  const [warning] = await lines('WARNING');
  expect(warning?.message).toMatch(/^\(USER:LOCAL:WARN:E002\) no entry matched for time : 10:00:\d\d$/);
});

test('a pace that no timer can keep is replaced by the usual one', async () => {
  const { ask } = asking('pace');
  expect(await ask({ status: 200, body: noDeal(0) })).toBe(60_000);
  expect(await ask({ status: 200, body: noDeal(1) })).toBe(1_000);
});
