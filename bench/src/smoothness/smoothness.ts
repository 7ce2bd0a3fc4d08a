import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { MongoClient } from 'mongodb';
import type { Bench, Verdict } from '../benchmark.ts';
import { writeDowntimes } from '../history/write-history.ts';
import type { ReportingOffers } from '../load/reporting-process.ts';
import { type Installation, registerUnits, startInstallation, telemetryDatabase } from '../product/installation.ts';
import { askMongo } from '../product/mongo-connection.ts';
import { signIn } from '../product/sign-in.ts';
import { formatMs, latencyHeading, latencyRow } from '../report/figures.ts';
import { percentiles } from '../report/percentiles.ts';
import { startHelper } from '../system/helper-process.ts';
import { openPage } from './measured-page.ts';
import { countFrames, type Interaction } from './page-observers.ts';
import { startDeals } from './running-deals.ts';
import { useLivePage } from './use-live-page.ts';
import { useLongTable } from './use-long-table.ts';

export type SmoothnessOptions = {
  movingUnits: number;
  movingDeals: number;
  units: number;
  rows: number;
  seconds: number;
};

const moving = { communityId: 'bench', clusterId: 'moving' };
const large = { communityId: 'bench', clusterId: 'large' };
const long = { communityId: 'bench', clusterId: 'long' };
const leastFramesPerSecond = 60;
/** A screen of 60 Hz is not exactly one of 60. */
const frameTolerance = 0.5;
const mostInteractionMs = 100;

/** How many frames a moving cluster leaves a second, and how soon a large one answers a person. */
export async function measureSmoothness(bench: Bench, options: SmoothnessOptions): Promise<Verdict[]> {
  const installation = await startInstallation(bench.cleanup);
  const { url, staff } = installation;
  const cookie = await signIn(url, staff.username, staff.password);
  const page = await openPage(bench.cleanup, { url, cookie });
  return [
    await measureFrames(bench, installation, page, options),
    await measureAnswers(bench, installation, page, options),
    await measureLongTable(bench, installation, page, options),
  ];
}

type MeasuredPage = Awaited<ReturnType<typeof openPage>>;

async function measureFrames(
  bench: Bench,
  installation: Installation,
  page: MeasuredPage,
  { movingUnits, movingDeals, seconds }: SmoothnessOptions,
): Promise<Verdict> {
  const unitIds = await startReports(bench, installation, moving, movingUnits);
  const client = new MongoClient(installation.mongodbUri);
  bench.cleanup.atEnd(() => client.close());
  const stopDeals = await startDeals(client.db(telemetryDatabase), { cluster: moving, unitIds, count: movingDeals });
  const frames: Record<string, number[]> = {};
  for (const layout of ['levels', 'grid']) {
    await page.goto(`${installation.url}/admin/bench/moving/live?layout=${layout}`);
    await page.getByText(`of ${movingDeals} · `).waitFor();
    await sleep(5_000);
    bench.say(`counting frames for ${seconds} s, layout ${layout}`);
    frames[layout] = await page.evaluate(countFrames, seconds * 1_000);
  }
  stopDeals();
  bench.table(`Between two frames, ${movingUnits} units and ${movingDeals} deals`, [
    latencyHeading,
    ...Object.entries(frames).map(([layout, gapsMs]) => latencyRow(layout, gapsMs)),
  ]);
  const slowest = Math.min(...Object.values(frames).map(framesPerSecond));
  return {
    target: `${leastFramesPerSecond} frames per second with ${movingUnits} units and ${movingDeals} deals moving`,
    measured: Object.entries(frames)
      .map(([layout, gapsMs]) => `${framesPerSecond(gapsMs).toFixed(1)} (${layout})`)
      .join(', '),
    isMet: slowest >= leastFramesPerSecond - frameTolerance,
  };
}

function framesPerSecond(gapsMs: readonly number[]): number {
  return (gapsMs.length * 1_000) / gapsMs.reduce((sum, ms) => sum + ms, 0);
}

async function measureAnswers(
  bench: Bench,
  installation: Installation,
  page: MeasuredPage,
  { units }: SmoothnessOptions,
): Promise<Verdict> {
  const unitIds = await startReports(bench, installation, large, units);
  await page.goto(`${installation.url}/admin/bench/large/live`);
  await page.getByText(`${units} of ${units} units`).waitFor();
  bench.say(`a person works with ${units} units`);
  const interactions = await useLivePage(page, unitIds);
  return judgeAnswers(bench, interactions, `${units} units`);
}

/** A table of so many rows, all of which the page sorts and filters, and of which it draws those in sight. */
async function measureLongTable(
  bench: Bench,
  installation: Installation,
  page: MeasuredPage,
  { rows }: SmoothnessOptions,
): Promise<Verdict> {
  const unitIds = Array.from({ length: rows }, (_, i) => `U${String(i + 1).padStart(5, '0')}`);
  bench.say(`a year of downtimes of ${rows} units`);
  await registerUnits(bench.cleanup, installation, long, unitIds);
  await askMongo(installation.mongodbUri, (client) =>
    writeDowntimes(client.db(telemetryDatabase), { cluster: long, unitIds, downtimesPerUnitYear: 12 }, Date.now()),
  );
  await page.goto(`${installation.url}/admin/bench/long/availability?last=30d&view=table`);
  await page.locator(`table[aria-rowcount="${rows + 2}"]`).waitFor();
  await sleep(5_000);
  bench.say(`a person works with ${rows} rows`);
  return judgeAnswers(bench, await useLongTable(page, unitIds), `${rows} rows`);
}

function judgeAnswers(bench: Bench, interactions: readonly Interaction[], what: string): Verdict {
  const names = [...new Set(interactions.map(({ name }) => name))];
  const durations = (name: string) => interactions.filter((one) => one.name === name).map((one) => one.durationMs);
  bench.table(`From an action to the paint that answers it, ${what}`, [
    latencyHeading,
    ...names.map((name) => latencyRow(name, durations(name))),
  ]);
  const { max } = percentiles(interactions.map(({ durationMs }) => durationMs));
  return {
    target: `every interaction ≤ ${mostInteractionMs} ms with ${what}`,
    measured: `at most ${formatMs(max)}`,
    isMet: max <= mostInteractionMs,
  };
}

async function startReports(
  { cleanup, say }: Bench,
  installation: Installation,
  cluster: ClusterRef,
  unitCount: number,
): Promise<string[]> {
  say(`${unitCount} units of ${cluster.clusterId} report every 5 s`);
  const reporting = startHelper<ReportingOffers>(cleanup, new URL('../load/reporting-process.ts', import.meta.url));
  const load = {
    mongodbUri: installation.mongodbUri,
    database: telemetryDatabase,
    cluster,
    unitCount,
    periodMs: 5_000,
  };
  const { unitIds } = await reporting.ask('start', load);
  await registerUnits(cleanup, installation, cluster, unitIds);
  return unitIds;
}
