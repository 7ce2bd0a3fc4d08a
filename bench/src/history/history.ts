import { MongoClient } from 'mongodb';
import type { Bench, Verdict } from '../benchmark.ts';
import { runCommonwatt } from '../product/checkout.ts';
import { type Installation, registerUnits, startInstallation, telemetryDatabase } from '../product/installation.ts';
import { readRunningStores } from '../product/running-stores.ts';
import { signIn } from '../product/sign-in.ts';
import { formatMs, latencyHeading, latencyRow } from '../report/figures.ts';
import { percentiles } from '../report/percentiles.ts';
import { listProcessTree, readCpuSeconds, readMemory } from '../system/process-tree.ts';
import { writeDeals, writeDowntimes, writeSamples } from './write-history.ts';

export type HistoryOptions = {
  /** Units whose downtimes are read at once. */
  unitCount: number;
  downtimesPerYear: number;
  /** Units that share a grid, whose deals are added up; each makes `dealsPerDay`. */
  dealingUnits: number;
  dealsPerDay: number;
  documents: number;
  asks: number;
};

const dayMs = 86_400_000;
const untilMs = Math.floor(Date.now() / dayMs) * dayMs;
const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const year = { fromDay: day(untilMs - 365 * dayMs), toDay: day(untilMs - dayMs) };
const month = { fromDay: day(untilMs - 30 * dayMs), toDay: day(untilMs - dayMs) };
const unitsOf = (count: number) => Array.from({ length: count }, (_, i) => `E${String(i + 1).padStart(4, '0')}`);

/** How long staff wait for what years have left behind, and whether ten years take longer than one. */
export async function measureHistory(bench: Bench, options: HistoryOptions): Promise<Verdict[]> {
  const { cleanup, say, table } = bench;
  const installation = await startInstallation(cleanup);
  const { mongodbUri } = await readRunningStores(installation, installation.server);
  const client = new MongoClient(mongodbUri);
  cleanup.atEnd(() => client.close());
  const db = client.db(telemetryDatabase);
  const cookie = await signIn(installation.url, installation.staff.username, installation.staff.password);
  const ask = askOften(installation, cookie, options.asks);
  const rows: string[][] = [];
  const verdicts: Verdict[] = [];
  const measure = async (name: string, path: string, mostMs: number | null) => {
    const { latenciesMs, cpuMs } = await ask(path);
    rows.push([...latencyRow(name, latenciesMs), formatMs(cpuMs)]);
    const { p50, p95 } = percentiles(latenciesMs);
    say(`${name}: ${formatMs(p95)}`);
    if (mostMs !== null)
      verdicts.push({ target: `${name}: p95 at most ${mostMs} ms`, measured: formatMs(p95), isMet: p95 <= mostMs });
    // How two histories compare is told by the median: a pause of the collector more or less is not growth.
    return p50;
  };

  const homes = { communityId: 'bench', clusterId: 'homes' };
  const unitIds = unitsOf(options.unitCount);
  await registerUnits(cleanup, installation, homes, unitIds);
  const downtimeCount = await writeDowntimes(
    db,
    { cluster: homes, unitIds, downtimesPerUnitYear: options.downtimesPerYear },
    untilMs,
  );
  say(`${downtimeCount} downtimes of ${unitIds.length} units`);
  await measure('availability of 30 days', trpc('availability.total', { cluster: homes, period: month }), 300);
  await measure('availability of a year', trpc('availability.total', { cluster: homes, period: year }), 300);
  await measure('… with each unit and its spans', trpc('availability.cluster', { cluster: homes, period: year }), null);

  const grid = { communityId: 'bench', clusterId: 'grid' };
  const dealing = { cluster: grid, unitIds: unitsOf(options.dealingUnits), dealsPerUnitDay: options.dealsPerDay };
  await registerUnits(cleanup, installation, grid, dealing.unitIds);
  const medians: { hours: number; period: number }[] = [];
  let dealCount = 0;
  for (const [years, span] of [
    [1, { fromMs: untilMs - 365 * dayMs, days: 365 }],
    [10, { fromMs: untilMs - 3_650 * dayMs, days: 3_285 }],
  ] as const) {
    dealCount += await writeDeals(db, dealing, span);
    say(`${dealCount} deals of ${dealing.unitIds.length} units in ${years} years; they are being added up`);
    await addUp(bench, installation);
    const query = new URLSearchParams({ ...grid, timezone: '+09:00' });
    const hours = await measure(
      `hourly sums, ${years} y of deals`,
      `/api/staff/deal/sumOfCumulateAmountWhsByHour?${query}`,
      300,
    );
    const period = await measure(
      `deals of a year, ${years} y of deals`,
      trpc('deals.period', { cluster: grid, ...year }),
      300,
    );
    await measure(`a page of the year, ${years} y of deals`, trpc('deals.list', { cluster: grid, ...year }), null);
    medians.push({ hours, period });
  }
  const [one, ten] = medians;
  const growth = Math.max(
    (ten?.hours ?? Number.NaN) / (one?.hours ?? 1),
    (ten?.period ?? Number.NaN) / (one?.period ?? 1),
  );
  verdicts.push({
    target: 'ten times the deals take at most twice as long, p50',
    measured: `${growth.toFixed(2)} ×`,
    isMet: growth <= 2,
  });

  const clusters = Array.from({ length: 50 }, (_, i) => ({ communityId: 'bench', clusterId: `samples-${i}` }));
  const few = unitsOf(20);
  await registerUnits(cleanup, installation, clusters[25] ?? grid, few);
  const startedMs = performance.now();
  const sampleCount = await writeSamples(db, { clusters, unitIds: few }, { count: options.documents, untilMs });
  say(`${sampleCount} samples, ${Math.round((sampleCount / (performance.now() - startedMs)) * 1_000)} a second`);
  const query = new URLSearchParams(clusters[25]);
  await measure(`latest set among ${sampleCount} samples`, `/api/staff/unitData/latestSet?${query}`, 20);
  table('How long an answer takes, over HTTP', [[...latencyHeading, 'processor'], ...rows]);
  const { pssBytes } = await readMemory(installation.server.pid);
  say(`memory of the installation: ${Math.round(pssBytes / 1e6)} MB`);
  return verdicts;
}

