import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runChild } from '../system/child.ts';
import type { Cleanup } from '../system/cleanup.ts';
import { createTemporaryFolder } from '../system/temporary-folder.ts';

/** What Lighthouse says of a page with its mobile profile: scores 0 … 100, times in ms. */
export type PageReport = {
  performance: number;
  accessibility: number;
  bestPractices: number;
  largestPaintMs: number;
  layoutShift: number;
  blockingMs: number;
  /** What kept accessibility and best practices below 100, and what Lighthouse remarks on its own run. */
  remarks: string[];
};

/** Run by npx: as a package of ours it would bring 130 others, and change how the product's own are resolved. */
const lighthouse = 'lighthouse@12.8.2';
const categories = ['performance', 'accessibility', 'best-practices'];
/** A live page never falls silent: Lighthouse waits for its network no longer than this. */
const longestLoadMs = 20_000;

/** The parts of Lighthouse's result that are read. */
type LighthouseResult = {
  runtimeError?: { message: string };
  runWarnings: string[];
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; numericValue?: number }>;
};

/**
 * Opens a page in the Chromium that listens at `port`, as a middling phone on a slow network (Lighthouse's own profile).
 * @throws Error when Lighthouse could not judge it.
 */
export async function judgePage(
  cleanup: Cleanup,
  url: string,
  { port, cookie }: { port: number; cookie: string },
): Promise<PageReport> {
  const folder = await createTemporaryFolder(cleanup);
  const outputPath = join(folder, 'report.json');
  const options = [
    `--port=${port}`,
    '--quiet',
    '--output=json',
    `--output-path=${outputPath}`,
    `--only-categories=${categories.join(',')}`,
    `--max-wait-for-load=${longestLoadMs}`,
    `--extra-headers=${JSON.stringify(cookie === '' ? {} : { Cookie: cookie })}`,
  ];
  const run = () => runChild(cleanup, { command: 'npx', args: ['--yes', lighthouse, url, ...options], cwd: folder });
  // Its recording fails at times (NO_NAVSTART): it is asked once more.
  await run().catch(run);
  const result: LighthouseResult = JSON.parse(await readFile(outputPath, 'utf8'));
  if (result.runtimeError) throw new Error(`${url}: ${result.runtimeError.message}`);
  return readReport(result);
}

function readReport({ categories: judged, audits, runWarnings }: LighthouseResult): PageReport {
  const score = (id: string) => Math.round((judged[id]?.score ?? 0) * 100);
  const figure = (id: string) => audits[id]?.numericValue ?? Number.NaN;
  const faults = ['accessibility', 'best-practices']
    .flatMap((id) => judged[id]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    largestPaintMs: figure('largest-contentful-paint'),
    layoutShift: figure('cumulative-layout-shift'),
    blockingMs: figure('total-blocking-time'),
    remarks: [...faults.map(({ id }) => id), ...runWarnings],
  };
}
