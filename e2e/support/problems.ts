import { type BrowserContext, expect } from '@playwright/test';

/** What went wrong in the pages of a browser context. */
export type Problems = {
  /** Makes problems that match part of the test: they are no failure, but their absence is. */
  expect(pattern: RegExp): void;
  /** A problem that may occur. */
  allow(pattern: RegExp): void;
  /** Everything so far, expected or not. */
  all(): readonly string[];
  /** Fails unless exactly the expected problems occurred. */
  check(): void;
};

/**
 * Watches all pages of a context, from before their first script: requests to any origin but `ownOrigin`, violations
 * of the Content-Security-Policy, errors that nobody caught, errors on the console, and answers with status 5xx.
 */
export async function watchProblems(context: BrowserContext, ownOrigin: string): Promise<Problems> {
  const found: string[] = [];
  const expected: RegExp[] = [];
  const allowed: RegExp[] = [];
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== ownOrigin) {
      found.push(`request to another origin: ${request.url()}`);
    }
  });
  context.on('response', (response) => {
    if (response.status() >= 500) found.push(`answer ${response.status()}: ${response.url()}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (webError) => found.push(`uncaught: ${webError.error().stack ?? webError.error().message}`));
  await context.exposeBinding('noteCspViolation', (_source, text: string) => found.push(`csp: ${text}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const { noteCspViolation } = window as unknown as { noteCspViolation: (text: string) => void };
      noteCspViolation(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  return {
    expect: (pattern) => expected.push(pattern),
    allow: (pattern) => allowed.push(pattern),
    all: () => found,
    check() {
      const unexpected = found.filter((problem) => ![...expected, ...allowed].some((pattern) => pattern.test(problem)));
      expect(unexpected, 'problems in the page that no test expects').toEqual([]);
      const missing = expected.filter((pattern) => !found.some((problem) => pattern.test(problem)));
      expect(missing.map(String), 'problems that should have occurred').toEqual([]);
    },
  };
}
