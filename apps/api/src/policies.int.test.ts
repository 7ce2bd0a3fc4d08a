import { makeCluster } from '@commonwatt/database/testing';
import { setUserActive } from '@commonwatt/database/users';
import type { AnyProcedure } from '@trpc/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appRouter } from './app-router.ts';
import {
  createBrowser,
  makeLimitedStaff,
  makeSignInUser,
  startTestServer,
  type TestBrowser,
  type TestServer,
} from './testing.ts';
import type { Policy } from './trpc.ts';

// Walks every procedure with every kind of caller. What is expected follows from the procedure's declared policy alone,
// so a new procedure is covered as soon as it exists, and one without a policy fails.

type Caller =
  | 'anonymous'
  | 'resident of the unit'
  | 'resident of another unit'
  | 'staff'
  | 'staff of the community'
  | 'staff of another community'
  | 'disabled staff';
type Verdict = 'admitted' | 'UNAUTHORIZED' | 'FORBIDDEN' | 'NOT_FOUND';

const nobody: Record<Caller, Verdict> = {
  anonymous: 'UNAUTHORIZED',
  'resident of the unit': 'FORBIDDEN',
  'resident of another unit': 'FORBIDDEN',
  staff: 'admitted',
  'staff of the community': 'admitted',
  'staff of another community': 'admitted',
  'disabled staff': 'UNAUTHORIZED',
};
const notMine = { ...nobody, 'staff of another community': 'NOT_FOUND' } as const;
const noStaff = {
  staff: 'FORBIDDEN',
  'staff of the community': 'FORBIDDEN',
  'staff of another community': 'FORBIDDEN',
} as const;
const expected: Record<Policy, Record<Caller, Verdict>> = {
  public: {
    anonymous: 'admitted',
    'resident of the unit': 'admitted',
    'resident of another unit': 'admitted',
    staff: 'admitted',
    'staff of the community': 'admitted',
    'staff of another community': 'admitted',
    'disabled staff': 'admitted',
  },
  signedIn: { ...nobody, 'resident of the unit': 'admitted', 'resident of another unit': 'admitted' },
  staff: nobody,
  unlimitedStaff: { ...nobody, ...noStaff, staff: 'admitted' },
  staffCommunity: notMine,
  staffCluster: notMine,
  staffUnit: notMine,
  resident: {
    ...nobody,
    'resident of the unit': 'admitted',
    'resident of another unit': 'admitted',
    ...noStaff,
  },
  ownHome: {
    ...nobody,
    'resident of the unit': 'admitted',
    'resident of another unit': 'NOT_FOUND',
    ...noStaff,
  },
};

let server: TestServer;
const browsers = new Map<Caller, TestBrowser>();
let input: object;

beforeAll(async () => {
  server = await startTestServer();
  const { database } = server;
  const cluster = await makeCluster(database, ['E001', 'E002']);
  const unit = { ...cluster, unitId: 'E001' };
  input = { cluster, unit, home: unit, communityId: cluster.communityId };
  const own = await makeSignInUser(database, {}, [unit]);
  const other = await makeSignInUser(database, {}, [{ ...cluster, unitId: 'E002' }]);
  const staff = await makeSignInUser(database, { isStaff: true });
  const mine = await makeLimitedStaff(database, [cluster.communityId]);
  const elsewhere = await makeLimitedStaff(database, [(await makeCluster(database)).communityId]);
  const disabled = await makeSignInUser(database, { isStaff: true });
  const sign = async (caller: Caller, username: string, app: 'admin' | 'resident') => {
    const browser = createBrowser(server);
    expect((await browser.signIn(username, app)).error).toBeNull();
    browsers.set(caller, browser);
  };
  browsers.set('anonymous', createBrowser(server));
  await sign('resident of the unit', own.username, 'resident');
  await sign('resident of another unit', other.username, 'resident');
  await sign('staff', staff.username, 'admin');
  await sign('staff of the community', mine.username, 'admin');
  await sign('staff of another community', elsewhere.username, 'admin');
  await sign('disabled staff', disabled.username, 'admin');
  await setUserActive(database, disabled.id, false);
});
afterAll(() => server.close());

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>);
const callers = Object.keys(nobody) as Caller[];
/** Would end the very session that the walk needs. */
const endsTheWalk = new Set(['signIn.signOut']);

test('there are procedures to walk', () => {
  expect(procedures.length).toBeGreaterThan(15);
});

test.for(procedures)('%s declares a policy that is known', ([, procedure]) => {
  expect(Object.keys(expected)).toContain((procedure._def.meta as { policy?: string } | undefined)?.policy);
});

test.for(
  procedures
    .filter(([path]) => !endsTheWalk.has(path))
    .flatMap(([path, procedure]) => callers.map((caller) => [path, caller, procedure] as const)),
)('%s for %s', async ([path, caller, procedure]) => {
  const { policy } = procedure._def.meta as { policy: Policy };
  expect(await verdictOf(path, procedure._def.type, browsers.get(caller))).toBe(expected[policy][caller]);
});

/** Admitted is also who is told that other parts of the input are wrong: the policy has let them through. */
async function verdictOf(path: string, type: string, browser: TestBrowser | undefined): Promise<string> {
  if (!browser) throw new Error('no such caller');
  const answer = type === 'mutation' ? await browser.mutate(path, input) : await admission(path, type, browser);
  if (!answer.error || answer.error.code === 'BAD_REQUEST' || answer.error.code === 'PRECONDITION_FAILED')
    return 'admitted';
  return answer.error.code;
}

async function admission(
  path: string,
  type: string,
  browser: TestBrowser,
): Promise<{ error: { code: string } | null }> {
  if (type !== 'subscription') return browser.query(path, input);
  const abort = new AbortController();
  const encoded = encodeURIComponent(JSON.stringify({ json: input }));
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(`${server.url}/trpc/${path}?input=${encoded}`, {
    headers: { cookie },
    signal: abort.signal,
  });
  const reader = response.body?.getReader();
  let text = '';
  while (!/event: serialized-error|"code"|"snapshot"|"home"/.test(text)) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
    text += new TextDecoder().decode(chunk.value);
  }
  abort.abort();
  const code = text.match(/"code":"([A-Z_]+)"/)?.[1];
  return { error: code ? { code } : null };
}
