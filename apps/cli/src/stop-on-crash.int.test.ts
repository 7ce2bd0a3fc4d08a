import { openOwnTestDatabase, uniqueName } from '@commonwatt/database/testing';
import { startMailServer } from '@commonwatt/worker/notifications/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from './testing.ts';

// Of its own: a worker would do the work that other tests leave for theirs.
let own: Awaited<ReturnType<typeof openOwnTestDatabase>>;
beforeAll(async () => {
  own = await openOwnTestDatabase();
});
afterAll(() => own.dispose());

/** The worker, in which `crash` is done as soon as it is ready. */
async function runUntilCrash(crash: string, mailUrl: string) {
  const code = `process.on('SIGUSR2', () => { ${crash} })`;
  return runCommand(['start', 'worker'], {
    variables: {
      DATABASE_URL: own.url,
      MONGODB_DATABASE: uniqueName('crash'),
      MAIL_URL: mailUrl,
      ADMINISTRATORS: 'admin@example.org',
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(code)}`,
    },
    onOutput(output, child) {
      if (output.includes('Commonwatt is ready') && !child.killed) child.kill('SIGUSR2');
    },
  });
}

const title = 'an error that nothing caught';

test('an exception that nothing catches is mailed, once in an hour, and ends the program in order', async () => {
  const mailServer = await startMailServer();
  const name = uniqueName('boom').replace(/\d/g, 'x');
  const crash = () => runUntilCrash(`throw new TypeError('${name}')`, mailServer.url);
  const { code, output } = await crash();
  expect(code).toBe(1);
  expect(output).toContain(title);
  expect(output).not.toContain('could not end in order');
  expect(mailServer.mails.map(({ to }) => to)).toEqual([['admin@example.org']]);
  expect(mailServer.mails[0]?.source).toContain(`Subject: [Commonwatt] ${title}: ${name}`);
  expect((await crash()).code).toBe(1);
  expect(mailServer.mails).toHaveLength(1);
  await mailServer.close();
}, 60_000);

test('a rejection that nothing catches is told and ends the program likewise', async () => {
  const mailServer = await startMailServer();
  const name = uniqueName('boom').replace(/\d/g, 'x');
  const { code } = await runUntilCrash(`void Promise.reject(new TypeError('${name}'))`, mailServer.url);
  expect(code).toBe(1);
  expect(mailServer.mails.map(({ source }) => source.includes(name))).toEqual([true]);
  await mailServer.close();
}, 60_000);
