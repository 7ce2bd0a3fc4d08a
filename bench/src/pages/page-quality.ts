import { demoUsers } from '@commonwatt/simulator/demo-community';
import { chromium } from '@playwright/test';
import { findChromium } from '../../../e2e/chromium.ts';
import type { Bench, Verdict } from '../benchmark.ts';
import { chooseAddresses } from '../product/addresses.ts';
import { build, startCommonwatt } from '../product/checkout.ts';
import { waitUntilReady } from '../product/readiness.ts';
import { signIn } from '../product/sign-in.ts';
import { formatMs, formatSeconds } from '../report/figures.ts';
import { findFreePorts } from '../system/ports.ts';
import { judgePage, type PageReport } from './lighthouse.ts';
import { type Route, routes } from './routes.ts';

export type PageQualityOptions = {
  /** Each page is judged so many times; the median by performance counts. */
  runs: number;
  /** Of the routes those with this in their name. */
  only: string;
};

const least = { performance: 95, accessibility: 100, bestPractices: 100 };
const most = { largestPaintMs: 2_000, layoutShift: 0.05 };

/** What Lighthouse says of every route of the demo, on a phone. */
export async function measurePageQuality(
  { cleanup, say, table }: Bench,
  options: PageQualityOptions,
): Promise<Verdict[]> {
  const chosen = routes.filter(({ name }) => name.includes(options.only));
  if (chosen.length === 0) throw new Error(`no route has "${options.only}" in its name`);
  await build(cleanup);
  const { url, variables } = await chooseAddresses(cleanup);
  const demo = startCommonwatt(cleanup, ['demo'], { ...variables, LOG_LEVEL: 'warn' });
  await waitUntilReady(url, demo);
  const [port = 0] = await findFreePorts(1);
  const { executablePath, args } = await findChromium();
  const browser = await chromium.launch({ executablePath, args: [...args, `--remote-debugging-port=${port}`] });
  cleanup.atEnd(() => browser.close());

  const reports: { route: Route; report: PageReport }[] = [];
  for (const route of chosen) {
    const cookie = route.user
      ? await signIn(url, route.user.username, passwordOf(route.user.username), route.user.app)
      : '';
    const runs: PageReport[] = [];
    while (runs.length < options.runs) runs.push(await judgePage(cleanup, url + route.path, { port, cookie }));
    const report = middleOf(runs);
    reports.push({ route, report });
    say(
      `${route.name}: ${report.performance}, ${report.accessibility}, ${report.bestPractices} ${report.remarks.join(', ')}`,
    );
  }
  table('Lighthouse, mobile profile', [
    ['', 'performance', 'accessibility', 'best practices', 'LCP', 'CLS', 'blocked'],
    ...reports.map(({ route, report }) => [route.name, ...reportCells(report)]),
  ]);
  return verdicts(reports.map(({ report }) => report));
}

function passwordOf(username: string): string {
  const user = demoUsers.find((one) => one.username === username);
  if (!user) throw new Error(`the demo has no user ${username}`);
  return user.password;
}

/** The median by performance. */
function middleOf(runs: readonly PageReport[]): PageReport {
  const ordered = runs.toSorted((a, b) => a.performance - b.performance);
  const middle = ordered[ordered.length >> 1];
  if (!middle) throw new RangeError('a page was not judged at all');
  return middle;
}

function reportCells(report: PageReport): string[] {
  const { performance, accessibility, bestPractices, largestPaintMs, layoutShift, blockingMs } = report;
  const scores = [performance, accessibility, bestPractices].map(String);
  return [...scores, formatSeconds(largestPaintMs), layoutShift.toFixed(3), formatMs(blockingMs)];
}

function verdicts(reports: readonly PageReport[]): Verdict[] {
  const lowest = (key: keyof typeof least) => Math.min(...reports.map((report) => report[key]));
  const highest = (key: keyof typeof most) => Math.max(...reports.map((report) => report[key]));
  const score = (words: string, key: keyof typeof least) => ({
    target: `${words} ≥ ${least[key]} on every route`,
    measured: `at least ${lowest(key)}`,
    isMet: lowest(key) >= least[key],
  });
  return [
    score('performance', 'performance'),
    score('accessibility', 'accessibility'),
    score('best practices', 'bestPractices'),
    {
      target: `LCP ≤ ${formatSeconds(most.largestPaintMs)} on every route`,
      measured: `at most ${formatSeconds(highest('largestPaintMs'))}`,
      isMet: highest('largestPaintMs') <= most.largestPaintMs,
    },
    {
      target: `CLS ≤ ${most.layoutShift} on every route`,
      measured: `at most ${highest('layoutShift').toFixed(3)}`,
      isMet: highest('layoutShift') <= most.layoutShift,
    },
  ];
}
