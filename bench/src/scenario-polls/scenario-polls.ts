import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Bench, Verdict } from '../benchmark.ts';
import { chooseAddresses } from '../product/addresses.ts';
import { build, checkout, startCommonwatt } from '../product/checkout.ts';
import { addStaff } from '../product/installation.ts';
import { waitUntilReady } from '../product/readiness.ts';
import { readRunningStores } from '../product/running-stores.ts';
import { signIn } from '../product/sign-in.ts';
import { formatMs, formatSeconds, latencyHeading, latencyRow } from '../report/figures.ts';
import { percentiles } from '../report/percentiles.ts';
import { runChild } from '../system/child.ts';
import { startHelper } from '../system/helper-process.ts';
import { readCpuSeconds } from '../system/process-tree.ts';
import { registerHomes } from './homes.ts';
import type { PollingOffers, PollReport } from './polling-process.ts';

export type ScenarioPollsOptions = { homeCount: number; periodS: number; seconds: number; changesPerS: number };

const longestP99Ms = 50;
/** So long after the last home was answered for the first time nothing counts: what had piled up is gone. */
const settleMs = 10_000;
/** Nobody waits longer for all homes to have been answered once. */
const longestColdMs = 30 * 60_000;
const core = '0';

/** What it takes to hand their scenarios to many homes, from a start at which none is known. */
export async function measureScenarioPolls(bench: Bench, options: ScenarioPollsOptions): Promise<Verdict[]> {
  const { cleanup, say } = bench;
  const { homeCount, periodS, seconds, changesPerS } = options;
  const periodMs = periodS * 1_000;
  await build(cleanup);
  const addresses = await chooseAddresses(cleanup);
  const { url } = addresses;
  const environment = { ...addresses.variables, LOG_LEVEL: 'warn', TRUSTED_PROXIES: '1' };
  const worker = startCommonwatt(cleanup, ['start', 'worker'], environment);
  const { mongodbUri, databaseUrl } = await readRunningStores(addresses, worker);
  const staff = await addStaff(cleanup, addresses);
  say(`${homeCount} homes are registered`);
  const sql = new Client({ connectionString: databaseUrl });
  await sql.connect();
  const passwords = await registerHomes(sql, homeCount);
  await sql.end();

  const stores = { MONGODB_URI: mongodbUri, DATABASE_URL: databaseUrl };
  const api = startCommonwatt(cleanup, ['start', 'api'], { ...environment, ...stores });
  await runChild(cleanup, { command: 'taskset', args: ['-acp', core, String(api.pid)], cwd: checkout });
  await waitUntilReady(url, api);
  const polling = startHelper<PollingOffers>(cleanup, new URL('polling-process.ts', import.meta.url));

  say(`all begin to poll every ${periodS} s, and none of their passwords has been checked yet`);
  const startedMs = performance.now();
  await polling.ask('start', { url, homeCount, periodMs, passwords });
  const signIns: number[] = [];
  for (;;) {
    const beganMs = performance.now();
    const isIn = await signIn(url, staff.username, staff.password).then(
      () => true,
      (error: unknown) => {
        say(String(error));
        return false;
      },
    );
    signIns.push(isIn ? performance.now() - beganMs : Number.POSITIVE_INFINITY);
    const answered = await polling.ask('answeredCount', undefined);
    if (answered === homeCount) break;
    if (beganMs - startedMs > longestColdMs) throw new Error(`only ${answered} homes were answered`);
    say(`${answered} homes have been answered after ${formatSeconds(beganMs - startedMs)}`);
    await sleep(5_000);
  }
  const coldMs = performance.now() - startedMs;
  await sleep(settleMs);
  const cold = await polling.ask('takeReport', undefined);

  say(`measuring for ${seconds} s with ${changesPerS} changes each second`);
  await polling.ask('startChanges', { databaseUrl, changesPerS });
  const [fromCpuS, fromMs] = [await readCpuSeconds(api.pid), performance.now()];
  await sleep(seconds * 1_000);
  const cpuShare = ((await readCpuSeconds(api.pid)) - fromCpuS) / ((performance.now() - fromMs) / 1_000);
  const warm = await polling.ask('takeReport', undefined);
  await polling.ask('stop', undefined);
  return report(bench, { homeCount, periodS, cold, coldMs, signIns, warm, cpuShare });
}

type Measured = {
  homeCount: number;
  periodS: number;
  cold: PollReport;
  coldMs: number;
  signIns: number[];
  warm: PollReport;
  cpuShare: number;
};

function report({ table, say }: Bench, measured: Measured): Verdict[] {
  const { homeCount, periodS, cold, coldMs, signIns, warm, cpuShare } = measured;
  const statusText = ({ statuses }: PollReport) =>
    Object.entries(statuses)
      .map(([status, count]) => `${count} × ${status === '0' ? 'none' : status}`)
      .join(', ');
  table('From the moment a poll was due to the end of its answer', [
    [...latencyHeading, 'answers'],
    [...latencyRow('after a start, until every home was answered once', cold.latenciesMs), statusText(cold)],
    [...latencyRow('from then on, with changes underneath', warm.latenciesMs), statusText(warm)],
    latencyRow('a person signing in meanwhile, after the start', signIns),
  ]);
  table('The api', [
    ['', ''],
    ['every home was answered once after', formatSeconds(coldMs)],
    ['processor time from then on, % of its one core', `${Math.round(100 * cpuShare)} %`],
  ]);
  for (const one of [...cold.wrong, ...warm.wrong]) say(one);
  const { p99, count } = percentiles(warm.latenciesMs);
  const wrongCold = cold.wrongCount - (cold.statuses[503] ?? 0);
  return [
    {
      target: `p99 ≤ ${longestP99Ms} ms with ${homeCount} homes polling every ${periodS} s, the api on one core`,
      measured: formatMs(p99),
      isMet: p99 <= longestP99Ms,
    },
    { target: 'no wrong answer', measured: `${warm.wrongCount} of ${count}`, isMet: warm.wrongCount === 0 },
    {
      target: 'after a start, no wrong answer but "try again later"',
      measured: `${wrongCold} of ${cold.latenciesMs.length}`,
      isMet: wrongCold === 0,
    },
  ];
}
