import { exampleCluster } from './example-server.ts';

// What the contract says of each endpoint, and the requests that follow from it: every endpoint with every method, caller
// and fault of its parameters. Who knows what is right here is the contract, not the code under test.

export type Caller = 'anonymous' | 'nonresident' | 'e001' | 'e002' | 'staffonly' | 'admin' | 'deactivated';
export const callers: readonly Caller[] = [
  'anonymous',
  'nonresident',
  'e001',
  'e002',
  'staffonly',
  'admin',
  'deactivated',
];

type Group = 'staff' | 'resident';
type Fault = { what: string; query: Record<string, string>; status: number; text: string };

type EndpointRow = {
  path: string;
  group: Group;
  /** Whether it is about a cluster, a unit, or about neither. */
  place: 'none' | 'cluster' | 'unit';
  /** What it has to be asked besides. */
  query?: Record<string, string>;
  /** The answer with all that is in order, on stores without data. */
  body: string | RegExp;
  isText?: true;
  /** Faults of its own parameters. */
  faults?: readonly Fault[];
};

export type Request = {
  what: string;
  caller: Caller;
  method: string;
  path: string;
  query: [string, string][];
  withToken: boolean;
  status: number;
  /** Exactly, or what it has to look like. */
  body: string | RegExp;
  type: string;
  allow: string | null;
};

export const html = 'text/html; charset=utf-8';
const json = 'application/json';

const badDates: readonly Fault[] = [
  ...['yesterday', '2020-13-01', '2020-01-01T10:00:00 09:00', '<script>', '202'].flatMap((text) =>
    ['datetimeFrom', 'datetimeTo'].map((name) => ({
      what: `${name}=${text}`,
      query: { [name]: text },
      status: 400,
      text: `bad param values : ${name} is not a date such as 2020-01-01T15:00:00.000Z`,
    })),
  ),
  {
    what: 'a period that is empty',
    query: { datetimeFrom: '2020-01-01T00:00:00Z', datetimeTo: '2020-01-01T09:00:00+09:00' },
    status: 400,
    text: '“datetimeTo” should be greater than “datetimeFrom”',
  },
  {
    what: 'a period that is the wrong way round',
    query: { datetimeFrom: '2020-01-02', datetimeTo: '2020-01-01' },
    status: 400,
    text: '“datetimeTo” should be greater than “datetimeFrom”',
  },
  {
    what: 'one bound with a zone and one without',
    query: { datetimeFrom: '2020-01-01', datetimeTo: '2020-01-02T00:00Z' },
    status: 400,
    text: 'bad param values : of datetimeFrom and datetimeTo only one has a time zone',
  },
];

const badTimeZones: readonly Fault[] = [
  { what: 'timezone missing', query: { timezone: '' }, status: 400, text: 'no param : timezone' },
  ...['Asia/Tokyo', '+0900', ' 09:00', '+24:00', '+a:00'].map((timezone) => ({
    what: `timezone=${timezone}`,
    query: { timezone },
    status: 400,
    text: `Invalid isoformat timezone string: '${timezone}'`,
  })),
  {
    what: 'timezone with markup',
    query: { timezone: '<img src=x>' },
    status: 400,
    text: "Invalid isoformat timezone string: '&lt;img src=x&gt;'",
  },
];

const badTypes: readonly Fault[] = [
  { what: 'no type', query: { type: '' }, status: 400, text: 'no param : type' },
  ...['zzz', 'APIS_CCC_ALIVE', 'apis_ccc_alive '].map((type) => ({
    what: `type=${type}`,
    query: { type },
    status: 400,
    text: `unknown type : ${type}`,
  })),
  { what: 'type with markup', query: { type: '<b>' }, status: 400, text: 'unknown type : &lt;b&gt;' },
];

const badScenarios: readonly Fault[] = [
  ...['99', '-1', 'x', '1.0', '99999999999999999999'].map((scenarioId) => ({
    what: `scenarioId=${scenarioId}`,
    query: { scenarioId },
    status: 400,
    text: `bad scenarioId : ${scenarioId}`,
  })),
  { what: 'scenarioId with markup', query: { scenarioId: '<b>' }, status: 400, text: 'bad scenarioId : &lt;b&gt;' },
];

const hours = { timezone: '+09:00' };

/** Endpoints on deals are the same for both groups. */
const dealRows = (['staff', 'resident'] as const).flatMap((group): EndpointRow[] => {
  const place = group === 'staff' ? 'cluster' : 'unit';
  return [
    { path: 'deal/liveList', group, place, body: '[]' },
    { path: 'deal/list', group, place, body: '[]', faults: badDates },
    { path: 'deal/datetimeRange', group, place, body: '{}' },
    { path: 'deal/sumOfCumulateAmountWhsByHour', group, place, query: hours, body: '{}', faults: badTimeZones },
  ];
});

const job = { type: 'apis_log_severe' };
const okText = { isText: true, body: 'ok' } as const;

