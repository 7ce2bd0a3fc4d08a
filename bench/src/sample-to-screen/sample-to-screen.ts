import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Verdict } from '../benchmark.ts';
import type { ReportingOffers } from '../load/reporting-process.ts';
import type { Write } from '../load/reports.ts';
import { registerUnits, startInstallation, telemetryDatabase } from '../product/installation.ts';
import { signIn } from '../product/sign-in.ts';
import { formatMs, latencyHeading, latencyRow } from '../report/figures.ts';
import { percentiles } from '../report/percentiles.ts';
import type { Cleanup } from '../system/cleanup.ts';
import { startHelper } from '../system/helper-process.ts';
import { startProxy } from '../system/tcp-proxy.ts';
import type { ViewerOffers } from '../viewers/viewer-process.ts';
import { type BrowserViewer, openBrowserViewer } from './browser-viewer.ts';
import type { Painted } from './painted-marks.ts';

export type SampleToScreenOptions = {
  unitCount: number;
  viewerCount: number;
  seconds: number;
  /** All that the server answers viewers is held back this long, which must show in the figures. */
  delayMs: number;
};

const cluster = { communityId: 'bench', clusterId: 'cluster' };
const reportPeriodMs = 5_000;
const arrivalMs = 3_000;
/** Two reports of each unit pass before anything counts. */
const warmUpMs = 2 * reportPeriodMs;
/** What is not painted within this time after the last write counts as never painted. */
const graceMs = 4_000;
const targetMs = 1_000;

/** How long a sample takes from being written to being painted, with many units and viewers. */
export async function measureSampleToScreen(bench: Bench, options: SampleToScreenOptions): Promise<Verdict[]> {
  const { cleanup, say } = bench;
  const { unitCount, viewerCount, seconds, delayMs } = options;
  const installation = await startInstallation(cleanup);
  const { mongodbUri, staff } = installation;
  const reporting = startHelper<ReportingOffers>(cleanup, new URL('../load/reporting-process.ts', import.meta.url));
  const database = telemetryDatabase;
  const load = { mongodbUri, database, cluster, unitCount, periodMs: reportPeriodMs };
  say(`${unitCount} units begin to report every ${reportPeriodMs / 1000} s`);
  const { unitIds } = await reporting.ask('start', load);
  await registerUnits(cleanup, installation, cluster, unitIds);

  say(`${viewerCount} viewers come, one of them a browser`);
  const url = delayMs === 0 ? installation.url : await delayAnswers(cleanup, installation.url, delayMs);
  const cookies: string[] = [];
  while (cookies.length < viewerCount) cookies.push(await signIn(url, staff.username, staff.password));
  const [cookie = '', ...others] = cookies;
  const streams = startHelper<ViewerOffers>(cleanup, new URL('../viewers/viewer-process.ts', import.meta.url));
  await streams.ask('open', { url, cookies: others, cluster, withinMs: arrivalMs });
  const browser = await openBrowserViewer(cleanup, { url, cookie, cluster, unitCount });
  await sleep(warmUpMs);

  say(`measuring for ${seconds} s`);
  const fromMs = Date.now();
  const painted = await collectPainted(browser, seconds * 1_000);
  const toMs = Date.now();
  painted.push(...(await collectPainted(browser, graceMs)));
  const writes = (await reporting.ask('stop', undefined)).filter(
    ({ sentAtMs }) => sentAtMs >= fromMs && sentAtMs < toMs,
  );
  const streamed = await streams.ask('latencies', writes);
  return report(bench, writes, streamed, painted);
}

/** An address of the server whose answers come later. */
async function delayAnswers(cleanup: Cleanup, url: string, delayMs: number): Promise<string> {
  const port = await startProxy(cleanup, { targetPort: Number(new URL(url).port), answerDelayMs: delayMs });
  return `http://127.0.0.1:${port}`;
}

/** Empties the page's notes every second, so that they stay short. */
async function collectPainted(browser: BrowserViewer, durationMs: number): Promise<Painted[]> {
  const painted: Painted[] = [];
  const endMs = performance.now() + durationMs;
  while (performance.now() < endMs) {
    await sleep(Math.min(1_000, Math.max(0, endMs - performance.now())));
    painted.push(...(await browser.takePainted()));
  }
  return painted;
}

function report(bench: Bench, writes: Write[], streamed: ArrayLike<number>, painted: Painted[]): Verdict[] {
  const paintedAtMs = new Map(painted.map(({ unitId, mark, paintedAtMs: atMs }) => [`${unitId} ${mark}`, atMs]));
  const screen = writes.map((write) => ({
    ...write,
    paintedAtMs: paintedAtMs.get(`${write.unitId} ${write.mark}`) ?? Number.POSITIVE_INFINITY,
  }));
  const sinceSent = screen.map((one) => one.paintedAtMs - one.sentAtMs);
  bench.table('How long samples take', [
    latencyHeading,
    latencyRow(
      'sent → acknowledged',
      writes.map((one) => one.acknowledgedAtMs - one.sentAtMs),
    ),
    latencyRow('acknowledged → received by each stream', streamed),
    latencyRow(
      'acknowledged → painted',
      screen.map((one) => one.paintedAtMs - one.acknowledgedAtMs),
    ),
    latencyRow('sent → painted', sinceSent),
  ]);
  const { p95 } = percentiles(sinceSent);
  const paintedCount = sinceSent.filter(Number.isFinite).length;
  return [
    {
      target: 'p95 from sending a sample to its being painted ≤ 1.0 s',
      measured: formatMs(p95),
      isMet: p95 <= targetMs,
    },
    {
      target: 'every sample was painted',
      measured: `${paintedCount} of ${writes.length}`,
      isMet: paintedCount === writes.length,
    },
  ];
}
