import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Notes a failure for each violation of accessibility rules on the page as it stands; the test goes on. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const results = await check(page, { type: 'tag', values: tags });
  expect(results.passes.length, `${what}: rules that were checked`).toBeGreaterThan(10);
  expect.soft(problemsOf(results), what).toEqual([]);
}

/** Likewise for the rules about colours, which are what another theme changes. */
export async function expectLegible(page: Page, what: string): Promise<void> {
  const results = await check(page, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] });
  // Over a dialog some colours cannot be told: what could not be is no violation.
  expect(results.passes.length + results.incomplete.length, `${what}: rules that were checked`).toBeGreaterThan(0);
  expect.soft(problemsOf(results), what).toEqual([]);
}

async function check(page: Page, runOnly: axe.RunOnly): Promise<axe.AxeResults> {
  // Evaluated, not added as a script: the Content-Security-Policy forbids inline scripts, as it should.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate((runOnly) => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    return checker.run(document, { runOnly, resultTypes: ['violations'] });
  }, runOnly);
}

function problemsOf(results: axe.AxeResults) {
  return results.violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary?.replace(/\s+/g, ' ')}`),
  }));
}