export const endpointRows: readonly EndpointRow[] = [
  { path: 'community/outline', group: 'staff', place: 'none', body: /^\{"communities": \{"oss_community": \{"id": / },
  { path: 'unitData/unitIdList', group: 'staff', place: 'cluster', body: '[]' },
  { path: 'unitData/latestSet', group: 'staff', place: 'cluster', body: '{}' },
  { path: 'downtime/unitIdList', group: 'staff', place: 'cluster', body: '[]' },
  { path: 'downtime/list', group: 'staff', place: 'cluster', body: '[]', faults: badDates },
  { path: 'monitoring/failure/openList', group: 'staff', place: 'cluster', body: '[]' },
  { path: 'monitoring/failure/list', group: 'staff', place: 'cluster', body: '[]', faults: badDates },
  {
    path: 'monitoring/job/list',
    group: 'staff',
    place: 'cluster',
    body: /^\[\{"type": "apis_main_alive", "isActive": false\}, /,
  },
  { path: 'monitoring/job/activate', group: 'staff', place: 'cluster', query: job, ...okText, faults: badTypes },
  { path: 'monitoring/job/deactivate', group: 'staff', place: 'cluster', query: job, ...okText, faults: badTypes },
  { path: 'community/outline', group: 'resident', place: 'none', body: /^\{"communities": \{"oss_community": / },
  { path: 'unitData/latestSet', group: 'resident', place: 'unit', body: '{}' },
  { path: 'scenario/availableList', group: 'resident', place: 'unit', body: /^\[\{"id": 1, "community_id": null, / },
  { path: 'scenario/current', group: 'resident', place: 'unit', isText: true, body: '' },
  { path: 'scenario/choose', group: 'resident', place: 'unit', isText: true, body: 'no change', faults: badScenarios },
  ...dealRows,
];

const wrongMethods = ['HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
const changes = new Set(['monitoring/job/activate', 'monitoring/job/deactivate', 'scenario/choose']);

/** Every request of the suite. */
export function conformanceRequests(): Request[] {
  return endpointRows.flatMap((row) => [...methodRequests(row), ...callerRequests(row), ...faultRequests(row)]);
}

function methodRequests(row: EndpointRow): Request[] {
  return wrongMethods.flatMap((method): Request[] => {
    const isSafe = method === 'HEAD' || method === 'OPTIONS';
    const common = { ...plain(row), method, caller: 'admin' as const };
    const forged = { ...common, what: `${method} without a token`, status: 403, body: /<title>403 Forbidden<\/title>/ };
    // The POST of what changes something is ours: it is tested with the changes.
    const isOurs = method === 'POST' && changes.has(row.path);
    const refused = { ...common, withToken: !isSafe, what: method, status: 405, body: '', allow: 'GET' };
    return [...(isSafe ? [] : [forged]), ...(isOurs ? [] : [refused])];
  });
}

function callerRequests(row: EndpointRow): Request[] {
  return callers.map((caller) => ({ ...plain(row), what: `as ${caller}`, caller, ...expected(row, caller) }));
}

/** The checks of the contract in their order, for a request whose parameters are in order. */
function expected({ group, place, body, isText }: EndpointRow, caller: Caller) {
  const refusal = (status: number, text: string) => ({ status, body: text, type: html });
  if (caller === 'anonymous' || caller === 'deactivated') return refusal(403, 'login required');
  const isStaff = caller === 'staffonly' || caller === 'admin';
  const isResident = caller === 'e001' || caller === 'e002' || caller === 'admin';
  if (group === 'staff' && !isStaff) return refusal(403, 'staff required');
  if (group === 'resident' && !isResident) return refusal(403, 'resident required');
  if (place === 'unit' && caller === 'e002') return refusal(400, 'not a resident');
  return { status: 200, body, type: isText ? html : json };
}

function faultRequests(row: EndpointRow): Request[] {
  const names = { none: [], cluster: ['communityId', 'clusterId'], unit: ['communityId', 'clusterId', 'unitId'] };
  const place = names[row.place];
  const list = place.join(', ');
  const refused = (what: string, query: [string, string][], text: string): Request => ({
    ...plain(row),
    what,
    query,
    status: 400,
    body: text,
    type: html,
  });
  const { query } = plain(row);
  const without = (name: string) => query.filter(([other]) => other !== name);
  return [
    ...place.flatMap((name) => [
      refused(`without ${name}`, without(name), `no param : ${list}`),
      refused(`with ${name} empty`, [...without(name), [name, '']], `no param : ${list}`),
      refused(`with an unknown ${name}`, [...without(name), [name, 'zzz']], `bad param values : ${list}`),
      refused(`with ${name} in capitals`, upper(query, name), `bad param values : ${list}`),
      refused(`with ${name} twice, the last one empty`, [...query, [name, '']], `no param : ${list}`),
      refused(
        `with a NUL in ${name}`,
        [...without(name), [name, 'a\0']],
        `bad param values : ${name} contains a NUL character`,
      ),
      { ...plain(row), what: `with ${name} twice, the last one right`, query: [[name, 'zzz'], ...query] } as Request,
    ]),
    ...(row.faults ?? []).map(({ what, query: own, text }) =>
      refused(what, [...query.filter(([name]) => !(name in own)), ...Object.entries(own)], text),
    ),
    { ...plain(row), what: 'with a parameter that nobody knows', query: [...query, ['isMD5Password', 'true']] },
  ];
}

function upper(query: [string, string][], name: string): [string, string][] {
  // Unit codes are in capitals already.
  const change = (value: string) => (name === 'unitId' ? value.toLowerCase() : value.toUpperCase());
  return query.map(([other, value]) => [other, other === name ? change(value) : value]);
}

/** The request with everything in order, from somebody who may make it. */
function plain(row: EndpointRow): Request {
  const { path, group, place, query = {} } = row;
  const unit = place === 'unit' ? { unitId: 'E001' } : {};
  const cluster = place === 'none' ? {} : exampleCluster;
  return {
    what: '',
    caller: group === 'staff' ? 'staffonly' : 'e001',
    method: 'GET',
    path: `/api/${group}/${path}`,
    query: Object.entries({ ...cluster, ...unit, ...query }),
    withToken: false,
    status: 200,
    body: row.body,
    type: row.isText ? html : json,
    allow: null,
  };
}
