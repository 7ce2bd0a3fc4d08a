import { watchProblems } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';

// The watch itself: were it blind, every other test would pass for nothing.

test('the watch sees each kind of problem', async ({ browser, place }) => {
  const context = await browser.newContext();
  const problems = await watchProblems(context, place.url);
  const page = await context.newPage();
  await page.route('**/broken', (route) => route.fulfill({ status: 503, body: 'broken' }));
  await page.goto(`${place.url}/login`);
  await page.evaluate(async () => {
    await fetch('/broken');
    const script = document.createElement('script');
    script.textContent = '1';
    document.head.append(script);
    setTimeout(() => {
      throw new Error('nobody catches this');
    });
    console.error('said on the console');
    // Before the page is left, what was thrown must have happened.
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await page.goto('data:text/html,<img src="http://elsewhere.invalid/pixel.png">');
  for (const kind of [
    /^answer 503/,
    /^csp: script-src/,
    /^uncaught: .*nobody/,
    /^console: said/,
    /^request to another/,
  ]) {
    await expect.poll(() => problems.all().join('\n')).toMatch(new RegExp(kind.source, 'm'));
  }
  expect(() => problems.check()).toThrow('no test expects');
  await context.close();
});

test('the watch misses a problem that was expected and did not occur', async ({ browser, place }) => {
  const context = await browser.newContext();
  const problems = await watchProblems(context, place.url);
  await (await context.newPage()).goto(`${place.url}/login`);
  problems.check();
  problems.expect(/something/);
  expect(() => problems.check()).toThrow('should have occurred');
  await context.close();
});
