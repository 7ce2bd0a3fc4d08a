import lighthouse from 'lighthouse';

/** What Lighthouse says of a page with its mobile profile: scores 0 … 100, times in ms. */
export type PageReport = {
  performance: number;
  accessibility: number;
  bestPractices: number;
  largestPaintMs: number;
  layoutShift: number;
  blockingMs: number;
  /** What kept a score below 100. */
  remarks: string[];
};

const categories = ['performance', 'accessibility', 'best-practices'];
/** A live page never falls silent: Lighthouse waits for its network no longer than this. */
const maxWaitForLoad = 20_000;

/**
 * Opens a page in the Chromium that listens at `port`, as a middling phone on a slow network (Lighthouse's own profile).
 * @throws Error when Lighthouse could not judge it.
 */
export async function judgePage(url: string, { port, cookie }: { port: number; cookie: string }): Promise<PageReport> {
  const extraHeaders = cookie === '' ? {} : { Cookie: cookie };
  const options = { port, onlyCategories: categories, extraHeaders, maxWaitForLoad, logLevel: 'error' as const };
  const result = (await lighthouse(url, options))?.lhr;
  if (!result || result.runtimeError) throw new Error(`${url}: ${result?.runtimeError?.message ?? 'no result'}`);
  const score = (id: string) => Math.round((result.categories[id]?.score ?? 0) * 100);
  const figure = (id: string) => result.audits[id]?.numericValue ?? Number.NaN;
  const faults = categories
    .slice(1)
    .flatMap((id) => result.categories[id]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (result.audits[id]?.score ?? 1) < 1);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    largestPaintMs: figure('largest-contentful-paint'),
    layoutShift: figure('cumulative-layout-shift'),
    blockingMs: figure('total-blocking-time'),
    remarks: [...faults.map(({ id }) => id), ...result.runWarnings],
  };
}