function trpc(path: string, input: object): string {
  return `/trpc/${path}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
}

const warmUps = 2;

type Asked = {
  /** How long each answer took until its last byte. */
  latenciesMs: number[];
  /** Processor time of the whole installation for one answer: on a busy machine it tells more than the clock does. */
  cpuMs: number;
};

/** Asks for the same several times, one after another. */
function askOften({ url, server }: Installation, cookie: string, count: number): (path: string) => Promise<Asked> {
  const readCpuMs = async () => {
    const seconds = (await listProcessTree(server.pid)).map(({ pid }) => readCpuSeconds(pid));
    return (await Promise.all(seconds)).reduce((sum, one) => sum + one * 1_000, 0);
  };
  const ask = async (path: string) => {
    const response = await fetch(`${url}${path}`, { headers: { cookie } });
    const body = await response.text();
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${body.slice(0, 500)}`);
  };
  return async (path) => {
    for (let i = 0; i < warmUps; i += 1) await ask(path);
    const latenciesMs: number[] = [];
    const cpuBeforeMs = await readCpuMs();
    for (let i = 0; i < count; i += 1) {
      const startedMs = performance.now();
      await ask(path);
      latenciesMs.push(performance.now() - startedMs);
    }
    return { latenciesMs, cpuMs: ((await readCpuMs()) - cpuBeforeMs) / count };
  };
}

/** The worker does it bit by bit, every two minutes; a round by hand does the same. */
async function addUp({ cleanup, say }: Bench, { variables }: Installation): Promise<void> {
  const rounds = 12;
  const startedMs = performance.now();
  for (let round = 0; round < rounds; round += 1)
    await runCommonwatt(cleanup, ['job', 'run', 'sumDeals'], { variables });
  say(`${rounds} rounds took ${Math.round((performance.now() - startedMs) / 1_000)} s`);
}
