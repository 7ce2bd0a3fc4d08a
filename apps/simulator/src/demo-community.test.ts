import { readScenario } from '@commonwatt/domain/scenario';
import { checkScenario } from '@commonwatt/domain/scenario-check';
import { evaluateScenario } from '@commonwatt/domain/scenario-evaluation';
import { expect, test } from 'vitest';
import { demoChoices, demoClusters, demoCommunities, demoScenarios, demoUsers } from './demo-community.ts';

const now = new Date('2026-05-14T03:00:00Z');

test.for([
  [1, 'HIGH_PRIORITY', 'Low rsoc, High priority', 'Low rsoc, High priority', 1054, null],
  [2, 'LOW_PRIORITY', 'High rsoc, Low priority', 'High rsoc, Low priority', 1048, null],
  [3, 'NO_DEAL', 'No Deal', 'No Deal', 349, null],
  [4, 'NORMAL', 'Normal', 'Normal', 1037, null],
  [5, 'JUST_FOR_E001', 'OSS Community > OSS Cluster > E001', 'For E001 only', 2014, 'E001'],
] as const)('example scenario %i is %s', ([id, name, description, comment, length, unitId]) => {
  const scenario = demoScenarios[id - 1];
  expect(scenario).toMatchObject({ id, name, description });
  const place = unitId && { communityId: 'oss_community', clusterId: 'oss_cluster' };
  expect(scenario?.scope).toEqual({ communityId: null, clusterId: null, unitId, ...place });
  const text = scenario?.data ?? '';
  expect(text).toHaveLength(length);
  expect(
    text.startsWith(`{\r\n\t"#" : "${comment}",\r\n\t"refreshingPeriodMsec" : 30000,\r\n\t"acceptSelection" : {`),
  ).toBe(true);
  expect(text.trimEnd().endsWith(',\r\n\t"#" : "end"\r\n}')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(JSON.parse(text)).toMatchObject({
    '#': 'end',
    acceptSelection: { '#_strategy': 'amount', strategy: 'pointAndAmount', '#': 'end' },
  });
});

const priced = (direction: string, limitWh: number) => ({ [direction]: { limitWh, pointPerWh: 10 } });

test.for([
  ['HIGH_PRIORITY', '4800-|4320-4800|3600-4320|-3600', 4800, 3600, 4320, 4320],
  ['LOW_PRIORITY', '3600-|2400-3600|0-2400|-0', 2400, 2400, 2400, 3600],
  ['NORMAL', '4320-|3600-4320|2400-3600|-2400', 4320, 3600, 3600, 3600],
] as const)('the rules of %s', ([name, ranges, offerWh, askWh, giveWh, takeWh]) => {
  const text = demoScenarios.find((scenario) => scenario.name === name)?.data ?? '';
  const period = JSON.parse(text)['00:00:00-24:00:00'];
  expect(Object.keys(period.batteryStatus).join('|')).toBe(ranges);
  expect(Object.values(period.batteryStatus)).toEqual(['excess', 'sufficient', 'scarce', 'short']);
  expect(period.request).toEqual({
    excess: priced('discharge', offerWh),
    sufficient: {},
    scarce: {},
    short: priced('charge', askWh),
  });
  expect(period.accept).toEqual({
    excess: priced('discharge', giveWh),
    sufficient: priced('discharge', giveWh),
    scarce: priced('charge', takeWh),
    short: priced('charge', takeWh),
  });
});

test('the rules of NO_DEAL and JUST_FOR_E001', () => {
  const noDeal = JSON.parse(demoScenarios[2]?.data ?? '');
  const rules = { batteryStatus: { '-': 'any' }, request: { any: {} }, accept: { any: {} } };
  expect(noDeal['00:00:00-24:00:00']).toEqual(rules);
  const own = JSON.parse(demoScenarios[4]?.data ?? '');
  const [give, take] = [priced('discharge', 1440), priced('charge', 1440)];
  const half = { batteryStatus: { '1440-': 'excess', '-1440': 'short' }, request: { excess: give, short: take } };
  expect(own['00:00:00-10:00:00']).toEqual({
    ...half,
    accept: { excess: give, sufficient: give, scarce: take, short: take },
  });
  expect(own['10:00:00-15:00:00']).toEqual({
    batteryStatus: { '4560-': 'excess', '-4560': 'short' },
    request: { excess: give, short: priced('charge', 4560) },
    accept: { excess: give, short: take },
  });
  expect(own['15:00:00-24:00:00']).toEqual({ ...half, accept: { excess: give, short: take } });
});

test('the example has its six accounts, in the order of their ids, and four units without bounds', () => {
  const [admin, nonresident, ...residents] = demoUsers.slice(0, 6);
  const [example] = demoCommunities(now);
  const homes = ['E001', 'E002', 'E003', 'E004'].map((unitId) => ({
    communityId: 'oss_community',
    clusterId: 'oss_cluster',
    unitId,
  }));
  expect(admin).toEqual({ id: 1, username: 'admin', password: 'admin', isStaff: true, isSuperuser: true, homes });
  expect(nonresident).toMatchObject({ id: 2, username: 'nonresident', isStaff: false, isSuperuser: false, homes: [] });
  expect(residents.map(({ id, username, homes }) => [id, username, homes])).toEqual(
    homes.map((home, index) => [3 + index, home.unitId.toLowerCase(), [home]]),
  );
  expect(example).toMatchObject({ communityId: 'oss_community', name: 'OSS Community' });
  const units = homes.map(({ unitId }) => ({ unitId, name: unitId, availableFrom: null, availableTo: null }));
  expect(example?.clusters).toMatchObject([
    { clusterId: 'oss_cluster', name: 'OSS Cluster', timeZone: 'Asia/Tokyo', units },
  ]);
});

test('Hikari Hills has two clusters with 24 homes, some in service for a while only', () => {
  const community = demoCommunities(now)[1];
  expect(community).toMatchObject({ communityId: 'hikari_hills', name: 'Hikari Hills' });
  const units =
    community?.clusters.flatMap((cluster) => cluster.units.map((unit) => ({ ...unit, of: cluster.clusterId }))) ?? [];
  expect(units.map(({ unitId }) => unitId)).toEqual(
    Array.from({ length: 24 }, (_, i) => `E${String(i + 1).padStart(3, '0')}`),
  );
  expect(units.map(({ of }) => of)).toEqual([...Array(20).fill('north_loop'), ...Array(4).fill('east_terrace')]);
  expect(units[8]?.name).toBe('House 09');
  expect(units.find(({ unitId }) => unitId === 'E019')?.availableFrom).toBe('2026-04-30T00:00:00.000Z');
  const leaving = units.filter(({ availableTo }) => availableTo !== null);
  expect(leaving.length).toBeGreaterThan(0);
  for (const { availableTo } of leaving) expect(Date.parse(availableTo ?? '')).toBeGreaterThan(now.getTime());
});

test('every account has a home or a reason, ids count from 1, and three residents have more than one home', () => {
  expect(demoUsers.map(({ id }) => id)).toEqual(demoUsers.map((_, index) => index + 1));
  expect(new Set(demoUsers.map(({ username }) => username)).size).toBe(demoUsers.length);
  for (const { username, password } of demoUsers) expect(password).toBe(username);
  const homesOf = (name: string) =>
    demoUsers.find(({ username }) => username === name)?.homes.map(({ unitId }) => unitId);
  expect(homesOf('mori')).toEqual(['E003', 'E018']);
  expect(homesOf('tanaka')).toEqual(['E007', 'E021']);
  expect(homesOf('sato')).toEqual(['E010', 'E011', 'E024']);
  expect(homesOf('h021')).toEqual(['E021']);
  expect(demoUsers.find(({ username }) => username === 'staff')).toMatchObject({ isStaff: true, isSuperuser: false });
});

test('every simulated home has an account that is its resident, an address of its own and a scenario', () => {
  const addresses = new Set<string>();
  for (const { ref, homes } of demoClusters(now)) {
    for (const home of homes) {
      const user = demoUsers.find(({ username }) => username === home.account);
      expect(user?.homes).toContainEqual({ ...ref, unitId: home.unitId });
      expect(readScenario(home.localScenario)).toMatchObject({ ok: true });
      addresses.add(`${home.ipAddress} ${home.macAddress}`);
    }
  }
  expect(addresses.size).toBe(28);
});

const hikari = demoScenarios.filter(({ id }) => id > 5);

test.for(hikari)('$name leaves no gap and no dead rule', ({ data, scope, description }) => {
  expect(scope).toEqual({ communityId: 'hikari_hills', clusterId: null, unitId: null });
  expect(description.length).toBeGreaterThan(20);
  const read = readScenario(data);
  if (!read.ok) throw new Error(read.problem);
  expect(read.scenario).toMatchObject({ refreshingPeriodMs: 30_000, strategy: 'pointAndAmount' });
  const fired = new Set<string>();
  for (let hour = 0; hour < 24; hour++) {
    for (let remainingWh = 0; remainingWh <= 4800; remainingWh += 25) {
      const timeOfDay = `${String(hour).padStart(2, '0')}:59:59`;
      const decision = evaluateScenario(read.scenario, { timeOfDay, remainingWh });
      const { period, status, request, accept, problems } = decision;
      expect(status).not.toBeNull();
      expect(problems.filter((problem) => !problem.includes('negative'))).toEqual([]);
      if (request) fired.add(`${period} ${status} request`);
      if (accept.charge ?? accept.discharge) fired.add(`${period} ${status} accept`);
    }
  }
  const rules = Object.entries(JSON.parse(data)).flatMap(([period, value]) =>
    period.includes('-') ? ruleNames(period, value as Record<string, Record<string, object>>) : [],
  );
  expect([...fired].toSorted()).toEqual(rules.toSorted());
});

function ruleNames(period: string, rules: Record<string, Record<string, object>>): string[] {
  return ['request', 'accept'].flatMap((name) =>
    Object.entries(rules[name] ?? {})
      .filter(([, rule]) => Object.keys(rule).length > 0)
      .map(([status]) => `${period} ${status} ${name}`),
  );
}

test('the choices of Hikari Hills are scenarios it can see, one for each home', () => {
  expect(demoChoices).toHaveLength(24);
  for (const { home, scenarioId } of demoChoices) {
    expect(home.communityId).toBe('hikari_hills');
    expect(hikari.map(({ id }) => id)).toContain(scenarioId);
  }
});

test.for(demoScenarios)('the scenario $name has nothing that a home would stumble over', ({ data }) => {
  expect(checkScenario(data).filter(({ level }) => level === 'error')).toEqual([]);
});
