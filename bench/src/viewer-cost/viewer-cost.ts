import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Verdict } from '../benchmark.ts';
import type { ReportingOffers } from '../load/reporting-process.ts';
import { registerUnits, telemetryDatabase } from '../product/installation.ts';
import { signIn } from '../product/sign-in.ts';
import { startHelper } from '../system/helper-process.ts';
import { readCpuSeconds } from '../system/process-tree.ts';
import type { ViewerOffers } from '../viewers/viewer-process.ts';
import { type Cost, costBetween, type Spent } from './cost.ts';
import { startWatchedInstallation } from './watched-installation.ts';

export type ViewerCostOptions = { unitCount: number; viewerCount: number; seconds: number };

const cluster = { communityId: 'bench', clusterId: 'cluster' };
const reportPeriodMs = 5_000;
/** Viewers come over this time, which is no multiple of the server's own periods. */
const arrivalMs = 13_000;
/** The start of a channel and of streams passes before anything counts. */
const warmUpMs = 10_000;
const highestRatio = 2;

/** What the first viewer of a cluster costs the server, and what many of them cost. */
export async function measureViewerCost(bench: Bench, options: ViewerCostOptions): Promise<Verdict[]> {
  const { cleanup, say } = bench;
  const { unitCount, viewerCount, seconds } = options;
  const installation = await startWatchedInstallation(cleanup);
  const { url, mongodbUri, staff, server, sent } = installation;
  const reporting = startHelper<ReportingOffers>(cleanup, new URL('../load/reporting-process.ts', import.meta.url));
  say(`${unitCount} units begin to report every ${reportPeriodMs / 1000} s`);
  const load = { mongodbUri, database: telemetryDatabase, cluster, unitCount, periodMs: reportPeriodMs };
  const { unitIds } = await reporting.ask('start', load);
  await registerUnits(cleanup, installation, cluster, unitIds);

  say(`${viewerCount} people sign in`);
  const cookies: string[] = [];
  while (cookies.length < viewerCount) cookies.push(await signIn(url, staff.username, staff.password));
  const streams = startHelper<ViewerOffers>(cleanup, new URL('../viewers/viewer-process.ts', import.meta.url));

  const readSpent = async (): Promise<Spent> => {
    const { bytes, messageCount } = await streams.ask('totals', undefined);
    return {
      mongoCommands: new Map(sent.mongoCommands),
      postgresQueries: new Map(sent.postgresQueries),
      apiCpuSeconds: await readCpuSeconds(server.pid),
      streamedBytes: bytes,
      messageCount,
    };
  };
  const measure = async (count: number): Promise<Cost> => {
    await sleep(warmUpMs);
    say(`measuring with ${count === 1 ? 'one viewer' : `${count} viewers`} for ${seconds} s`);
    const [before, fromMs] = [await readSpent(), performance.now()];
    await sleep(seconds * 1_000);
    const [after, toMs] = [await readSpent(), performance.now()];
    return costBetween(before, after, { seconds: (toMs - fromMs) / 1_000, viewerCount: count });
  };

  await streams.ask('open', { url, cookies: cookies.slice(0, 1), cluster, withinMs: 0 });
  const ofOne = await measure(1);
  await streams.ask('open', { url, cookies: cookies.slice(1), cluster, withinMs: arrivalMs });
  const ofAll = await measure(viewerCount);
  await reporting.ask('stop', undefined);
  return report(bench, { viewerCount, ofOne, ofAll });
}

function report(
  { table }: Bench,
  { viewerCount, ofOne, ofAll }: { viewerCount: number; ofOne: Cost; ofAll: Cost },
): Verdict[] {
  const row = (name: string, of: (cost: Cost) => number, digits = 1) => [
    name,
    of(ofOne).toFixed(digits),
    of(ofAll).toFixed(digits),
    formatRatio(of(ofAll) / of(ofOne)),
  ];
  const reads = ({ mongoReadsPerS, postgresReadsPerS }: Cost) => mongoReadsPerS + postgresReadsPerS;
  table('What viewers of one cluster cost the api', [
    ['', '1 viewer', `${viewerCount} viewers`, 'ratio'],
    row('MongoDB reads / s', (cost) => cost.mongoReadsPerS),
    row('PostgreSQL reads / s', (cost) => cost.postgresReadsPerS),
    row('all reads / s', reads),
    row('other MongoDB commands / s', (cost) => cost.mongoOtherPerS),
    row('other PostgreSQL queries / s', (cost) => cost.postgresOtherPerS),
    row('processor time of the api, % of a core', (cost) => cost.apiCpuPercent),
    row('kB / s to each viewer', (cost) => cost.bytesPerViewerAndS / 1_000),
    row('messages / s to each viewer', (cost) => cost.messagesPerViewerAndS),
  ]);
  const ratio = reads(ofAll) / reads(ofOne);
  const target = `reads with ${viewerCount} viewers ≤ ${highestRatio} × those with one`;
  return [{ target, measured: formatRatio(ratio), isMet: ratio <= highestRatio }];
}

function formatRatio(ratio: number): string {
  return Number.isFinite(ratio) ? `${ratio.toFixed(2)} ×` : '–';
}
